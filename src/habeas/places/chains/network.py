"""Stays as a network: who went from where to where, which places have no name, what cannot be."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from habeas.language import fold
from habeas.places.chains.stay import FacilityPoint, Leg, Stay
from habeas.places.refusal import Refusal

UNNAMED = -1
# What a table writes where nobody knew the place; folded, as `fold` gives them.
_NOBODY_KNEW = frozenset(
    fold(word)
    for word in (
        "",
        "?",
        "??",
        "-",
        "–",
        "—",
        "n/a",
        "na",
        "none",
        "null",
        "nan",
        "unknown",
        "not known",
        "unk",
        "unnamed",
        "неизвестно",
        "неизвестен",
        "неизвестное место",
        "невідомо",
        "невідоме місце",
        "н/д",
    )
)


@dataclass(frozen=True, slots=True)
class Journey:
    """From one place to the next. A place is the number of a known facility, or below zero.

    `origin` and `target` are UNNAMED for a place without a name, `-2 - l` for label number l.
    `gap` is the time between leaving and arriving, hours, where both days are known.
    """

    person: str
    cluster: str
    origin: int
    target: int
    leg: Leg
    gap: float | None
    count: float


@dataclass(frozen=True, slots=True)
class UnknownStay:
    """A stay at a place that is no known facility: its label (or UNNAMED), and its two journeys."""

    stay: int
    label: int
    cluster: str
    came: Journey | None
    went: Journey | None
    count: float


@dataclass(frozen=True, slots=True)
class Network:
    """All that was told, sorted by person and time."""

    order: dict[str, tuple[int, ...]]
    place: tuple[int, ...]
    journeys: tuple[Journey, ...]
    unknown: tuple[UnknownStay, ...]
    labels: tuple[str, ...]
    refused: tuple[Refusal, ...]


def network_of(stays: Sequence[Stay], facilities: Sequence[FacilityPoint]) -> Network:
    """The network that these stays tell of; rows that contradict themselves are refused."""
    known = _names(facilities)
    labels: dict[str, int] = {}
    shown: list[str] = []
    place: list[int] = []
    for stay in stays:
        key = fold(stay.facility.strip())
        if key in known:
            place.append(known[key])
        elif key in _NOBODY_KNEW:
            place.append(UNNAMED)
        else:
            if key not in labels:
                labels[key] = len(labels)
                shown.append(stay.facility.strip())
            place.append(-2 - labels[key])
    refused = [refusal for stay in stays if (refusal := _contradiction(stay)) is not None]
    order = _order(stays)
    came: dict[int, Journey] = {}
    went: dict[int, Journey] = {}
    journeys: list[Journey] = []
    for numbers in order.values():
        for before, after in pairwise(numbers):
            overlap = _overlap(stays[before], stays[after])
            if overlap is not None:
                refused.append(overlap)
                continue
            if place[before] == place[after] != UNNAMED or not stays[after].direct:
                continue
            journey = _journey(stays, place, before, after)
            came[after] = went[before] = journey
            journeys.append(journey)
    unknown = tuple(
        UnknownStay(
            number,
            -2 - place[number] if place[number] < UNNAMED else UNNAMED,
            _cluster(stays[number]),
            came.get(number),
            went.get(number),
            stays[number].count,
        )
        for numbers in order.values()
        for number in numbers
        if place[number] < 0
    )
    return Network(order, tuple(place), tuple(journeys), unknown, tuple(shown), tuple(refused))


def names_nothing(place: str) -> bool:
    """Whether a cell says that nobody knew the place."""
    return fold(place.strip()) in _NOBODY_KNEW


def _names(facilities: Iterable[FacilityPoint]) -> dict[str, int]:
    known: dict[str, int] = {}
    for number, facility in enumerate(facilities):
        for name in (facility.id, facility.name, *facility.aliases):
            if name.strip():
                known.setdefault(fold(name.strip()), number)
    return known


def _order(stays: Sequence[Stay]) -> dict[str, tuple[int, ...]]:
    """The usable stays of each person in order of time.

    They are taken as they were given unless the dates say for certain that this is another order:
    "in May" alone does not put a stay before the tenth of May.
    """
    by_person: dict[str, list[int]] = defaultdict(list)
    for number, stay in enumerate(stays):
        if _contradiction(stay) is None:
            by_person[stay.person or f"row {stay.row or number}"].append(number)
    for numbers in by_person.values():
        told = [_days(stays[number]) for number in numbers]
        pairs = pairwise(told)
        if all(told) and any(one and two and two[1] < one[0] for one, two in pairs):
            numbers.sort(key=lambda number: sum(_days(stays[number]) or (0, 0)))
    return {person: tuple(numbers) for person, numbers in by_person.items()}


def _days(stay: Stay) -> tuple[int, int] | None:
    """The earliest and the latest day (ordinal) on which a stay may have begun."""
    when = stay.arrived if stay.arrived.first or stay.arrived.last else stay.left
    first, last = when.first or when.last, when.last or when.first
    return (first.toordinal(), last.toordinal()) if first and last else None


def _contradiction(stay: Stay) -> Refusal | None:
    first, last = stay.arrived.first, stay.left.last
    if first is not None and last is not None and last < first:
        return Refusal(
            stay.row,
            f"left on {stay.left} before arriving on {stay.arrived}",
            "correct one of the two dates, or leave the doubtful one empty",
        )
    return None


def _overlap(before: Stay, after: Stay) -> Refusal | None:
    """A person cannot have arrived at the next place for certain before leaving this one."""
    left, arrived = before.left.first, after.arrived.last
    if left is not None and arrived is not None and arrived < left:
        return Refusal(
            after.row,
            f"arrived on {after.arrived}, while still at the place before until {before.left}"
            + (f" (row {before.row})" if before.row else ""),
            "correct the dates; the journey between the two stays was not used",
        )
    return None


def _journey(stays: Sequence[Stay], place: Sequence[int], before: int, after: int) -> Journey:
    one, two = stays[before], stays[after]
    leg = Leg(
        _middle(one.went.hours, two.came.hours),
        _middle(one.went.km, two.came.km),
        one.went.mode or two.came.mode,
    )
    cluster = _cluster(two if place[after] < 0 else one)
    gap = _gap(one, two)
    count = max(one.count, two.count)
    return Journey(one.person, cluster, place[before], place[after], leg, gap, count)


def _middle(one: float | None, two: float | None) -> float | None:
    """What was told of the same journey at both ends: the geometric mean of two tellings."""
    told = [value for value in (one, two) if value is not None and value > 0]
    if not told:
        return None
    return math.exp(sum(math.log(value) for value in told) / len(told))


def _gap(one: Stay, two: Stay) -> float | None:
    left, arrived = one.left, two.arrived
    if left.first is None or arrived.first is None:
        return None
    if left.first != left.last or arrived.first != arrived.last:
        return None
    hours = 24.0 * (arrived.first - left.first).days
    if one.left_hour is not None and two.arrived_hour is not None:
        hours += two.arrived_hour - one.left_hour
    return max(hours, 0.0)


def _cluster(stay: Stay) -> str:
    return stay.cluster or stay.person or f"row {stay.row}"
