"""Dates in figures, which are the same in every language: "2025-05-23", "23.05.2025"."""

from __future__ import annotations

from functools import cache

from habeas.language.dates.expression import Ambiguous, Meaning
from habeas.language.dates.partial import PartialDate
from habeas.language.dates.rule import Match, Rule
from habeas.language.dates.vocabulary import Vocabulary


@cache
def figure_rules() -> tuple[Rule, ...]:
    """The rules for dates in figures, which are the same in every language."""
    return (
        Rule.of(r"(?<![\w/-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d|-\d)", _figures),
        Rule.of(
            r"(?<![\w.])(?P<day>\d{1,2})\.(?P<month>\d\d)\.(?P<year>\d{4}|\d\d)(?!\d|\.\d)",
            _figures,
        ),
        Rule.of(
            r"(?<![\w.])(?P<day>\d{1,2})\.(?P<month>\d\d)(?=\s*(?:[-–—]|по|до|to|until)\s*"
            r"\d{1,2}\.\d\d\.(?:19|20)\d\d(?!\d))",
            _without_year,
        ),
        Rule.of(
            r"(?<![\w.])(?P<day>\d{1,2})\.(?P<month>\d)\.(?P<year>(?:19|20)\d\d)(?!\d|\.\d)",
            _figures,
        ),
        Rule.of(
            r"(?<![\w/.-])(?P<year>(?:19|20)\d\d)([/.])(?P<month>\d\d)\2(?P<day>\d\d)(?![\d/])",
            _figures,
        ),
        Rule.of(r"(?<![\w/])(?P<one>\d{1,2})/(?P<two>\d{1,2})/(?P<year>\d{4})(?![\d/])", _slashed),
    )


def _figures(match: Match, _: Vocabulary) -> PartialDate | None:
    year = int(match["year"])
    if year < 100:
        year += 2000 if year < 70 else 1900
    return _real(PartialDate(year, int(match["month"]), int(match["day"])))


def _without_year(match: Match, _: Vocabulary) -> PartialDate | None:
    partial = PartialDate(month=int(match["month"]), day=int(match["day"]))
    return partial if partial.in_year(2024).interval() is not None else None


def _slashed(match: Match, _: Vocabulary) -> Meaning | None:
    """Day first in Europe, month first in the USA; where both are possible, both are kept."""
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    day_first = _real(PartialDate(year, two, one))
    month_first = _real(PartialDate(year, one, two))
    if day_first and month_first and day_first != month_first:
        return Ambiguous(day_first, month_first)
    return day_first or month_first


def _real(partial: PartialDate) -> PartialDate | None:
    return partial if partial.interval() is not None else None
