"""Bounds and selection."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.counts.proportion import (
    selection_that_makes,
    share_under_selection,
    worst_case_bounds,
)
from habeas.model import WrongUsage


@st.composite
def samples(draw: st.DrawFn) -> tuple[int, int, int]:
    """(with the sign, examined, whole), some on each side and some not examined."""
    having, lacking, rest = (draw(st.integers(1, 400)) for _ in range(3))
    return having, having + lacking, having + lacking + rest


@given(samples(), st.floats(0.01, 100))
def test_the_share_has_the_odds_ratio_it_was_made_from(
    sample: tuple[int, int, int], ratio: float
) -> None:
    k, n, whole = sample
    having = share_under_selection(k / n, n, whole, ratio) * whole
    lacking = whole - having
    odds_with, odds_without = k / (having - k), (n - k) / (lacking - (n - k))
    assert odds_with / odds_without == pytest.approx(ratio, rel=1e-6)


@given(samples())
def test_the_worst_cases_are_the_ends_of_selection(sample: tuple[int, int, int]) -> None:
    k, n, whole = sample
    low, high = worst_case_bounds(k, n, whole)
    assert share_under_selection(k / n, n, whole, 1e9) == pytest.approx(low, abs=1e-6)
    assert share_under_selection(k / n, n, whole, 1e-9) == pytest.approx(high, abs=1e-6)
    assert share_under_selection(k / n, n, whole, 1) == pytest.approx(k / n)


@given(samples(), st.floats(0.05, 0.95))
def test_the_selection_that_makes_a_share_makes_it(
    sample: tuple[int, int, int], target: float
) -> None:
    k, n, whole = sample
    ratio = selection_that_makes(target, k / n, n, whole)
    low, high = worst_case_bounds(k, n, whole)
    if ratio is None:
        assert target <= low + 1e-9 or target >= high - 1e-9
    else:
        assert share_under_selection(k / n, n, whole, ratio) == pytest.approx(target, rel=1e-6)


def test_eighty_percent_falls_to_a_half_at_an_odds_ratio_of_four() -> None:
    assert selection_that_makes(0.5, 0.8, None, None) == pytest.approx(4)
    assert share_under_selection(0.8, None, None, 4) == pytest.approx(0.5)
    assert share_under_selection(0.8, 50, 10**9, 4) == pytest.approx(0.5, abs=1e-6)


def test_without_the_size_of_the_whole_everything_is_possible() -> None:
    assert worst_case_bounds(40, 50, None) == (0, 1)


@pytest.mark.parametrize("ratio", [0, -1, float("inf"), float("nan")])
def test_an_odds_ratio_is_positive(ratio: float) -> None:
    with pytest.raises(WrongUsage):
        share_under_selection(0.5, 10, 20, ratio)
