"""Totals of a case: derived from its sources, the same for whoever asks, before and after."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import habeas
from habeas.case import Case
from habeas.counts import Status
from habeas.model import InputRefused
from tests.pipeline.making import ONE_PROCESS, PASSPHRASE, account, new_case, write
from tests.pipeline.test_counting import BAD, OVERLAPS


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with an overlap table, a bad one and a text; tests work on copies."""
    top = tmp_path_factory.mktemp("listed")
    files = {"lists.csv": OVERLAPS, "bad.csv": BAD, "account.txt": account(1)}
    write(top / "in", files)
    with new_case(top / "case") as case:
        case.add(*(top / "in" / name for name in files), settings=ONE_PROCESS)
    return top / "case"


@pytest.fixture
def counted(listed: Path, tmp_path: Path) -> Iterator[Case]:
    folder = shutil.copytree(listed, tmp_path / "case")
    with habeas.open(folder, passphrase=PASSPHRASE) as opened:
        yield opened


def test_a_case_counts_each_of_its_tables(counted: Case) -> None:
    good, bad = counted.count()
    assert good.estimate is not None
    assert (good.name, good.estimate.observed, good.estimate.status) == (
        "lists.csv",
        194,
        Status.OK,
    )
    assert bad.reason is not None
    assert bad.estimate is None


def test_the_dossier_shows_the_same_total_before_and_after_a_rebuild(
    counted: Case, tmp_path: Path
) -> None:
    (good, _) = counted.count()
    assert good.estimate is not None
    assert good.estimate.point is not None
    first = counted.report(tmp_path / "1.html")
    counted.rebuild(settings=ONE_PROCESS)
    again = counted.report(tmp_path / "2.html", at=first.head.size)
    assert first.sha256 == again.sha256
    page = first.path.read_text(encoding="utf-8")
    assert f"about {good.estimate.point:,.0f} people in all" in page
    assert str(good.digest) in page
    assert "Not counted: <bdi>bad.csv, row 3, column" in page


def test_an_earlier_head_counts_what_it_held(counted: Case, tmp_path: Path) -> None:
    before = counted.head
    more = write(tmp_path / "in", {"more.csv": OVERLAPS.replace("60", "61")})
    counted.add(more / "more.csv", settings=ONE_PROCESS)
    page = counted.report(tmp_path / "then.html", at=before.size).path.read_text(encoding="utf-8")
    assert page.count('<article class="estimate"') == 2
    assert len(counted.count()) == 3


def test_nothing_is_counted_while_sources_wait_to_be_read(counted: Case) -> None:
    counted.store.drop_derived()
    with pytest.raises(InputRefused, match="3 sources are not read yet"):
        counted.count()
