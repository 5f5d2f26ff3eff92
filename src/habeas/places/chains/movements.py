"""Movements as stays: where one journey of a person ends and the next begins is one stay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from habeas.language import fold
from habeas.model import DateInterval
from habeas.places.chains.network import names_nothing
from habeas.places.chains.stay import Movement, Stay


def stays_of_movements(movements: Sequence[Movement]) -> list[Stay]:
    """The stays between which these movements went, by person, in order of time.

    A movement without a person is a chain of its own: two stays and the journey between them.
    """
    by_person: dict[str, list[Movement]] = defaultdict(list)
    for number, movement in enumerate(movements):
        by_person[movement.person or f"row {movement.row or number}"].append(movement)
    stays: list[Stay] = []
    for person, own in by_person.items():
        chain: list[Stay] = []
        for movement in _in_time(own):
            if chain and _same(chain[-1].facility, movement.origin):
                chain[-1] = replace(
                    chain[-1],
                    left=movement.departed,
                    left_hour=movement.departed_hour,
                    went=movement.leg,
                )
            else:
                # Between the last movement and this one something was not told.
                chain.append(replace(_from(person, movement), direct=not chain))
            chain.append(_to(person, movement))
        stays += chain
    return stays


def _same(one: str, other: str) -> bool:
    return fold(one) == fold(other) or (names_nothing(one) and names_nothing(other))


def _in_time(movements: list[Movement]) -> list[Movement]:
    days = [_day(movement) for movement in movements]
    if any(day is None for day in days):
        return movements
    ranked = sorted(range(len(movements)), key=lambda number: (days[number] or 0, number))
    return [movements[number] for number in ranked]


def _day(movement: Movement) -> float | None:
    when: DateInterval = movement.departed
    hour = movement.departed_hour
    if when.first is None and when.last is None:
        when, hour = movement.arrived, movement.arrived_hour
    day = when.first or when.last
    return None if day is None else day.toordinal() + (hour or 0.0) / 24


def _from(person: str, movement: Movement) -> Stay:
    return Stay(
        person,
        movement.origin,
        left=movement.departed,
        went=movement.leg,
        left_hour=movement.departed_hour,
        cluster=movement.cluster,
        count=movement.count,
        row=movement.row,
    )


def _to(person: str, movement: Movement) -> Stay:
    return Stay(
        person,
        movement.target,
        arrived=movement.arrived,
        arrived_hour=movement.arrived_hour,
        cluster=movement.cluster,
        count=movement.count,
        row=movement.row,
    )
