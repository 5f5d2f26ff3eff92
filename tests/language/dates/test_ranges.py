"""Two dates that make one interval, and dates of which one end is known."""

from __future__ import annotations

from datetime import date

import pytest

from habeas.model import DateInterval, Granularity
from tests.language.dates.reading import DAY, REPORTING_YEAR, days, intervals, only

RANGES = [
    ("in 1997 and 1998", "1997 and 1998", "1997-01-01", "1998-12-31"),
    ("between March and May 2024", "between March and May 2024", "2024-03-01", "2024-05-31"),
    ("from 3 to 9 June 2023", "from 3 to 9 June 2023", "2023-06-03", "2023-06-09"),
    ("March 3-5, 2024", "March 3-5, 2024", "2024-03-03", "2024-03-05"),
    ("on 9 and 10 May 2024", "9 and 10 May 2024", "2024-05-09", "2024-05-10"),
    ("30 May – 2 June 2024", "30 May – 2 June 2024", "2024-05-30", "2024-06-02"),
    (
        "from December 2023 to February 2024",
        "from December 2023 to February 2024",
        "2023-12-01",
        "2024-02-29",
    ),
    (
        "from November to February 2024",
        "from November to February 2024",
        "2023-11-01",
        "2024-02-29",
    ),
    ("from May 2024 to June", "from May 2024 to June", "2024-05-01", "2024-06-30"),
    (
        "from November 2023 until March",
        "from November 2023 until March",
        "2023-11-01",
        "2024-03-31",
    ),
    ("2021-22", "2021-22", "2021-01-01", "2022-12-31"),
    ("2014–2021", "2014–2021", "2014-01-01", "2021-12-31"),
    ("from 2014 through 2021", "from 2014 through 2021", "2014-01-01", "2021-12-31"),
    ("between January and March", "between January and March", "2025-01-01", "2025-03-31"),
    ("in January and February", "January and February", "2025-01-01", "2025-02-28"),
]


@pytest.mark.parametrize(("text", "words", "first", "last"), RANGES)
def test_two_dates_make_one_range(text: str, words: str, first: str, last: str) -> None:
    mention = only(text)
    assert mention.text == words
    assert mention.interval == days(first, last)
    assert mention.granularity is Granularity.RANGE


@pytest.mark.parametrize(
    "text", ["in 2014 and 2022", "in March and September", "the 2022 and 2024 reports"]
)
def test_and_between_dates_that_are_no_neighbours_keeps_them_two(text: str) -> None:
    assert len(intervals(text)) == 2


def test_a_year_at_the_end_of_a_list_holds_for_the_whole_list() -> None:
    assert intervals("on March 3, May 5 and July 9, 2023") == [
        days("2023-03-03"),
        days("2023-05-05"),
        days("2023-07-09"),
    ]
    assert intervals("in March, May and July 2023") == [
        days("2023-03-01", "2023-03-31"),
        days("2023-05-01", "2023-05-31"),
        days("2023-07-01", "2023-07-31"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in March, April and May 2023", days("2023-03-01", "2023-05-31")),
        ("in 2022, 2023 and 2024", days("2022-01-01", "2024-12-31")),
        ("on 3, 4 and 5 March 2024", days("2024-03-03", "2024-03-05")),
    ],
)
def test_a_list_in_which_each_follows_right_upon_the_one_before_is_one_range(
    text: str, expected: DateInterval
) -> None:
    assert intervals(text) == [expected]


@pytest.mark.parametrize("text", ["the winter of 2021–2022", "winter 2021-22", "winter 2021/22"])
def test_a_winter_may_be_printed_with_both_of_its_years(text: str) -> None:
    assert intervals(text) == [days("2021-12-01", "2022-02-28")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("since 2022", days("2022-01-01", "2025-09-22")),
        ("since March", days("2025-03-01", "2025-09-22")),
        ("since yesterday", days("2025-09-21", "2025-09-22")),
        ("after February 24, 2022", days("2022-02-25", "2025-09-22")),
        ("from 2014 onwards", days("2014-01-01", "2025-09-22")),
        ("until March 2023", days(None, "2023-03-31")),
        ("before 2014", days(None, "2013-12-31")),
        ("since the start of the strike in 2022", days("2022-01-01", "2025-09-22")),
        ("since the start of the invasion in 2022", days("2022-02-24", "2025-09-22")),
    ],
)
def test_one_known_end_is_kept_and_the_other_is_the_reference_or_unknown(
    text: str, expected: DateInterval
) -> None:
    assert intervals(text) == [expected]


def test_since_stays_open_where_the_reference_has_no_end() -> None:
    open_ended = DateInterval(DAY.first, None)
    assert intervals("since 2022", open_ended) == [DateInterval(date(2022, 1, 1), None)]


def test_as_of_and_by_name_the_date_itself() -> None:
    assert only("as of March", REPORTING_YEAR).interval == days("2024-03-01", "2024-03-31")
    assert only("as of March", REPORTING_YEAR).text == "as of March"
    assert only("by late November", REPORTING_YEAR).interval == days("2024-11-21", "2024-11-30")


def test_a_count_before_a_printed_date_moves_it() -> None:
    assert only("two days after May 9, 2024").interval == days("2024-05-11")
    assert only("a month before 15 March 2024").interval == days("2024-02-01", "2024-02-29")


@pytest.mark.parametrize("text", ["from 2022 to 2014", "2022-2014"])
def test_a_range_that_ends_before_it_begins_is_not_turned_round(text: str) -> None:
    for interval in intervals(text):
        assert interval is None or (interval.first, interval.last) != (
            days("2014-01-01").first,
            days("2022-12-31").first,
        )
