"""Places along an axis for totals that span little or very much."""

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from habeas.figures.scale import scale_over

totals = st.lists(st.floats(0.01, 1e13), min_size=1, max_size=20)


@given(totals)
def test_every_value_has_room_and_greater_ones_lie_farther(values: list[float]) -> None:
    scale = scale_over(values, 100, 500)
    places = [scale.at(value) for value in sorted(values)]
    assert all(100 <= place <= 500 for place in places)
    assert places == sorted(places)


@given(totals)
def test_ticks_are_few_told_apart_and_on_the_axis(values: list[float]) -> None:
    assume(max(values) - min(values) > 1e-3 * max(values))
    scale = scale_over(values, 100, 500)
    ticks = scale.ticks()
    assert 2 <= len(ticks) <= 7
    assert all(scale.low <= value <= scale.high for value, _ in ticks)
    assert len({words for _, words in ticks}) == len(ticks)


@given(totals, st.integers(1, 80))
def test_columns_meet_without_gaps(values: list[float], count: int) -> None:
    scale = scale_over(values, 0, 700)
    edges = scale.edges(count)
    widths = {round(scale.at(b) - scale.at(a), 3) for a, b in pairwise(edges)}
    assert len(edges) == count + 1
    assert max(widths) - min(widths) <= 0.01


def test_a_span_of_more_than_a_decade_is_drawn_by_ratio() -> None:
    assert scale_over([100, 1001], 0, 1).logarithmic
    assert not scale_over([100, 999], 0, 1).logarithmic
    assert not scale_over([0, 999], 0, 1).logarithmic


def test_an_axis_needs_a_value_that_it_can_show() -> None:
    with pytest.raises(ValueError, match="needs a value"):
        scale_over([], 0, 1)
    with pytest.raises(ValueError, match="above 0"):
        scale_over([0.0, 1.0], 0, 1, logarithmic=True)
