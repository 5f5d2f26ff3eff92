"""Keeping readings of one text apart: what an earlier rule has read, a later one leaves alone."""

from __future__ import annotations

from bisect import bisect_right


class TakenSpans:
    """Half-open spans of one text that do not overlap; `take` adds one if there is room for it."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def take(self, start: int, end: int) -> bool:
        """Whether [start, end) was still free; it is taken from now on."""
        place = bisect_right(self._starts, start)
        if place > 0 and self._ends[place - 1] > start:
            return False
        if place < len(self._starts) and self._starts[place] < end:
            return False
        self._starts.insert(place, start)
        self._ends.insert(place, end)
        return True
