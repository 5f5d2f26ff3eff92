"""Lincoln-Petersen and Chapman."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.counts import Estimate, OverlapTable, Status
from habeas.counts.simple import chapman, lincoln_petersen, nhoi
from habeas.model import WrongUsage


def two(first_only: int, second_only: int, both: int) -> OverlapTable:
    return OverlapTable.of(("camp", "court"), {1: first_only, 2: second_only, 3: both})


def test_lincoln_petersen_multiplies_the_lists_and_divides_by_the_overlap() -> None:
    found = lincoln_petersen(two(80, 30, 20))
    assert found.point == pytest.approx(100 * 50 / 20)
    assert found.diagnostics["standard_error"] ** 2 == pytest.approx(100 * 50 * 80 * 30 / 20**3)


def test_chapman_adds_one_to_each_and_takes_one_away() -> None:
    found = chapman(two(80, 30, 20))
    assert found.point == pytest.approx(101 * 51 / 21 - 1)
    assert found.diagnostics["standard_error"] ** 2 == pytest.approx(
        101 * 51 * 80 * 30 / (21**2 * 22)
    )


@given(st.integers(1, 500), st.integers(1, 500), st.integers(1, 500))
def test_with_two_lists_the_saturated_model_is_lincoln_petersen(
    first: int, second: int, both: int
) -> None:
    table = two(first, second, both)
    ours, theirs = nhoi(table), lincoln_petersen(table)
    for one, other in ((ours.low, theirs.low), (ours.point, theirs.point)):
        assert one == pytest.approx(other)
    assert ours.high == pytest.approx(theirs.high)


@pytest.mark.parametrize("method", [lincoln_petersen, chapman])
@pytest.mark.parametrize(
    ("table", "status"),
    [
        (OverlapTable.of(("camp",), {1: 5}), Status.TOO_FEW_LISTS),
        (two(9, 0, 0), Status.TOO_FEW_LISTS),
        (two(9, 7, 0), Status.NO_OVERLAP),
        (two(0, 7, 5), Status.NOT_IDENTIFIABLE),
        (two(7, 0, 5), Status.NOT_IDENTIFIABLE),
    ],
    ids=["one list", "an empty list", "no overlap", "first inside", "second inside"],
)
def test_what_two_lists_cannot_say_is_refused(
    method: Callable[[OverlapTable], Estimate], table: OverlapTable, status: Status
) -> None:
    found = method(table)
    assert found.status is status
    assert (found.low, found.point, found.high) == (None, None, None)
    assert found.warnings


def test_two_of_three_lists_are_named_and_the_rest_is_left_out() -> None:
    table = OverlapTable.of(("camp", "court", "press"), {1: 40, 2: 30, 3: 20, 4: 9, 7: 5})
    found = lincoln_petersen(table, ("court", "camp"))
    assert found.observed == 95
    assert found.point == pytest.approx(65 * 55 / 25)


def test_a_total_below_what_all_lists_hold_is_warned_of() -> None:
    table = OverlapTable.of(("camp", "court", "press"), {1: 4, 2: 3, 3: 20, 4: 900})
    assert "All lists together hold 927" in lincoln_petersen(table, ("camp", "court")).warnings[0]


@pytest.mark.parametrize("lists", [None, ("camp", "camp"), ("camp", "nowhere")])
def test_unclear_which_two_lists_is_wrong_usage(lists: tuple[str, str] | None) -> None:
    table = OverlapTable.of(("camp", "court", "press"), {1: 4, 2: 3, 3: 20})
    with pytest.raises(WrongUsage):
        chapman(table, lists)


@given(st.integers(1, 300), st.integers(1, 300), st.integers(1, 300))
def test_nobody_observed_is_estimated_away(first: int, second: int, both: int) -> None:
    found = chapman(two(first, second, both))
    assert found.low is not None
    assert found.point is not None
    assert found.high is not None
    assert first + second + both <= found.low <= found.point + 1e-9
    assert found.point <= found.high + 1e-9
