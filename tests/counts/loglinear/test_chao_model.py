"""Chao's lower bound as a model, against Rcapture's "Mth Chao (LB)"."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given, settings

from habeas.counts import OverlapTable, Status
from habeas.counts.loglinear import mth_chao
from tests.counts.loglinear.tables import KOSOVO, tables
from tests.counts.reference import REFERENCE, needs_reference, reference_table


def _rows() -> list[dict[str, str]]:
    path = REFERENCE / "reference_results_dev.csv"
    if not path.is_file():
        return []
    with path.open(newline="") as opened:
        return [row for row in csv.DictReader(opened) if row["method"] == "rcapture_chao"]


@needs_reference
@pytest.mark.parametrize("row", _rows(), ids=lambda row: row["dataset"])
def test_the_bound_is_that_of_rcapture(row: dict[str, str]) -> None:
    found = mth_chao(reference_table(row["dataset"]))
    expected = tuple(float(row[name]) for name in ("lo", "point", "hi"))
    assert (found.low, found.point, found.high) == pytest.approx(expected, abs=0.1)
    noted = float(row["note"].split("se=")[1].split(";")[0])
    assert found.diagnostics["standard_error"] == pytest.approx(noted, abs=0.1)


def test_kosovo_keeps_one_column_of_heterogeneity() -> None:
    found = mth_chao(KOSOVO)
    assert found.point == pytest.approx(8591.2, abs=0.1)
    assert found.diagnostics["heterogeneity_columns"] == [3]


def test_without_heterogeneity_it_is_independence() -> None:
    """Four lists that take each person with probability 1/2: every cell alike."""
    found = mth_chao(OverlapTable.of("abcd", dict.fromkeys(range(1, 16), 40)))
    assert found.point == pytest.approx(16 * 40, abs=0.01)


@settings(max_examples=15, deadline=None)
@given(tables((2, 4), most=20))
def test_the_bound_is_never_below_the_people_observed(table: OverlapTable) -> None:
    found = mth_chao(table)
    if found.status is Status.OK:
        assert found.low is not None
        assert found.high is not None
        assert table.observed <= found.low <= found.high


def test_one_list_is_no_overlap_table() -> None:
    assert mth_chao(OverlapTable.of(("a",), {1: 5})).status is Status.TOO_FEW_LISTS


@pytest.mark.parametrize("lists", [3, 6, 8])
def test_a_chain_of_nested_lists_has_no_bound(lists: int) -> None:
    cells = {(1 << j + 1) - 1: 5 + 3 * j for j in range(lists)}
    found = mth_chao(OverlapTable.of("ABCDEFGH"[:lists], cells))
    assert found.status is Status.NO_EXTENDED_MLE
    assert found.low is found.point is found.high is None
