"""Chao's lower bound."""

from __future__ import annotations

import pytest

from habeas.counts import OverlapTable, Status
from habeas.counts.simple import chao
from tests.counts.reference import needs_reference, reference_table
from tests.counts.simple.rows import ReferenceRow, reference_rows

LISTS = ("camp", "court", "press")


@needs_reference
@pytest.mark.parametrize("row", reference_rows("chao_lb"), ids=lambda row: row.dataset)
def test_the_published_tables_give_the_reference_bounds(row: ReferenceRow) -> None:
    found = chao(reference_table(row.dataset))
    assert found.point == pytest.approx(row.point, abs=0.06)
    assert found.low == pytest.approx(row.low, abs=1)
    assert found.high == pytest.approx(row.high, abs=1)


def test_the_assumption_says_that_it_is_a_lower_bound() -> None:
    assert "lower bound" in chao(OverlapTable.of(LISTS, {1: 9, 2: 8, 3: 7})).assumptions[0]


def test_without_anyone_on_exactly_two_lists_three_may_still_say_something() -> None:
    found = chao(OverlapTable.of(LISTS, {1: 5, 2: 5, 7: 30}))
    assert found.point == pytest.approx(40 + 10 * 9 / 2)
    assert found.high is not None
    assert found.high > 40 + 10 * 9 / 2


@pytest.mark.parametrize("once", [0, 1])
def test_with_hardly_anyone_on_one_list_only_the_upper_limit_is_still_above_the_observed(
    once: int,
) -> None:
    found = chao(OverlapTable.of(LISTS, {1: once, 3: 4, 7: 30}))
    assert found.low == found.point == found.observed
    assert found.high is not None
    assert found.high > found.observed


@pytest.mark.parametrize(
    ("cells", "status"),
    [({1: 30}, Status.TOO_FEW_LISTS), ({1: 30, 2: 20, 4: 9}, Status.NO_OVERLAP)],
)
def test_no_bound_without_overlap(cells: dict[int, int], status: Status) -> None:
    found = chao(OverlapTable.of(LISTS, cells))
    assert (found.status, found.low, found.high) == (status, None, None)
