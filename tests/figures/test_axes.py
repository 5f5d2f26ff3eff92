"""Round values along an axis."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from habeas.figures.axes import count_ticks, date_ticks
from habeas.figures.window import Window, window
from habeas.model import DateInterval


@given(st.integers(1, 10**9))
def test_count_ticks_are_few_even_and_reach_the_greatest(greatest: int) -> None:
    ticks = count_ticks(greatest)
    steps = {after - before for before, after in pairwise(ticks)}
    assert ticks[0] == 0
    assert ticks[-1] >= greatest > ticks[-2]
    assert len(ticks) <= 8
    assert len(steps) == 1


def test_one_claim_has_an_axis_too() -> None:
    assert count_ticks(1) == [0, 1]


@given(st.dates(), st.dates())
def test_date_ticks_are_few_and_inside(one: date, other: date) -> None:
    first, last = sorted((one, other))
    ticks = date_ticks(first, last)
    assert len(ticks) <= 9
    assert all(first <= day <= last for day, _ in ticks)
    assert [day for day, _ in ticks] == sorted({day for day, _ in ticks})


def test_a_span_of_months_is_labelled_by_month() -> None:
    labels = [label for _, label in date_ticks(date(2025, 3, 5), date(2025, 9, 17))]
    assert labels == ["2025-04", "2025-05", "2025-06", "2025-07", "2025-08", "2025-09"]


def year(number: int) -> DateInterval:
    return DateInterval(date(number, 1, 1), date(number, 12, 31))


def test_a_far_outlier_is_cut_so_that_it_does_not_squeeze_the_rest() -> None:
    span = window([year(1987), *(year(number) for number in (2021, 2022, 2023, 2024, 2025))])
    assert span == Window(date(2021, 1, 1), date(2025, 12, 31))
    assert span.side(year(1987)) == -1
    assert span.side(year(2100)) == 1


def test_evenly_spread_dates_are_all_shown() -> None:
    span = window([year(number) for number in range(2010, 2020)])
    assert span == Window(date(2010, 1, 1), date(2019, 12, 31))


def test_an_open_interval_meets_every_window_it_may_reach() -> None:
    span = Window(date(2022, 1, 1), date(2022, 12, 31))
    assert span.side(DateInterval(None, date(2022, 6, 1))) == 0
    assert span.side(DateInterval(date(1999, 1, 1), None)) == 0
