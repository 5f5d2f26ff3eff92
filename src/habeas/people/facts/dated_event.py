"""The dated events of one record, and their dates in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from habeas.people.records import UNKNOWN_DAY, EventKind, Events

_EPOCH = date(1970, 1, 1)
_FIRST = (date.min - _EPOCH).days
_LAST = (date.max - _EPOCH).days


def calendar_day(day: int) -> date:
    """The date of a number of days since 1970-01-01; the calendar's end for what lies past it."""
    return _EPOCH + timedelta(days=max(_FIRST, min(day, _LAST)))


def printed_interval(first: int, last: int) -> str:
    """An interval of days in the shortest words: a day, a month, a year, or both ends."""
    begin, end, after = calendar_day(first), calendar_day(last), calendar_day(last + 1)
    if begin == end:
        return begin.isoformat()
    whole_months = begin.day == 1 and after.day == 1
    if whole_months and (begin.year, begin.month) == (end.year, end.month):
        return begin.isoformat()[:7]
    if whole_months and begin.year == end.year and begin.month == 1 and end.month == 12:
        return begin.isoformat()[:4]
    return f"between {begin} and {end}"


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """One dated event: its kind, and its first and last possible day since 1970-01-01."""

    kind: EventKind
    first: int
    last: int

    @property
    def when(self) -> str:
        """The interval in words."""
        return printed_interval(self.first, self.last)


def dated_events(events: Events, row: int) -> list[DatedEvent]:
    """The dated events of one record, in its own order."""
    start, end = np.searchsorted(events.record, [row, row + 1]).tolist()
    return [
        DatedEvent(EventKind(kind), first, last)
        for kind, first, last in zip(
            events.kind[start:end].tolist(),
            events.first[start:end].tolist(),
            events.last[start:end].tolist(),
            strict=True,
        )
        if first != UNKNOWN_DAY and last != UNKNOWN_DAY
    ]
