"""English rules that join dates: "from … to …", "1997 and 1998", "since 2022", "as of March"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from habeas.language.dates.calendar import bounds
from habeas.language.dates.english_relative import count_pattern, unit_and_count
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
from habeas.language.dates.vocabulary import either, vocabulary

_LONGEST_PREFIX = 60

_BETWEEN = re.compile(
    r",?\s*(?:(?P<to>[-–—]|to|till?|until|through|thru)|(?P<and>and|or|&))\s*", re.I
)
_LISTED = re.compile(r"\s*(?:,|,?\s*(?:and|or|&))\s*", re.I)
_OPENING = re.compile(r"\b(?:(?P<between>between)|(?P<from>from))\s+(?:the\s+)?$", re.I)
_SHORT_YEAR = re.compile(r"\s?[-–/]\s?(\d\d)(?![\w.,:-]\d|\w)")
_SIDES = {
    "since": "since",
    "from": "since",
    "until": "until",
    "till": "until",
    "up to": "until",
    "through": "until",
    "before": "before",
    "prior to": "before",
    "after": "after",
    "following": "after",
}
_ONWARDS = re.compile(r"\s+(?:onwards?|on|and\s+after|to\s+(?:the\s+)?present)\b", re.I)
_PREFIX = re.compile(
    r"\b(?:(?P<side>" + "|".join(side.replace(" ", r"\s+") for side in _SIDES) + r")"
    r"|(?P<asof>as\s+of|by|as\s+at|during|throughout))\s+(?P<the>the\s+)?$",
    re.I,
)
_SINCE_THE_START = re.compile(
    r"\bsince\s+(?:the\s+)?(?:start|beginning|outbreak|onset|launch)\s+of\s+"
    r"(?:[\w’'-]+\s+){1,6}in\s+$",
    re.I,
)


def opened(text: str, expression: Expression) -> Expression:
    """ "since Monday", "before last week": a date that leans on now, with what bounds it."""
    meaning = expression.meaning
    prefix = _PREFIX.search(text, max(0, expression.start - 12), expression.start)
    if not isinstance(meaning, Shift | Weekday) or prefix is None or prefix["side"] is None:
        return expression
    printed = " ".join(prefix["side"].casefold().split())
    if printed == "from" or prefix["the"]:
        return expression
    return Expression(prefix.start(), expression.end, Bounded(_SIDES[printed], meaning))


def joined(text: str, dates: Iterable[Expression]) -> list[Expression]:
    """The same dates with ranges made one, and with what stands before them taken in.

    Takes calendar dates in the order of the text; a joined one spans all of its words.
    """
    found: list[Expression] = []
    for expression in _with_shared_years(text, list(dates)):
        short = _with_short_year(text, expression)
        previous = found[-1] if found else None
        together = _range(text, previous, short) if previous is not None else None
        if together is not None:
            found[-1] = together
        else:
            found.append(short)
    return [_prefixed(text, expression) for expression in found]


def _with_shared_years(text: str, dates: list[Expression]) -> list[Expression]:
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
        if listed and _LISTED.fullmatch(text, one.end, two.start):
            shared[place] = replace(one, meaning=first.in_year(second.year))
    return shared


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


def _range(text: str, one: Expression, two: Expression) -> Expression | None:
    first, second = one.meaning, two.meaning
    if not isinstance(first, PartialDate) or not isinstance(second, PartialDate):
        return None
    link = _BETWEEN.fullmatch(text, one.end, two.start) if two.start > one.end else None
    if link is None:
        return None
    opening = _OPENING.search(text, max(0, one.start - 12), one.start)
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


def _prefixed(text: str, expression: Expression) -> Expression:
    meaning = expression.meaning
    floor = max(0, expression.start - _LONGEST_PREFIX)
    if not isinstance(meaning, PartialDate):
        return _with_words(text, expression, floor)
    counted = _counted_before().search(text, floor, expression.start)
    if counted is not None:
        unit, count = unit_and_count(counted, vocabulary("en"))
        side = 1 if counted["after"].casefold() == "after" else -1
        return Expression(
            counted.start(), expression.end, Counted(DateOffset(side * count, unit), meaning)
        )
    since = _SINCE_THE_START.search(text, floor, expression.start)
    if since is not None and meaning.granularity != "day":
        return Expression(since.start(), expression.end, Bounded("since", meaning))
    return _with_side(text, expression, meaning, floor)


def _with_side(text: str, expression: Expression, date: PartialDate, floor: int) -> Expression:
    prefix = _PREFIX.search(text, floor, expression.start)
    onwards = _ONWARDS.match(text, expression.end)
    if prefix is None or prefix["the"]:
        return expression
    if prefix["asof"]:
        return expression.spanning(prefix.start(), expression.end)
    printed = " ".join(prefix["side"].casefold().split())
    if printed == "from" and onwards is None:
        return expression
    end = onwards.end() if onwards and _SIDES[printed] == "since" else expression.end
    return Expression(prefix.start(), end, Bounded(_SIDES[printed], date))


def _with_words(text: str, expression: Expression, floor: int) -> Expression:
    prefix = _PREFIX.search(text, floor, expression.start)
    if prefix is None or not prefix["asof"]:
        return expression
    return expression.spanning(prefix.start(), expression.end)


@cache
def _counted_before() -> re.Pattern[str]:
    units = either(vocabulary("en").units)
    return re.compile(
        rf"\b(?P<count>{count_pattern()})\s+(?P<unit>{units})\s+(?P<after>after|before)\s+"
        r"(?:the\s+)?$",
        re.I,
    )
