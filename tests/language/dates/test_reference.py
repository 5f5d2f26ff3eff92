"""What the reference adds to a date that leaves its year out."""

from __future__ import annotations

from datetime import date

import pytest

from habeas.language import DateKind, find_dates
from habeas.model import DateInterval
from tests.language.dates.reading import DAY, REPORTING_YEAR, UNKNOWN, days, intervals, only


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In August", days("2025-08-01", "2025-08-31")),
        ("In September", days("2025-09-01", "2025-09-30")),
        ("In October", days("2024-10-01", "2024-10-31")),
        ("On September 17", days("2025-09-17")),
        ("On September 23", days("2024-09-23")),
        ("in late August", days("2025-08-21", "2025-08-31")),
        ("in the spring", days("2025-03-01", "2025-05-31")),
        ("in winter", days("2024-12-01", "2025-02-28")),
        ("on February 29", days("2024-02-29")),
    ],
)
def test_a_month_without_a_year_is_the_latest_not_after_the_reference(
    text: str, expected: DateInterval
) -> None:
    mention = only(text)
    assert mention.interval == expected
    assert mention.kind is DateKind.RELATIVE
    assert mention.resolved_against == DAY


@pytest.mark.parametrize("month", ["January", "July", "December"])
def test_a_reporting_year_holds_all_of_its_months(month: str) -> None:
    interval = only(f"In {month}", REPORTING_YEAR).interval
    assert interval is not None
    assert interval.first is not None
    assert interval.first.year == 2024


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("during the year", days("2024-01-01", "2024-12-31")),
        ("this year", days("2024-01-01", "2024-12-31")),
        ("last year", days("2023-01-01", "2023-12-31")),
        ("at the end of the year", days("2024-10-01", "2024-12-31")),
        ("over the past year", days("2024-01-01", "2024-12-31")),
    ],
)
def test_the_year_is_the_reporting_year(text: str, expected: DateInterval) -> None:
    assert intervals(text, REPORTING_YEAR) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yesterday", days("2025-09-21")),
        ("the day before yesterday", days("2025-09-20")),
        ("today", days("2025-09-22")),
        ("tomorrow", days("2025-09-23")),
        ("on Monday", days("2025-09-22")),
        ("on Friday", days("2025-09-19")),
        ("last Monday", days("2025-09-15")),
        ("next Friday", days("2025-09-26")),
        ("this Friday", days("2025-09-26")),
        ("this week", days("2025-09-22", "2025-09-28")),
        ("last week", days("2025-09-15", "2025-09-21")),
        ("last month", days("2025-08-01", "2025-08-31")),
        ("earlier this month", days("2025-09-01", "2025-09-30")),
        ("next year", days("2026-01-01", "2026-12-31")),
        ("two weeks ago", days("2025-09-08", "2025-09-14")),
        ("three days ago", days("2025-09-19")),
        ("six months ago", days("2025-03-01", "2025-03-31")),
        ("a year ago", days("2024-01-01", "2024-12-31")),
        ("over the weekend", days("2025-09-20", "2025-09-21")),
        ("over the past two weeks", days("2025-09-08", "2025-09-22")),
        ("in the last six months", days("2025-03-22", "2025-09-22")),
        ("last summer", days("2025-06-01", "2025-08-31")),
        ("last March", days("2025-03-01", "2025-03-31")),
        ("last September", days("2024-09-01", "2024-09-30")),
        ("next March", days("2026-03-01", "2026-03-31")),
    ],
)
def test_now_is_the_day_of_the_reference(text: str, expected: DateInterval) -> None:
    mention = only(text)
    assert mention.interval == expected
    assert mention.kind is DateKind.RELATIVE


@pytest.mark.parametrize("text", ["yesterday", "on Monday", "last week", "last month", "weeks ago"])
def test_a_reference_that_is_too_coarse_leaves_it_unresolved(text: str) -> None:
    for mention in find_dates(text, REPORTING_YEAR):
        assert mention.kind is DateKind.RELATIVE
        assert mention.interval is None
        assert mention.resolved_against is None


def test_without_a_reference_only_absolute_dates_are_known() -> None:
    text = "On May 9, in March, last year, on 3 June 2023"
    assert intervals(text, UNKNOWN) == [None, None, None, days("2023-06-03")]


class TestAReferenceOfWhichOnlyTheBeginningIsKnown:
    """A report that was published some time after the latest date that it names."""

    AFTER_MAY = DateInterval(date(2025, 5, 31), None)

    def test_its_months_settle_the_year_together(self) -> None:
        text = "In March one thing, in late August another, on September 17 a third; in August."
        assert intervals(text, self.AFTER_MAY) == [
            days("2025-03-01", "2025-03-31"),
            days("2025-08-21", "2025-08-31"),
            days("2025-09-17"),
            days("2025-08-01", "2025-08-31"),
        ]

    def test_a_month_shortly_before_the_bound_is_not_pushed_ahead(self) -> None:
        assert intervals("In March", self.AFTER_MAY) == [days("2025-03-01", "2025-03-31")]

    def test_a_month_shortly_after_the_bound_is_not_pushed_back(self) -> None:
        assert intervals("In July", self.AFTER_MAY) == [days("2025-07-01", "2025-07-31")]

    def test_the_turn_of_the_year_is_crossed(self) -> None:
        after = DateInterval(date(2024, 11, 20), None)
        assert intervals("In January and in December", after) == [
            days("2025-01-01", "2025-01-31"),
            days("2024-12-01", "2024-12-31"),
        ]

    def test_it_is_too_coarse_for_days_and_weeks(self) -> None:
        assert intervals("In July; yesterday; last week", self.AFTER_MAY)[1:] == [None, None]

    def test_last_year_leans_on_the_settled_year(self) -> None:
        text = "In January and last year"
        after = DateInterval(date(2024, 11, 20), None)
        assert intervals(text, after)[1] == days("2024-01-01", "2024-12-31")


def test_a_reference_of_which_only_the_end_is_known_bounds_months() -> None:
    before = DateInterval(None, date(2023, 4, 10))
    assert intervals("In March. In May.", before) == [
        days("2023-03-01", "2023-03-31"),
        days("2022-05-01", "2022-05-31"),
    ]
