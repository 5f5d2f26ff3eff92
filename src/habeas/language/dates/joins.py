"""Joining dates: "from … to …", "1997 and 1998", "since 2022", "as of March", in any language.

The words between and before dates are patterns of a language (`JoinWords`); the rest is common.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from habeas.language.dates.calendar import bounds
from habeas.language.dates.expression import (
    Bounded,
    Counted,
    Expression,
    Range,
    Shift,
    Weekday,
)
from habeas.language.dates.mention import DateOffset
from habeas.language.dates.partial import PartialDate
from habeas.model import Granularity

_LONGEST_PREFIX = 60
# The day on which what began "in 2022" or "in February 2022" began, in every account of it.
_INVASION = PartialDate(2022, 2, 24)
_OF_THE_INVASION = (PartialDate(2022), PartialDate(2022, 2), PartialDate(2022, 2, part="late"))
_TO_NOW = re.compile(
    r"present|date|today|now|this\s+day|настоящ|сей|сегодня|сьогодн|теперішн|дотепер"
)
_SHORT_YEAR = re.compile(r"\s?[-–/]\s?(\d\d)(?![\w.,:-]\d|\w)")


@dataclass(frozen=True, slots=True)
class JoinWords:
    """The patterns of one language, each for what stands at one place.

    `between` two dates (groups `to` and `and`), `listed` between dates of a list, `opening` before
    a range (groups `between` and `first`), `prefix` before a date (groups `side`, whose words
    `sides` maps to since, until, before, after; `asof`; `the`, an article), `onwards` after one,
    `beginning` before the year in "since the start of the war in 2022", in which `invasion` names
    the war. `lone` are the sides that
    bound a date only where `onwards` follows, `plain` what stands before a day that no side bounds
    ("the decree of 5 May"), `companion` the end of a date that is only compared with. `counted`
    reads "two days after" before a date.
    """

    between: re.Pattern[str]
    listed: re.Pattern[str]
    opening: re.Pattern[str]
    prefix: re.Pattern[str]
    sides: Mapping[str, str]
    onwards: re.Pattern[str]
    beginning: re.Pattern[str]
    invasion: re.Pattern[str]
    lone: frozenset[str]
    plain: re.Pattern[str]
    companion: re.Pattern[str]
    counted: Callable[[str, int, int], tuple[int, DateOffset] | None]


def opened(text: str, expression: Expression, words: JoinWords) -> Expression:
    """ "since Monday", "before last week": a date that leans on now, with what bounds it."""
    meaning = expression.meaning
    prefix = words.prefix.search(text, max(0, expression.start - 12), expression.start)
    if (
        not isinstance(meaning, Shift | Weekday | PartialDate)
        or prefix is None
        or prefix["side"] is None
    ):
        return expression
    printed = " ".join(prefix["side"].casefold().split())
    if printed in words.lone or prefix["the"]:
        return expression
    return Expression(prefix.start(), expression.end, Bounded(words.sides[printed], meaning))


def joined(text: str, dates: Iterable[Expression], words: JoinWords) -> list[Expression]:
    """The same dates with ranges made one, and with what stands before them taken in.

    Takes calendar dates in the order of the text; a joined one spans all of its words.
    """
    found: list[Expression] = []
    for expression in _listed(text, _with_shared_years(text, list(dates), words), words):
        short = _with_short_year(text, expression)
        previous = found[-1] if found else None
        together = _range(text, previous, short, words) if previous is not None else None
        if together is not None:
            found[-1] = together
        else:
            found.append(short)
    return [_prefixed(text, expression, words) for expression in found]


def _with_shared_years(text: str, dates: list[Expression], words: JoinWords) -> list[Expression]:
    """ "March, April and May 2024": the year at the end of a list is that of all its months."""
    shared = list(dates)
    for place in range(len(shared) - 2, -1, -1):
        one, two = shared[place], shared[place + 1]
        first, second = one.meaning, two.meaning
        if not isinstance(first, PartialDate) or not isinstance(second, PartialDate):
            continue
        if first.month is None or second.month is None or second.year is None or first.year:
            continue
        listed = first.month <= second.month and first.turn is None
        if listed and words.listed.fullmatch(text, one.end, two.start):
            shared[place] = replace(one, meaning=first.in_year(second.year))
    return shared


def _listed(text: str, dates: list[Expression], words: JoinWords) -> list[Expression]:
    """ "April, May and June 2022": three or more, each right upon the one before, are one range."""
    found: list[Expression] = []
    place = 0
    while place < len(dates):
        last = place
        while last + 1 < len(dates) and _follows(text, dates[last], dates[last + 1], words):
            last += 1
        one, two = dates[place], dates[last]
        if (
            last > place + 1
            and isinstance(one.meaning, PartialDate)
            and isinstance(two.meaning, PartialDate)
        ):
            found.append(Expression(one.start, two.end, Range(one.meaning, two.meaning)))
        else:
            found.extend(dates[place : last + 1])
        place = last + 1
    return found


def _follows(text: str, one: Expression, two: Expression, words: JoinWords) -> bool:
    return (
        isinstance(one.meaning, PartialDate)
        and isinstance(two.meaning, PartialDate)
        and one.meaning.granularity in {Granularity.MONTH, Granularity.YEAR}
        and words.listed.fullmatch(text, one.end, two.start) is not None
        and _neighbours(one.meaning, two.meaning)
    )


def _with_short_year(text: str, expression: Expression) -> Expression:
    """ "2021-22": the second year is printed with two figures."""
    meaning = expression.meaning
    if not isinstance(meaning, PartialDate) or meaning.year is None or meaning.month is not None:
        return expression
    short = _SHORT_YEAR.match(text, expression.end)
    if short is None or meaning != PartialDate(meaning.year):
        return expression
    second = meaning.year - meaning.year % 100 + int(short[1])
    if not meaning.year < second <= meaning.year + 10:
        return expression
    return Expression(expression.start, short.end(), Range(meaning, PartialDate(second)))


def _range(text: str, one: Expression, two: Expression, words: JoinWords) -> Expression | None:
    first, second = one.meaning, two.meaning
    if not isinstance(first, PartialDate) or not isinstance(second, PartialDate):
        return None
    link = words.between.fullmatch(text, one.end, two.start) if two.start > one.end else None
    if link is None:
        return None
    opening = words.opening.search(text, max(0, one.start - 12), one.start)
    between = opening is not None and opening["between"] is not None
    if link["and"] and not between and not _neighbours(first, second):
        return None
    start = opening.start() if opening else one.start
    return Expression(start, two.end, Range(first, second))


def _neighbours(first: PartialDate, second: PartialDate) -> bool:
    """Whether the second follows right upon the first: 1997 and 1998, January and February."""
    year = second.year or first.year or 2023
    left = first.in_year(first.year or year).interval()
    right = second.in_year(year).interval()
    if left is None or right is None or first.granularity != second.granularity:
        return False
    return (bounds(right)[0] - bounds(left)[1]).days == 1


def _prefixed(text: str, expression: Expression, words: JoinWords) -> Expression:
    meaning = expression.meaning
    floor = max(0, expression.start - _LONGEST_PREFIX)
    if not isinstance(meaning, PartialDate):
        return _with_words(text, expression, floor, words)
    counted = words.counted(text, floor, expression.start)
    if counted is not None:
        return Expression(counted[0], expression.end, Counted(counted[1], meaning))
    since = words.beginning.search(text, floor, expression.start)
    if since is not None:
        if words.invasion.search(since[0]) and meaning in _OF_THE_INVASION:
            meaning = _INVASION
        return Expression(since.start(), expression.end, Bounded("since", meaning))
    return _with_side(text, expression, meaning, floor, words)


def _with_side(
    text: str, expression: Expression, date: PartialDate, floor: int, words: JoinWords
) -> Expression:
    prefix = words.prefix.search(text, floor, expression.start)
    onwards = words.onwards.match(text, expression.end)
    if prefix is None and onwards is not None and _TO_NOW.search(onwards[0]):
        return Expression(expression.start, onwards.end(), Bounded("since", date))
    if prefix is None or prefix["the"]:
        return expression
    if date.day is not None and words.plain.search(text, floor, expression.start):
        return expression
    if prefix["asof"]:
        return expression.spanning(prefix.start(), expression.end)
    if words.companion.search(text, expression.start, expression.end):
        return expression
    printed = " ".join(prefix["side"].casefold().split())
    if printed in words.lone and onwards is None:
        return expression
    end = onwards.end() if onwards and words.sides[printed] == "since" else expression.end
    return Expression(prefix.start(), end, Bounded(words.sides[printed], date))


def _with_words(text: str, expression: Expression, floor: int, words: JoinWords) -> Expression:
    prefix = words.prefix.search(text, floor, expression.start)
    if prefix is None or not prefix["asof"]:
        return expression
    return expression.spanning(prefix.start(), expression.end)
