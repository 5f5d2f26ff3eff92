"""The stretch of time that an axis shows: the bulk of the dates, without the far outliers.

A treaty's year of adoption beside the events of one autumn would squeeze that autumn to a hair.
An end is cut when at most MOST_CUT of the intervals lie beyond it and what remains takes up less
than LEAST_GAIN of the whole stretch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from habeas.model import DateInterval

MOST_CUT = 0.25
LEAST_GAIN = 0.35


@dataclass(frozen=True, slots=True)
class Window:
    """The first and the last day of an axis, both inclusive."""

    first: date
    last: date

    def side(self, interval: DateInterval) -> int:
        """-1: the interval lies wholly before the window, 1: wholly after it, 0: they meet."""
        if interval.last is not None and interval.last < self.first:
            return -1
        if interval.first is not None and interval.first > self.last:
            return 1
        return 0

    def share(self, day: date, *, after: bool = False) -> float:
        """How far along the axis a day begins, or (`after`) ends: 0 to 1, clamped."""
        days = (self.last - self.first).days + 1
        passed = day.toordinal() - self.first.toordinal() + after
        return min(1.0, max(0.0, passed / days))


def window(intervals: Sequence[DateInterval]) -> Window:
    """The window for these intervals, each with at least one known end.

    Raises ValueError when there are none.
    """
    if not intervals:
        raise ValueError("no interval to show")
    firsts = sorted(item.first or item.last or date.max for item in intervals)
    lasts = sorted((item.last or item.first or date.min for item in intervals), reverse=True)
    most = int(len(intervals) * MOST_CUT)
    first = _cut(firsts, lasts[0], most)
    return Window(first, _cut(lasts, first, most))


def _cut(ends: Sequence[date], other_end: date, most: int) -> date:
    """The outermost end (ends run from the outermost inwards), or the first that saves enough."""
    whole = abs((other_end - ends[0]).days)
    for end in ends[1 : most + 1]:
        if abs((other_end - end).days) < LEAST_GAIN * whole:
            return end
    return ends[0]
