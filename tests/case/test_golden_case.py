"""A case that an earlier version wrote still opens, verifies, and gives a dossier."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import habeas
from habeas.case import Case
from habeas.model import Verdict
from tests.house import HOUSE
from tests.pipeline.making import INVESTIGATOR, ONE_PROCESS, PASSPHRASE

GOLDEN = sorted((HOUSE / "tests" / "golden").glob("case-format-*"))


@pytest.fixture(params=GOLDEN, ids=lambda path: path.name)
def golden(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Case]:
    """A copy: opening may migrate."""
    folder = shutil.copytree(request.param, tmp_path / "case")
    with habeas.open(folder, passphrase=PASSPHRASE) as case:
        yield case


def test_there_is_a_golden_case() -> None:
    assert GOLDEN


def test_it_verifies(golden: Case) -> None:
    report = golden.verify()
    assert report.ok, report.problems
    assert report.leaves == 8
    assert report.blobs == 4


def test_what_people_decided_is_all_there(golden: Case) -> None:
    judgements = list(golden.store.judgements())
    assert [item.verdict for item in judgements] == [Verdict.CORRECT, Verdict.CONFIRM]
    assert {item.author for item in judgements} == {INVESTIGATOR}


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
