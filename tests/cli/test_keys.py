"""`habeas keys`: a colleague is let in and shut out, by the commands themselves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from habeas.store.case_key import new_identity
from tests.cli.running import habeas, one_line
from tests.pipeline.making import INVESTIGATOR, PASSPHRASE


@pytest.fixture
def case(tmp_path: Path) -> Path:
    made = habeas("new", tmp_path / "case", "--investigator", INVESTIGATOR)
    assert "The case is encrypted" in made.out
    return tmp_path / "case"


def test_a_colleague_is_let_in_works_and_is_shut_out(case: Path, tmp_path: Path) -> None:
    words, statement = tmp_path / "words", tmp_path / "statement.txt"
    words.write_text("the words of a colleague\n")
    statement.write_text("The warden of Lower Orrin said nobody was held there.\n")
    added = habeas("keys", "add", case, "Tam Ostery", "--new-key-file", words)
    assert one_line(added.out).startswith("Tam Ostery  signs, key ")
    done = habeas("add", case, statement, "--key-file", words, HABEAS_PASSPHRASE="")
    assert done.code == 0, done.err
    log = habeas("log", case, "--by", "Tam Ostery", "--key-file", words, HABEAS_PASSPHRASE="")
    assert "statement.txt" in one_line(log.out)
    assert habeas("keys", "remove", case, "Tam Ostery").code == 0
    refused = habeas("claims", case, "--key-file", words, HABEAS_PASSPHRASE="")
    assert (refused.code, refused.out) == (1, "")
    assert "the case does not open with what was given" in one_line(refused.err)
    assert habeas("verify", case).code == 0


def test_a_reader_opens_it_with_an_age_identity_in_the_key_file(case: Path, tmp_path: Path) -> None:
    identity, recipient = new_identity()
    key = tmp_path / "identity.txt"
    key.write_text(f"# created for nobody\n{identity}\n")
    assert habeas("keys", "add", case, "Oda Lind", "--recipient", recipient).code == 0
    listed = habeas("keys", "list", case, "--json", HABEAS_KEY_FILE=str(key), HABEAS_PASSPHRASE="")
    holders = [json.loads(line) for line in listed.out.splitlines()]
    assert [holder["name"] for holder in holders] == [INVESTIGATOR, "Oda Lind"]
    assert holders[1] == {"name": "Oda Lind", "key": None, "recipient": recipient}
    signing = habeas("keys", "rotate", case, "--key-file", key, HABEAS_PASSPHRASE="")
    assert signing.code == 2
    assert "signs nothing" in one_line(signing.err)


def test_a_new_passphrase_takes_the_place_of_the_old_one(case: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    new.write_text("some other words")
    assert habeas("keys", "passphrase", case, "--new-key-file", new).code == 0
    assert habeas("verify", case).code == 1
    assert habeas("verify", case, HABEAS_PASSPHRASE=new.read_text()).code == 0
    assert habeas("keys", "rotate", case, "--sources", "--key-file", new).code == 0
    assert habeas("verify", case, "--key-file", new).code == 0


def test_nothing_is_asked_where_nobody_can_answer(case: Path) -> None:
    asked = habeas("claims", case, HABEAS_PASSPHRASE="")
    assert asked.code == 2
    assert "this needs the passphrase of the case" in one_line(asked.err)
    assert habeas("claims", case, HABEAS_PASSPHRASE=PASSPHRASE).code == 0
