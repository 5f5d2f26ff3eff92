"""Dates as cells of tables hold them: days, months, years, spans, and clock times."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from functools import cache

from habeas.language import fold, month_words
from habeas.model import DateInterval
from habeas.places.sighting import ANY_TIME

_CLOCK = re.compile(
    r"[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([ap]m)?\s*(?:Z|[+-]\d\d:?\d\d|UTC)?$", re.I
)
_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_FIGURES = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?:\s*(?:г|р|г\.|р\.))?")
_MONTH_FIGURES = re.compile(r"(\d{1,2})[./](\d{4})")
_WORDS = re.compile(
    r"(?:(\d{1,2})\s+)?([^\W\d_]+)\.?\s*(?:(\d{1,2}),)?\s*(\d{4})(?:\s*(?:г|р)\.?)?"
)
_SPAN = re.compile(r"\s*(?:\.\.|–|—|\s-\s|\sto\s|\sпо\s|\sдо\s)\s*")
_CENTURY = 2000


def month_first(cells: Iterable[str]) -> bool:
    """Whether dates with strokes put the month before the day: if some only make sense so."""
    american = european = 0
    for cell in cells:
        found = re.match(r"\s*(\d{1,2})/(\d{1,2})/\d{2,4}", cell)
        if found:
            american += int(found[2]) > 12
            european += int(found[1]) > 12
    return american > european


def date_told(cell: str, *, american: bool = False) -> tuple[DateInterval, float | None]:
    """The days that a cell names, and the hour of the day if a clock time stands with it.

    `american` reads 3/12/2024 as the 12th of March. An empty cell is any time.
    Raises ValueError, naming the cell, for what is no date.
    """
    text = " ".join(cell.split())
    if not text or text.casefold() in ("-", "?", "nan", "none", "null", "n/a", "nat"):
        return ANY_TIME, None
    hour = None
    clock = _CLOCK.search(text)
    if clock:
        hour = _hour(clock)
        text = text[: clock.start()].strip()
    try:
        sides = _SPAN.split(text)
        if len(sides) == 2:
            first = _part(sides[0], american).first if sides[0] else None
            last = _part(sides[1], american).last if sides[1] else None
            return DateInterval(first, last), None
        return _part(text, american), hour
    except ValueError as problem:
        raise ValueError(f"{cell!r} is no date: {problem}") from problem


def _hour(clock: re.Match[str]) -> float:
    hour = int(clock[1]) % 12 if clock[4] else int(clock[1])
    if clock[4] and clock[4].casefold() == "pm":
        hour += 12
    return hour + int(clock[2]) / 60 + int(clock[3] or 0) / 3600


def _part(text: str, american: bool) -> DateInterval:
    if found := _ISO.fullmatch(text):
        return _calendar(int(found[1]), _number(found[2]), _number(found[3]))
    if found := _FIGURES.fullmatch(text):
        one, two, year = int(found[1]), int(found[2]), _full_year(found[3])
        month_number, day = (one, two) if american and "/" in text else (two, one)
        return _calendar(year, month_number, day)
    if found := _MONTH_FIGURES.fullmatch(text):
        return _calendar(int(found[2]), int(found[1]), None)
    if (found := _WORDS.fullmatch(text)) and (month := _months().get(fold(found[2]))):
        return _calendar(int(found[4]), month, _number(found[1] or found[3]))
    raise ValueError("expected YYYY-MM-DD, YYYY-MM, YYYY, DD.MM.YYYY, or a span with “..”")


def _full_year(figures: str) -> int:
    return int(figures) if len(figures) == 4 else _CENTURY + int(figures)


def _number(figures: str | None) -> int | None:
    return int(figures) if figures else None


def _calendar(year: int, month: int | None, day: int | None) -> DateInterval:
    if month is None:
        return DateInterval(date(year, 1, 1), date(year, 12, 31))
    if day is None:
        first = date(year, month, 1)
        return DateInterval(first, first.replace(day=monthrange(year, month)[1]))
    return DateInterval.on(date(year, month, day))


@cache
def _months() -> dict[str, int]:
    return {fold(form): month for form, month in month_words("en", "ru", "uk").items()}
