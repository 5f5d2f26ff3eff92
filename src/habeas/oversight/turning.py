"""On which day something turned: the days that rows name, and a bisection between them.

A value that holds on one day and another on a later one has turned somewhere between. The days on
which anything can turn are those that rows name (and the day after each); where a rule counts from
them, bisection finds the very day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import TypeVar

from habeas.model import DateInterval
from habeas.oversight.door import Door
from habeas.oversight.periods import Period, bound_periods, declared_periods
from habeas.oversight.question import Question
from habeas.oversight.requirements import Need
from habeas.oversight.situation import roles
from habeas.oversight.world import World

Value = TypeVar("Value")
_ONE_DAY = timedelta(days=1)


def turns(
    value_on: Callable[[date], Value], points: Iterable[date], before: date, after: date
) -> tuple[tuple[date, Value], ...]:
    """Each first day of a new value after `before`, up to `after`, with that value.

    A value that turns and turns back between two neighbouring points is not seen.
    """
    found: list[tuple[date, Value]] = []
    day, value = before, value_on(before)
    for point in sorted({p for p in points if before < p < after} | {after}):
        later = value_on(point)
        while value != later:
            turned = _first_other(value_on, day, point)
            day, value = turned, value_on(turned)
            found.append((day, value))
        day = point
    return tuple(found)


def points_of_door(world: World, question: Question, door: Door) -> Iterator[date]:
    """The days on which the answer of a door may turn for a question without its dates."""
    states = {state for state in roles(question).values() if state}
    for need in every_need(door.needs):
        yield from _of_need(world, need, states)
    for row in world.practice:
        if row.body == door.body and row.state in states:
            yield from _around(row.since, row.until)
    region = question.place.region if question.place else ""
    for control in world.control:
        if region and control.region == region:
            yield from _around(control.since, control.until)
    for conflict in world.conflicts:
        if states & {state for side in conflict.sides for state in side}:
            yield from _around(conflict.since, conflict.until)


def points_of_treaty(world: World, state: str, treaty: str) -> Iterator[date]:
    """The days on which it may turn whether a treaty binds a state."""
    rule = world.treaties[treaty]
    yield rule.in_force
    if rule.universal_since is not None:
        yield rule.universal_since
    yield from _of_periods(bound_periods(world, state, treaty))


def every_need(needs: Iterable[Need]) -> Iterator[Need]:
    """The needs of a door, and those of every way through it."""
    for need in needs:
        yield need
        for way in need.any_of:
            yield from every_need(way)


def _first_other(value_on: Callable[[date], Value], low: date, high: date) -> date:
    """The first day after `low` with another value than on `low`; on `high` it is another."""
    value = value_on(low)
    while high - low > _ONE_DAY:
        middle = low + (high - low) // 2
        if value_on(middle) == value:
            low = middle
        else:
            high = middle
    return high


def _of_need(world: World, need: Need, states: Iterable[str]) -> Iterator[date]:
    for state in states if need.treaty else ():
        yield from points_of_treaty(world, state, need.treaty)
        if need.article:
            declared = declared_periods(world, state, need.treaty, need.article, need.effect)
            yield from _of_periods(declared)
    for mandate in world.mandates:
        if mandate.body in need.values.get("bodies", ()):
            yield from _around(mandate.since, mandate.until)


def _of_periods(periods: Iterable[Period]) -> Iterator[date]:
    for period in periods:
        yield from _around(period.start, period.end)


def _around(*intervals: DateInterval | None) -> Iterator[date]:
    for interval in intervals:
        for day in (interval.first, interval.last) if interval else ():
            if day is not None:
                yield day
                if day < date.max:
                    yield day + _ONE_DAY
