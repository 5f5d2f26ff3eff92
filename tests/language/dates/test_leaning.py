"""Expressions that lean on an event or another date, and those that only tell a length."""

from __future__ import annotations

import pytest

from habeas.language import DateKind
from habeas.model import DateInterval
from tests.language.dates.reading import days, intervals, only


@pytest.mark.parametrize(
    ("text", "event", "count", "unit"),
    [
        ("Six months after his death, the committee", "his death", 6, "month"),
        ("a year after the arrest.", "the arrest", 1, "year"),
        ("the day before the exchange", "the exchange", -1, "day"),
        ("10 days prior to the trial", "the trial", -10, "day"),
        ("two weeks following her transfer to another prison", "her transfer", 2, "week"),
        ("twenty-two days after the exchange of prisoners", "the exchange of prisoners", 22, "day"),
    ],
)
def test_the_event_and_the_offset_are_named(text: str, event: str, count: int, unit: str) -> None:
    mention = only(text)
    assert mention.kind is DateKind.EVENT_RELATIVE
    assert mention.interval is None
    assert mention.offset is not None
    assert (mention.offset.count, mention.offset.unit) == (count, unit)
    assert text[mention.offset.anchor_start : mention.offset.anchor_end] == event


@pytest.mark.parametrize(
    ("text", "anchor", "expected"),
    [
        ("six months after his death", days("2024-02-16"), days("2024-08-01", "2024-08-31")),
        ("two days after his death", days("2024-02-28"), days("2024-03-01")),
        ("a year before the trial", days("2024-02-29"), days("2023-01-01", "2023-12-31")),
        ("a week after the arrest", days("2025-09-22"), days("2025-09-29")),
        (
            "a month after the arrest",
            days("2024-01-01", "2024-02-29"),
            days("2024-02-01", "2024-03-31"),
        ),
        ("two days after the arrest", DateInterval(None, None), None),
    ],
)
def test_a_known_event_resolves_it_to_the_unit_that_holds_the_day(
    text: str, anchor: DateInterval, expected: DateInterval | None
) -> None:
    assert only(text).from_anchor(anchor) == expected


@pytest.mark.parametrize(
    ("text", "count", "unit"),
    [
        ("three days later", 3, "day"),
        ("two years earlier", -2, "year"),
        ("the following week", 1, "week"),
        ("the next day", 1, "day"),
        ("the previous month", -1, "month"),
        ("the same day", 0, "day"),
        ("that year", 0, "year"),
    ],
)
def test_what_leans_on_another_date_says_how_far_from_it(text: str, count: int, unit: str) -> None:
    mention = only(text)
    assert mention.kind is DateKind.ANAPHORIC
    assert mention.interval is None
    assert mention.offset is not None
    assert (mention.offset.count, mention.offset.unit) == (count, unit)


@pytest.mark.parametrize(
    ("text", "words", "count", "unit"),
    [
        ("held for twelve years", "for twelve years", 12, "year"),
        ("spent nearly five days", "five days", 5, "day"),
        ("a 28-year sentence", "28-year", 28, "year"),
        ("for a couple of weeks", "for a couple of weeks", 2, "week"),
    ],
)
def test_a_length_of_time_is_no_date(text: str, words: str, count: int, unit: str) -> None:
    mention = only(text)
    assert mention.kind is DateKind.DURATION
    assert mention.text == words
    assert mention.interval is None
    assert mention.offset is not None
    assert (mention.offset.count, mention.offset.unit) == (count, unit)


@pytest.mark.parametrize("text", ["aged 5 years", "33 years old", "a 45-year-old man", "3.5 years"])
def test_ages_are_no_lengths_of_time(text: str) -> None:
    assert intervals(text) == []
