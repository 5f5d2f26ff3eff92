"""Dates whose words name day, month, season or year."""

from __future__ import annotations

import pytest

from habeas.language import DateKind
from habeas.model import Granularity
from tests.language.dates.reading import DAY, UNKNOWN, days, intervals, only

ABSOLUTE = [
    ("on May 23, 2025", "May 23, 2025", "2025-05-23", "2025-05-23", Granularity.DAY),
    ("on 23 May 2025", "23 May 2025", "2025-05-23", "2025-05-23", Granularity.DAY),
    ("on the 3rd of June, 2023,", "3rd of June, 2023", "2023-06-03", "2023-06-03", Granularity.DAY),
    ("Monday, May 5, 2025", "Monday, May 5, 2025", "2025-05-05", "2025-05-05", Granularity.DAY),
    ("(2025-05-23)", "2025-05-23", "2025-05-23", "2025-05-23", Granularity.DAY),
    ("from 23.05.2025", "23.05.2025", "2025-05-23", "2025-05-23", Granularity.DAY),
    ("on 23.05.22.", "23.05.22", "2022-05-23", "2022-05-23", Granularity.DAY),
    ("on 13/04/2025", "13/04/2025", "2025-04-13", "2025-04-13", Granularity.DAY),
    ("on 04/13/2025", "04/13/2025", "2025-04-13", "2025-04-13", Granularity.DAY),
    ("in Sept. 2023", "Sept. 2023", "2023-09-01", "2023-09-30", Granularity.MONTH),
    ("in February 2024", "February 2024", "2024-02-01", "2024-02-29", Granularity.MONTH),
    ("in May of 2022", "May of 2022", "2022-05-01", "2022-05-31", Granularity.MONTH),
    ("early March 2024", "early March 2024", "2024-03-01", "2024-03-10", Granularity.PART_OF_MONTH),
    ("mid-March 2024", "mid-March 2024", "2024-03-11", "2024-03-20", Granularity.PART_OF_MONTH),
    ("late May 2024", "late May 2024", "2024-05-21", "2024-05-31", Granularity.PART_OF_MONTH),
    (
        "at the end of July 2022",
        "the end of July 2022",
        "2022-07-21",
        "2022-07-31",
        Granularity.PART_OF_MONTH,
    ),
    ("in fall 2021", "fall 2021", "2021-09-01", "2021-11-30", Granularity.SEASON),
    ("in the autumn of 2021", "autumn of 2021", "2021-09-01", "2021-11-30", Granularity.SEASON),
    ("winter 2022", "winter 2022", "2022-12-01", "2023-02-28", Granularity.SEASON),
    ("in late spring 2022", "late spring 2022", "2022-05-01", "2022-05-31", Granularity.SEASON),
    ("Q1 2024", "Q1 2024", "2024-01-01", "2024-03-31", Granularity.RANGE),
    (
        "in the third quarter of 2023",
        "the third quarter of 2023",
        "2023-07-01",
        "2023-09-30",
        Granularity.RANGE,
    ),
    (
        "in the first half of 2024",
        "the first half of 2024",
        "2024-01-01",
        "2024-06-30",
        Granularity.RANGE,
    ),
    ("in early 2022", "early 2022", "2022-01-01", "2022-04-30", Granularity.RANGE),
    ("by mid-2023", "by mid-2023", "2023-05-01", "2023-08-31", Granularity.RANGE),
    ("at the end of 2023", "the end of 2023", "2023-10-01", "2023-12-31", Granularity.RANGE),
    ("in the 1990s", "the 1990s", "1990-01-01", "1999-12-31", Granularity.RANGE),
    ("In 1995, she", "1995", "1995-01-01", "1995-12-31", Granularity.YEAR),
    ("in 1864 the", "in 1864", "1864-01-01", "1864-12-31", Granularity.YEAR),
    ("the 2023 conviction of five men", "2023", "2023-01-01", "2023-12-31", Granularity.YEAR),
]


@pytest.mark.parametrize(("text", "words", "first", "last", "granularity"), ABSOLUTE)
def test_a_date_with_its_year_needs_no_reference(
    text: str, words: str, first: str, last: str, granularity: Granularity
) -> None:
    for reference in (DAY, UNKNOWN):
        mention = only(text, reference)
        assert mention.text == words
        assert mention.interval == days(first, last)
        assert mention.granularity is granularity
        assert mention.kind is DateKind.ABSOLUTE
        assert mention.resolved_against is None


def test_figures_that_may_be_day_or_month_keep_both_readings() -> None:
    mention = only("on 03/04/2025")
    assert mention.interval == days("2025-03-04", "2025-04-03")
    assert mention.granularity is Granularity.RANGE


@pytest.mark.parametrize(
    "text",
    [
        "2,000 people",
        "article 2086 and Article 286",
        "1,500 detainees aged 45",
        "a 33-year-old soldier, 25 years old",
        "some 2014 people were held",
        "2000 prisoners and 1995 civilians",
        "Resolution 2014, room 1999, No. 2022, case 2021",
        "IK-2023 and $2023 and 2023% and 2021.5",
        "version 10.12.1.2 at 20:22",
        "phone 555-2014-123",
        "now, after the war, since then",
        "It may march on. They may come. Theresa May said.",
        "the March on the capital; March of the soldiers",
        "the fall of the town and a spring of water",
        "April Example met August Example",
        "every March and each June",
        "31.02.2024 or 2024-13-01",
        "half-brother, the first half, a second chance",
    ],
)
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert intervals(text) == []


@pytest.mark.parametrize(
    "text", ["in May", "In March,", "a March report", "the May 9 parade", "by late May", "May 9"]
)
def test_may_and_march_are_months_where_a_word_beside_them_says_so(text: str) -> None:
    assert only(text).granularity in {
        Granularity.MONTH,
        Granularity.DAY,
        Granularity.PART_OF_MONTH,
    }


def test_an_impossible_day_is_not_made_possible() -> None:
    assert only("on February 30").text == "February"
    assert intervals("on 29 February 2023") == [days("2023-02-01", "2023-02-28")]
