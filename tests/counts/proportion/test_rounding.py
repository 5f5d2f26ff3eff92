"""Counts behind a rounded percentage."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.counts.proportion import possible_counts
from habeas.counts.proportion.rounding import fewest_examined
from habeas.model import InputRefused


@pytest.mark.parametrize(
    ("percent", "examined", "counts"),
    [
        (80, 5, (4, 4)),
        (80, 3, None),
        (80, 300, (239, 241)),
        ("80%", 1000, (795, 805)),
        (0, 300, (0, 1)),
        (100, 300, (299, 300)),
    ],
)
def test_known_cases(percent: float, examined: int, counts: tuple[int, int] | None) -> None:
    assert possible_counts(percent, examined) == counts


@given(st.integers(1, 2000), st.data(), st.sampled_from([0, 1, 2]))
def test_a_count_is_possible_for_its_own_rounded_percentage(
    examined: int, data: st.DataObject, places: int
) -> None:
    count = data.draw(st.integers(0, examined))
    percent = f"{100 * count / examined:.{places}f}"
    found = possible_counts(percent, examined, rounded_to=f"1e-{places}")
    assert found is not None
    assert found[0] <= count <= found[1]


def test_the_fewest_people_that_give_eighty_percent_are_five() -> None:
    assert fewest_examined(80) == 5
    assert fewest_examined(80, rounded_to=10) == 4
    assert fewest_examined("33.3", rounded_to="0.1") == 3


@pytest.mark.parametrize("percent", [-1, 101, "most", float("nan")])
def test_what_is_no_percentage_is_refused(percent: float | str) -> None:
    with pytest.raises(InputRefused):
        possible_counts(percent, 10)
