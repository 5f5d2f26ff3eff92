"""`habeas events CASE`, and `habeas judge CASE EVENT …`; everything is invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from habeas.cli.entry import run
from tests.pipeline.corroborated import fill
from tests.pipeline.making import PASSPHRASE, new_case


@pytest.fixture
def ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The claims of four papers in a case in `case`, which is closed again."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HABEAS_PASSPHRASE", PASSPHRASE)
    with new_case(tmp_path / "case") as made:
        return fill(made.store)


def said(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    """What a command prints on standard output, or its error."""
    assert run(list(words)) == code
    out, err = capsys.readouterr()
    return out if code == 0 else err


def event_of(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    """The one event of the case."""
    found: dict[str, object] = json.loads(said(capsys, "events", "case", "--json", *words))
    return found


@pytest.mark.usefixtures("ids")
def test_an_event_shows_its_sources_claims_and_contradictions(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = said(capsys, "events", "case", "--disputed")
    first, *rest = found.splitlines()
    assert "between 2 and 3 independent sources  torture, Orlyne, 2026-02-03" in first
    assert first.endswith("(proposed)")
    kinds = [line.split()[0] for line in rest]
    assert kinds == ["tells"] * 3 + ["denies"] + ["source"] * 3 + ["differs"] * 2
    assert "source  Mira Brenko: an original (" in found
    assert "differs quantity: 14 prisoners against 9 prisoners" in found


def test_json_has_every_link_with_its_weights(
    ids: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    event = event_of(capsys)
    assert event["claims"] == sorted(ids[:3])
    assert event["denials"] == [ids[3]]
    assert event["independent_sources"] == {"low": 2, "high": 3}
    links = event["links"]
    assert isinstance(links, list)
    assert {"name", "words", "weight"} == links[0]["features"][0].keys()


def test_an_event_is_confirmed_parted_and_restored(
    ids: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    name = str(event_of(capsys)["id"])
    said(capsys, "judge", "case", name[:8], "confirm", "--reason", "one night")
    assert event_of(capsys)["state"] == "confirmed"
    parted = said(capsys, "judge", "case", ids[2], "part", "--reason", "another prison")
    number = parted.split(":")[0].split()[1]
    assert "is outweighed in part by it" in parted
    assert "it is about 3 claims" in parted
    assert sorted(ids[:2]) in [
        json.loads(line)["claims"] for line in said(capsys, "events", "case", "--json").splitlines()
    ]
    said(capsys, "judge", "case", number, "undo", "--reason", "the same prison")
    assert event_of(capsys)["state"] == "confirmed"
    decided = said(capsys, "events", "case", "--decided").splitlines()
    assert [line.split("  ")[1].strip() for line in map(str.strip, decided)] == [
        "in force",
        "taken back",
        "takes back",
    ]
    assert "confirm of 3 claims by Ila Morven: one night" in said(capsys, "log", "case")


def test_two_claims_are_joined_by_name(ids: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    words = ("judge", "case", ids[0], "join", "--others", ids[1], "--reason", "one night")
    assert f"join {ids[0]} {ids[1]}" in said(capsys, *words)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("e-nothing", "confirm"), "no event has this id"),
        (("e-nothing", "correct"), "is no verdict about an event"),
        (("e-nothing", "correct", "--set", "place=Orlyne"), "no fields to set right"),
        (("e-nothing", "confirm", "--others", "x"), "belongs to join and part"),
        (("many", "undo"), "is no judgement's number"),
        (("1", "undo"), "no judgement about an event"),
    ],
)
@pytest.mark.usefixtures("ids")
def test_words_that_do_not_fit_together_are_refused(
    words: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert message in said(capsys, "judge", "case", *words, "--reason", "seen", code=2)
