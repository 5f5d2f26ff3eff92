"""A case that an earlier version wrote still opens, verifies, and gives a dossier."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import habeas
from habeas.case import Case
from habeas.model import Sameness, Verdict
from habeas.pipeline import Force
from habeas.store.formats import CURRENT_FORMAT
from tests.house import HOUSE
from tests.pipeline.making import INVESTIGATOR, ONE_PROCESS, PASSPHRASE

FOLDER = HOUSE / "tests" / "golden"
# Leaves of the ledger and blobs of each, as they were written.
GOLDEN = {
    "case-format-1": (8, 4),
    "case-format-2": (13, 6),
    "case-format-3": (14, 6),
    "case-format-4": (14, 6),
}


@pytest.fixture(params=GOLDEN)
def golden(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Case]:
    """A copy under its own name: opening may migrate."""
    folder = shutil.copytree(FOLDER / request.param, tmp_path / request.param)
    with habeas.open(folder, passphrase=PASSPHRASE) as case:
        yield case


def test_there_is_a_golden_case_of_every_format() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(GOLDEN)
    assert f"case-format-{CURRENT_FORMAT}" in GOLDEN


def test_it_verifies(golden: Case) -> None:
    report = golden.verify()
    assert report.ok, report.problems
    assert (report.leaves, report.blobs) == GOLDEN[golden.store.path.name]


def test_what_people_decided_is_all_there(golden: Case) -> None:
    judgements = list(golden.store.judgements())
    assert [item.verdict for item in judgements] == [Verdict.CORRECT, Verdict.CONFIRM]
    assert {item.author for item in judgements} == {INVESTIGATOR}


def test_what_was_decided_about_its_people_holds_for_whatever_resolves_them_now(
    golden: Case,
) -> None:
    decided = [placed.judgement.answer for placed in golden.store.person_judgements()]
    if golden.store.path.name == "case-format-1":
        assert decided == []
        return
    assert decided == [Sameness.SAME, Sameness.UNSURE, None]
    golden.rebuild(settings=ONE_PROCESS)  # an older version read its sources
    report = golden.resolve()
    assert report.people.settled.decisions
    assert [standing.force for standing in report.people.settled.standings] == [
        Force.TAKEN_BACK,
        Force.IN_FORCE,
        Force.TAKES_BACK,
    ]
    names = set(golden.people.resolution.records.name.texts())
    assert {"Taras Velmin", "Петро Сандул", "Oleh Tarnyk"} <= names


def test_it_can_be_rebuilt_and_reported_by_this_version(golden: Case, tmp_path: Path) -> None:
    golden.rebuild(settings=ONE_PROCESS)
    (export,) = golden.store.exports()
    written = golden.report(tmp_path / "dossier.html", at=export.head_size)
    page = written.path.read_bytes()
    assert str(written.head.root).encode() in page
    assert b"per the medical file" in page
    assert b"missing.txt" in page
    judged = sum(len(item.judgements) for item in golden.claims) + len(golden.unanchored)
    assert judged == 2
    assert golden.verify().ok
