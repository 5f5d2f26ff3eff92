"""Reading and writing the date cells of the room's tables.

A cell holds a day (`2019-04-12`), a month (`2019-04`), a year (`2019`) or a span of such
(`2022-06-15..2026-04-13`); a side of a span left empty is not known (`2025-09-29..` is that day,
any later day, or never). An empty cell is no date at all.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from habeas.model import DateInterval

_PARTIAL = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_BETWEEN = ".."


def read_when(cell: str) -> DateInterval | None:
    """The days on which a date lies; None for an empty cell.

    Raises ValueError, naming the cell, for any other form, a day that no calendar has, and a span
    that ends before it begins.
    """
    text = cell.strip()
    if not text:
        return None
    before, between, after = text.partition(_BETWEEN)
    try:
        if not between:
            return _partial(text)
        first = _partial(before).first if before else None
        return DateInterval(first, _partial(after).last if after else None)
    except ValueError as problem:
        raise ValueError(f"{cell!r} is not a date or a span of dates: {problem}") from problem


def write_when(interval: DateInterval | None) -> str:
    """The cell that reads back as this interval, in the shortest form; "" for None."""
    if interval is None:
        return ""
    first, last = interval.first, interval.last
    if first is not None and last is not None:
        if first == last:
            return first.isoformat()
        for whole in (f"{first.year:04}-{first.month:02}", f"{first.year:04}"):
            if _partial(whole) == interval:
                return whole
    return f"{first or ''}{_BETWEEN}{last or ''}"


def _partial(text: str) -> DateInterval:
    """A year, a month or a day, from its first day to its last."""
    found = _PARTIAL.fullmatch(text)
    if found is None:
        raise ValueError("expected YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (int(part) if part else None for part in found.groups())
    if year is None or month is None:
        return DateInterval(date(int(text), 1, 1), date(int(text), 12, 31))
    if day is None:
        start = date(year, month, 1)
        return DateInterval(start, start.replace(day=monthrange(year, month)[1]))
    return DateInterval.on(date(year, month, day))
