"""Dates as people write them on a command line."""

from __future__ import annotations

import calendar
import re
from datetime import date

from habeas.model import DateInterval, WrongUsage

_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def interval(words: str | None) -> DateInterval | None:
    """`2024`, `2024-12`, `2024-12-31`, or two of them with a slash between: first/last.

    Raises WrongUsage for anything else.
    """
    if words is None:
        return None
    first, slash, last = words.partition("/")
    try:
        return DateInterval(_days(first)[0], _days(last if slash else first)[1])
    except ValueError:
        raise WrongUsage(
            f"{words!r} is not a date", remedy="write 2024, 2024-12, 2024-12-31 or first/last"
        ) from None


def _days(words: str) -> tuple[date, date]:
    """The first and the last day of a year, a month or a day."""
    match = _DATE.fullmatch(words)
    if match is None:
        raise ValueError(words)
    year, month, day = match.groups()
    first = date(int(year), int(month or 1), int(day or 1))
    last_month = int(month or 12)
    last_day = int(day or calendar.monthrange(int(year), last_month)[1])
    return first, date(int(year), last_month, last_day)
