"""Every state, every door, every month: the whole world's oversight as one table.

A verdict over time is a step function: it can change only on a day that some row names. So each
door is asked once for every stretch between such days, not once a month.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from habeas.model import DateInterval
from habeas.oversight.answer import Verdict
from habeas.oversight.dates import plus_months
from habeas.oversight.door import Door
from habeas.oversight.opening import open_door
from habeas.oversight.periods import Period, bound_periods, declared_periods
from habeas.oversight.question import Question
from habeas.oversight.requirements import Need
from habeas.oversight.world import World

VERDICTS = tuple(Verdict)


@dataclass(frozen=True, slots=True)
class Sweep:
    """`verdicts` is uint8, states × doors × days: indices into `VERDICTS`."""

    states: tuple[str, ...]
    doors: tuple[str, ...]
    days: tuple[date, ...]
    verdicts: NDArray[np.uint8]

    def verdict(self, state: str, door: str, day: date) -> Verdict:
        """One cell. ValueError for what was not swept."""
        place = self.states.index(state), self.doors.index(door), self.days.index(day)
        return VERDICTS[int(self.verdicts[place])]


def months(first: date, last: date) -> tuple[date, ...]:
    """The days `first`, a month later, and so on up to `last`."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return tuple(d for n in range(count) if (d := plus_months(first, n)) <= last)


def sweep(
    world: World, states: Sequence[str], doors: Sequence[Door], days: Sequence[date]
) -> Sweep:
    """Ask every door about every state, with the act and the step on each of the (sorted) days."""
    table = np.zeros((len(states), len(doors), len(days)), dtype=np.uint8)
    for row, state in enumerate(states):
        for column, door in enumerate(doors):
            turns = turning_days(world, state, door)
            known: dict[int, int] = {}
            for place, day in enumerate(days):
                stretch = bisect_right(turns, day)
                if stretch not in known:
                    question = Question(state, DateInterval.on(day), day)
                    verdict = open_door(world, question, door).verdict
                    known[stretch] = VERDICTS.index(verdict)
                table[row, column, place] = known[stretch]
    return Sweep(tuple(states), tuple(door.id for door in doors), tuple(days), table)


def turning_days(world: World, state: str, door: Door) -> list[date]:
    """The days on which a door's verdict about a state may change, in order."""
    return sorted({day for need in door.needs for day in _of_need(world, state, need)})


def _of_need(world: World, state: str, need: Need) -> Iterator[date]:
    for way in need.any_of:
        for part in way:
            yield from _of_need(world, state, part)
    if need.treaty:
        yield from _of_treaty(world, state, need)
    spans = [
        (row.since, row.until)
        for row in world.mandates
        if row.body in need.values.get("bodies", ())
    ]
    if need.test == "conflict":
        spans += [
            (row.since, row.until)
            for row in world.conflicts
            if any(state in side for side in row.sides)
        ]
    yield from _ends(end for span in spans for end in span)


def _of_treaty(world: World, state: str, need: Need) -> Iterator[date]:
    treaty = world.treaties[need.treaty]
    yield treaty.in_force
    if treaty.universal_since:
        yield treaty.universal_since
    periods: tuple[Period, ...] = bound_periods(world, state, need.treaty)
    if need.article:
        periods += declared_periods(world, state, need.treaty, need.article, need.effect)
    later = need.values.get("for_months", 0)
    for day in _ends(end for period in periods for end in (period.start, period.end)):
        yield day
        yield plus_months(day, later)


def _ends(intervals: Iterable[DateInterval | None]) -> Iterator[date]:
    """Both ends of each interval, and the days after them: some ends are counted in, some not."""
    for interval in intervals:
        for day in (interval.first, interval.last) if interval else ():
            if day is not None:
                yield day
                yield day + timedelta(days=1)
