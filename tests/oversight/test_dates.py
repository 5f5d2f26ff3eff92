"""Uncertain dates: moved by their ends, reached or not, or not known to be."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.model import DateInterval
from habeas.oversight.dates import (
    first_of_month_after_days,
    first_of_month_after_months,
    moved,
    not_before,
    plus_months,
    reached,
)
from habeas.oversight.status import last_day_before
from habeas.oversight.treaty import Roll, Term
from habeas.oversight.truth import Truth

DAYS = st.dates(date(1950, 1, 1), date(2040, 12, 31))
TERMS = st.builds(Term, st.integers(0, 24), st.integers(0, 90), st.sampled_from(list(Roll)))


@given(DAYS, DAYS, TERMS)
def test_every_rule_keeps_the_order_of_days(one: date, other: date, term: Term) -> None:
    first, last = sorted((one, other))

    assert first <= term.after(first) <= term.after(last)


@given(DAYS, TERMS)
@settings(max_examples=50)
def test_the_last_receipt_is_that_of_brute_force(day: date, term: Term) -> None:
    ordinals = range(day.toordinal() - 1000, day.toordinal() + 1)
    counted = [date.fromordinal(o) for o in ordinals if term.after(date.fromordinal(o)) <= day]

    assert last_day_before(term.after, day) == max(counted)


@given(DAYS, st.integers(0, 60), st.integers(0, 60))
def test_months_counted_twice_never_end_later_than_at_once(day: date, one: int, two: int) -> None:
    """A short month in between may cost days (31 January, a month, a month), never add any."""
    assert plus_months(plus_months(day, one), two) <= plus_months(day, one + two)


@pytest.mark.parametrize(
    ("start", "end"), [("2025-09-29", "2026-10-01"), ("2025-09-30", "2026-10-01")]
)
def test_a_notice_of_the_last_days_of_a_month_still_ends_with_the_next_one(
    start: str, end: str
) -> None:
    assert first_of_month_after_months(date.fromisoformat(start), 12) == date.fromisoformat(end)


def test_sixty_days_that_end_on_a_first_roll_to_the_next() -> None:
    assert first_of_month_after_days(date(2023, 10, 3), 60) == date(2024, 1, 1)


def test_an_interval_moves_by_its_ends_and_stays_open_where_it_was() -> None:
    def year(day: date) -> date:
        return plus_months(day, 12)

    assert moved(DateInterval(date(2020, 2, 29), None), year) == DateInterval(
        date(2021, 2, 28), None
    )
    assert moved(DateInterval(None, date(2020, 1, 1)), year) == DateInterval(None, date(2021, 1, 1))


def test_nothing_is_earlier_than_the_earliest() -> None:
    floor = date(1990, 1, 1)

    assert not_before(DateInterval(None, date(1985, 1, 1)), floor) == DateInterval.on(floor)
    assert not_before(DateInterval(None, None), floor) == DateInterval(floor, None)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2020, 1, 1), date(2020, 1, 1), Truth.YES),
        (date(2020, 1, 2), date(2020, 1, 2), Truth.NO),
        (date(2019, 1, 1), date(2020, 1, 2), Truth.UNKNOWN),
        (date(2019, 1, 1), None, Truth.UNKNOWN),
        (date(2020, 1, 2), None, Truth.NO),
        (None, date(2020, 1, 1), Truth.YES),
        (None, None, Truth.UNKNOWN),
    ],
)
def test_a_date_is_reached_when_its_last_day_is(
    first: date | None, last: date | None, expected: Truth
) -> None:
    assert reached(DateInterval(first, last), date(2020, 1, 1)) is expected
