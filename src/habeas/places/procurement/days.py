"""Dates as tables print them: 2024-03-23, 23.03.2024, 23/03/2024, with or without a time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

_ISO = re.compile(r"(?<!\d)(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")
_EARLIEST, _LATEST = 1950, 2100


def month_stands_first(texts: Iterable[str]) -> bool:
    """Whether a column's dates with slashes are written month first, as one of them shows."""
    for text in texts:
        for first, mark, second, _ in _DAY_FIRST.findall(text):
            if mark == "/" and int(second) > 12 >= int(first):
                return True
    return False


def days_in(text: str, month_first: bool = False) -> list[date]:
    """The dates of a text in the order of the text; what is no date of the calendar is left out."""
    found: list[tuple[int, date]] = []
    for match in _ISO.finditer(text):
        _keep(found, match.start(), match[1], match[2], match[3])
    for match in _DAY_FIRST.finditer(text):
        day, month = match[1], match[3]
        if month_first and match[2] == "/":
            day, month = month, day
        _keep(found, match.start(), match[4], month, day)
    return [day for _, day in sorted(found)]


def _keep(found: list[tuple[int, date]], place: int, year: str, month: str, day: str) -> None:
    if not _EARLIEST <= int(year) <= _LATEST:
        return
    try:
        found.append((place, date(int(year), int(month), int(day))))
    except ValueError:
        return
