"""The commands one after another, as in the five-minute tour: what they print and how they end."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest

from tests.cli.running import habeas, habeas_process, one_line
from tests.pipeline.making import INVESTIGATOR, PASSPHRASE, REPORT, UKRAINIAN, account, write


@pytest.fixture
def case(made_case: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    return shutil.copytree(made_case, tmp_path / "case")


def ids(case: Path, *filters: str) -> list[str]:
    lines = habeas("claims", case, "--json", *filters).out.splitlines()
    return [json.loads(line)["id"] for line in lines]


@pytest.mark.parametrize("words", ["claims", "log", "verify", "keys list"])
def test_a_process_of_its_own_says_the_same(made_case: Path, words: str) -> None:
    assert habeas_process(*words.split(), made_case) == habeas(*words.split(), made_case)


def test_new_says_who_signs_and_that_the_case_is_encrypted(tmp_path: Path) -> None:
    done = habeas("new", tmp_path / "case", "--investigator", INVESTIGATOR)
    assert done.code == 0
    assert INVESTIGATOR in done.out
    assert "The case is encrypted" in done.out


def test_new_without_encryption_says_what_that_means(tmp_path: Path) -> None:
    done = habeas("new", tmp_path / "case", "--no-encryption")
    assert "not encrypted, as asked" in done.out


def test_new_never_touches_a_folder_that_holds_something(tmp_path: Path) -> None:
    write(tmp_path, {"notes.txt": "mine"})
    done = habeas("new", tmp_path)
    assert done.code == 1
    assert one_line(done.err)
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_key_file_holds_the_passphrase_and_an_editors_line_break(tmp_path: Path) -> None:
    write(tmp_path, {"key": f"{PASSPHRASE}\n", "a.txt": account(1)})
    key = ("--key-file", tmp_path / "key")
    assert habeas("new", tmp_path / "case", *key, HABEAS_PASSPHRASE="").code == 0
    added = habeas("add", tmp_path / "case", tmp_path / "a.txt")
    assert added.code == 0, added.err


def test_add_shows_its_balance(case: Path, tmp_path: Path) -> None:
    folder = write(tmp_path / "more", {"a.txt": UKRAINIAN, "b.txt": UKRAINIAN})
    done = habeas("add", case, folder)
    assert done.code == 0
    balance, read = done.out.splitlines()
    assert balance == "in 2 = created 1 + updated 1 + unchanged 0 + skipped 0 + failed 0"
    assert read == "1 document read, 3 claims found"


def test_add_lists_each_failure_in_one_line_and_goes_on(case: Path, tmp_path: Path) -> None:
    folder = write(tmp_path / "more", {"a.txt": account(1), "tape.bin": b"\x00\x01" * 99})
    done = habeas("add", case, folder, tmp_path / "gone.txt")
    assert done.code == 3
    assert [line.split(":")[0] for line in done.err.splitlines()] == ["gone.txt", "more/tape.bin"]
    assert "created 2" in done.out
    assert "failed 1" in done.out


def test_claims_lists_ids_that_judge_takes(case: Path) -> None:
    listed = habeas("claims", case)
    assert listed.code == 0
    identity = ids(case)[0]
    assert identity in listed.out
    done = habeas("judge", case, identity[:7], "confirm", "--reason", "heard it from both")
    assert done.code == 0, done.err
    assert done.out.startswith(f"{identity} confirm: ")
    assert ids(case, "--state", "confirmed") == [identity]


def test_a_correction_is_set_field_by_field(case: Path) -> None:
    identity = ids(case, "--type", "torture")[0]
    done = habeas(
        "judge", case, identity, "correct", "--reason", "per the file",
        "--set", "type=injury", "--set", "place=Lower Orrin",
    )  # fmt: skip
    assert done.code == 0, done.err
    assert "  place = Lower Orrin\n" in done.out
    (row,) = map(json.loads, habeas("claims", case, "--json", "--type", "injury").out.splitlines())
    assert (row["id"], row["place"], row["state"]) == (identity, "Lower Orrin", "corrected")


def test_a_report_is_named_hashed_and_pinned_to_a_head(case: Path, tmp_path: Path) -> None:
    done = habeas("report", case, "-o", tmp_path / "dossier.html")
    assert done.code == 0, done.err
    page = (tmp_path / "dossier.html").read_bytes()
    assert f"sha256 {hashlib.sha256(page).hexdigest()}" in done.out
    head = re.search(r"head (\d+-[0-9a-f]{64})", done.out)
    assert head is not None
    assert b"beat Taras Velmin" in page
    assert "dossier.html" in habeas("log", case).out.splitlines()[-1]


def test_the_same_head_gives_the_same_bytes_before_and_after_a_rebuild(
    case: Path, tmp_path: Path
) -> None:
    identity = ids(case)[1]
    habeas("judge", case, identity, "reject", "--reason", "another colony")
    first = habeas("report", case, "-o", tmp_path / "1.html")
    head = first.out.rsplit("head ", 1)[1].splitlines()[0]
    habeas("judge", case, identity, "confirm", "--reason", "the same after all")
    assert habeas("rebuild", case).code == 3, "the tape still cannot be read"
    again = habeas("report", case, "-o", tmp_path / "2.html", "--at", head)
    assert again.code == 0, again.err
    now = habeas("report", case, "-o", tmp_path / "3.html")
    assert now.code == 0
    pages = [(tmp_path / f"{number}.html").read_bytes() for number in (1, 2, 3)]
    assert pages[0] == pages[1] != pages[2]
    assert habeas("verify", case).code == 0


def test_a_kind_of_file_that_cannot_be_written_is_refused_with_a_way_out(
    case: Path, tmp_path: Path
) -> None:
    done = habeas("report", case, "-o", tmp_path / "dossier.odt")
    assert done.code == 2
    assert ".pdf" in one_line(done.err)


def test_verify_says_what_it_verified(made_case: Path) -> None:
    done = habeas("verify", made_case)
    assert done.code == 0
    assert re.match(r"verified \d+ leaves, .* \d+ blobs", done.out)


def test_verify_names_what_was_altered(case: Path) -> None:
    blob = next(path for path in sorted((case / "blobs").rglob("*")) if path.is_file())
    blob.chmod(0o600)
    blob.write_bytes(blob.read_bytes()[:-1] + b"?")
    done = habeas("verify", case)
    assert done.code == 1
    assert "its preserved bytes cannot be read" in one_line(done.err)
    assert re.search(r"source [0-9a-f]{64} \(entry \d+\)", done.err)


def test_the_log_has_a_line_for_each_entry(made_case: Path) -> None:
    lines = habeas("log", made_case).out.splitlines()
    assert [line.split()[2] for line in lines] == ["case", "access", "source", "source"]
    assert any("in/report.txt" in line for line in lines[2:])
    assert INVESTIGATOR in lines[0]


def test_doctor_finds_what_this_installation_needs() -> None:
    done = habeas("doctor")
    assert done.code == 0, done.out
    assert "English model" in done.out


def test_read_gives_the_same_claims_as_a_case_and_leaves_nothing_behind(
    made_case: Path, tmp_path: Path
) -> None:
    path = write(tmp_path / "in", {"report.txt": REPORT}) / "report.txt"
    done = habeas("read", path, "--json")
    assert done.code == 0, done.err
    assert [json.loads(line)["id"] for line in done.out.splitlines()] == ids(made_case)
    assert sorted(tmp_path.rglob("*")) == [path.parent, path]


def test_read_takes_standard_input_and_what_the_text_does_not_say() -> None:
    text = b"In March, guards at the Orrin colony beat fourteen prisoners, a lawyer said.\n"
    words = ["--json", "--published", "2031-06", "--outlet", "Lower Orrin Herald"]
    done = habeas("read", "-", *words, given=text)
    assert done.code == 0, done.err
    line = json.loads(done.out.splitlines()[0])
    assert line["date_from"] == "2031-03-01"
    assert "Lower Orrin Herald" in line["chain"]
