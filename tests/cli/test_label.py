"""`habeas label` and the log of who did what, called as the commands call them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from habeas.case import open_case
from habeas.cli.casework import write_report
from habeas.cli.inspecting import show_log
from habeas.cli.labelling import label_subject, list_labels
from habeas.model import (
    AccessAction,
    AccessChange,
    Cosignature,
    TimestampToken,
    UnsafeParse,
    WrongUsage,
)
from habeas.store import CaseStore, Export
from tests.pipeline.labelled import COURIER, MONITOR, fill, people, sha256_of
from tests.pipeline.making import CHEAP, INVESTIGATOR, PASSPHRASE, new_store

SECOND = "Oren Castell"
THEIRS = "the other phrase"


@pytest.fixture(autouse=True)
def passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HABEAS_PASSPHRASE", PASSPHRASE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a case of three papers, that nobody has open."""
    with new_store(tmp_path / "case") as store:
        fill(store)
        people(store)
    return tmp_path / "case"


def refused(folder: Path, subject: str | None, level: str | None, reason: str | None) -> str:
    with pytest.raises(WrongUsage) as error:
        label_subject(folder, subject, level, reason, None)
    return str(error.value)


def log(folder: Path, capsys: pytest.CaptureFixture[str], **chosen: str) -> list[str]:
    capsys.readouterr()
    show_log(folder, kind=chosen.get("kind"), by=chosen.get("by"))
    return capsys.readouterr().out.splitlines()


def test_a_label_is_recorded_and_repeated(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    start = sha256_of(COURIER)[:12]
    label_subject(folder, start, "public", "it was printed", None)
    assert (
        capsys.readouterr().out
        == f"source {start}{sha256_of(COURIER)[12:16]}: public (ledger entry 5)\n"
    )
    with open_case(folder) as case:
        (person,) = case.people.persons()
    label_subject(folder, person, "restricted", "the family agreed", None)
    assert capsys.readouterr().out == f"person {person}: restricted (ledger entries 6, 7)\n"


def test_the_list_says_what_holds_and_what_was_outweighed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    label_subject(folder, sha256_of(COURIER), "public", "it was printed", None)
    label_subject(folder, sha256_of(COURIER), "restricted", "the speaker asked", None)
    capsys.readouterr()
    list_labels(folder, None, as_json=False)
    first, second, count = capsys.readouterr().out.splitlines()
    assert first.startswith(f"    5  outweighed  public  source {sha256_of(COURIER)[:16]}")
    assert second.startswith("    6  in force  restricted  source")
    assert second.endswith(": the speaker asked")
    assert count == "2 of 3 sources have no label"
    list_labels(folder, None, as_json=True)
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["entry"], row["force"], row["label"], row["kind"]) for row in rows] == [
        (5, "outweighed", "public", "source"),
        (6, "in force", "restricted", "source"),
    ]


def test_what_is_missing_is_asked_for(folder: Path) -> None:
    assert "what shall be labelled" in refused(folder, None, None, "so")
    assert "what shall be labelled" in refused(folder, "abc", None, "so")
    assert "say with --reason" in refused(folder, sha256_of(COURIER), "public", None)


def test_a_refused_dossier_says_first_how_many_then_each(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert write_report(folder, tmp_path / "dossier.html", None, None, "public") == 1
    told = capsys.readouterr()
    first, *others = told.err.splitlines()
    assert told.out == ""
    assert first.startswith("habeas: dossier.html: not written: 4 things are above the audience")
    assert len(others) == 4
    assert [line.split()[0] for line in others] == ["source", "source", "source", "unconfirmed"]
    assert "(Pavlo Drenik)" in others[-1]
    assert f"source {sha256_of(MONITOR)[:12]} (Monitor.txt): confidential" in others[2]
    assert not (tmp_path / "dossier.html").exists()


def test_each_line_of_the_log_names_whose_key_it_was(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with CaseStore.open(folder, passphrase=PASSPHRASE) as store:
        first = store.key_id
        second = store.admit_investigator(SECOND, passphrase=THEIRS, key_cost=CHEAP).key_id
    with open_case(folder, passphrase=THEIRS) as case:
        case.label(sha256_of(COURIER), "public", reason="it was printed")
    with open_case(folder) as case:
        case.store.remove_access(SECOND)
    lines = log(folder, capsys)
    theirs = log(folder, capsys, by=SECOND)
    ours = log(folder, capsys, by=first)
    labels = log(folder, capsys, kind="label")
    assert f"key {first} of {INVESTIGATOR}" in lines[0]
    (labelled,) = labels
    assert labelled in lines
    assert f"public: source {sha256_of(COURIER)[:16]} by {SECOND}: it was printed" in labelled
    assert f"key {second} of {SECOND}" in labelled
    assert sorted(theirs + ours) == sorted(lines)
    assert theirs == labels
    assert f"admit {SECOND} to sign and to open the case, by {INVESTIGATOR}" in "".join(ours)
    assert f"remove {SECOND} to sign and to open the case, by {INVESTIGATOR}" in "".join(ours)
    assert f"new case key, by {INVESTIGATOR}" in ours[-1]


def test_every_kind_of_entry_has_words_of_its_own(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with CaseStore.open(folder, passphrase=PASSPHRASE) as store:
        head, now = store.head(), store.head().time
        for record in (
            AccessChange(AccessAction.ROTATE, INVESTIGATOR, None, None, INVESTIGATOR, now),
            Cosignature(head.size, head.root, SECOND, "", "line", INVESTIGATOR, now),
            TimestampToken(head.size, head.root, "Orlyne Clock", "", now, (), INVESTIGATOR, now),
            UnsafeParse("no namespaces here", INVESTIGATOR, now),
        ):
            store.append(record)
        store.append_export(
            Export("a.html", "ab" * 32, "text/html", head.size, head.root, audience="public")
        )
    words = "\n".join(log(folder, capsys))
    named = f"{head.size}-{head.root[:16]}"
    for line in (
        f"new case key, by {INVESTIGATOR}",
        f"{SECOND} signs head {named} too, taken in by {INVESTIGATOR}",
        f"Orlyne Clock saw head {named} at {now:%Y-%m-%dT%H:%M:%SZ}, asked by {INVESTIGATOR}",
        f"files are read without isolation, by {INVESTIGATOR}: no namespaces here",
        f"a.html at head {head.size}, {'ab' * 8}, for public",
    ):
        assert line in words


def test_the_log_as_json_has_the_payload_and_the_signer(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    show_log(folder, as_json=True, kind="source")
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert rows[0]["payload"]["sha256"] == sha256_of(COURIER)
    assert {row["signer"] for row in rows} == {INVESTIGATOR}


def test_a_kind_or_a_signer_that_does_not_exist_is_not_an_empty_log(folder: Path) -> None:
    with pytest.raises(WrongUsage, match="no entries of the kind 'labels'"):
        show_log(folder, kind="labels")
    with pytest.raises(WrongUsage, match="nobody of this name"):
        show_log(folder, by="Nobody Atall")
