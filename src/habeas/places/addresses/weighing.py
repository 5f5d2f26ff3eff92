"""How likely each place is that a description may mean."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from habeas.places.addresses.ground import Ground, Meeting, Territory
from habeas.places.addresses.reading import Reading, Seat, ToldName
from habeas.places.distance import distance_km

_AGREEMENT_KM = 20.0
_OUTSIDE_SCALE_KM = 30.0
_SETTLED = frozenset({"city", "village", "station", "facility", "site"})
_SMALLEST_SCORE = 1e-6


@dataclass(frozen=True, slots=True)
class Weights:
    """The parameters of the weighing, in nats; few, so that they carry over to other lands."""

    score: float = 0.5
    outside_now: float = 2.0
    outside_told: float = 1.2
    agreement: float = 1.5
    now: float = 0.7
    contradicted: float = 3.0
    other_step: float = 3.0
    part_of_name: float = 1.0
    district: float = -4.0
    region: float = -5.5
    unknown: float = -3.5


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Option:
    """One place that may be meant: where, how it was met (`rank`), and its log weight.

    `rank` is name, city, district or region: whether a name of the seat itself led here or only
    what it lies in. `seat` is the number of the seat in the reading, -1 for none.
    """

    name: str
    latitude: float
    longitude: float
    country: str
    code: str
    kind: str
    rank: str
    seat: int
    log_weight: float
    reach_km: float = 0.0


def options_of(
    reading: Reading,
    ground: Ground,
    *,
    step: int | None = None,
    steps: int | None = None,
    weights: Weights = WEIGHTS,
) -> list[Option]:
    """Every place that a reading may mean, with unnormalised log weights, in no order.

    `step` of `steps`: of the seats told one after the other the one that is asked for, from 1.
    """
    asked = _asked_for(reading, step, steps)
    found: list[Option] = []
    for number, seat in enumerate(reading.seats):
        territories = _territories(seat.within, ground)
        off = 0.0 if number in asked else -weights.other_step
        found += _of_seat(number, seat, territories, ground, weights, off)
        found += _of_territories(number, territories, ground, weights, off)
    if not reading.seats:
        found += _of_territories(-1, _territories(reading.within, ground), ground, weights, 0.0)
    return found


def _asked_for(reading: Reading, step: int | None, steps: int | None) -> frozenset[int]:
    """The seats that a step may mean: the n-th group of n, or the n-th seat of n, or all."""
    everything = frozenset(range(len(reading.seats)))
    if step is None or steps is None or steps < 2:
        return everything
    if reading.items == steps:
        return frozenset(n for n, seat in enumerate(reading.seats) if seat.item == step - 1)
    if len(reading.seats) == steps:
        return frozenset({step - 1})
    surplus = max(0, len(reading.seats) - steps)
    return frozenset(range(step - 1, min(len(reading.seats), step + surplus))) or everything


def _territories(told: Sequence[ToldName], ground: Ground) -> tuple[Territory, ...]:
    """The extents of what a seat lies in, each looked up in the light of the wider ones."""
    order = {"country": 0, "region": 1, "district": 2}
    found: list[Territory] = []
    for one in sorted(told, key=lambda name: order.get(name.kind or "", 3)):
        outer = tuple(known for known in found if known.level in {"region", "country"})
        territory = ground.territory(one, outer)
        if territory is not None:
            found.append(territory)
    return tuple(dict.fromkeys(found))


def _of_seat(
    number: int,
    seat: Seat,
    territories: tuple[Territory, ...],
    ground: Ground,
    weights: Weights,
    off: float,
) -> list[Option]:
    near = tuple(dict.fromkeys(code for one in territories for code in one.codes))
    by_name = [_meetings(told, near, ground, weights) for told in seat.names]
    found: list[Option] = []
    for told, met in zip(seat.names, by_name, strict=True):
        others = [one for other in by_name if other is not met for one, _ in other]
        for one, lost in met:
            log_weight = off - lost + weights.score * math.log(max(one.score, _SMALLEST_SCORE))
            log_weight -= _outside(one, territories, ground, weights)
            if told.now:
                log_weight += weights.now
            if one.kind not in _SETTLED:
                log_weight -= weights.contradicted
            if _agrees(one, others):
                log_weight += weights.agreement
            found.append(_option(one, "name", number, log_weight))
    return found


def _meetings(
    told: ToldName, near: tuple[str, ...], ground: Ground, weights: Weights
) -> list[tuple[Meeting, float]]:
    """What a name meets: as printed with its small words, else whole, else by parts of it."""
    for name in dict.fromkeys(one for one in (told.longer, told.name) if one):
        met = ground.meetings(name, near, told.kind)
        if met:
            return [(one, 0.0) for one in met]
    words = told.name.split()
    for shorter in (*(words[:size] for size in range(len(words) - 1, 0, -1)), words[1:]):
        met = ground.meetings(" ".join(shorter), near, told.kind) if shorter else ()
        if met:
            return [(one, weights.part_of_name) for one in met]
    return []


def _outside(
    one: Meeting, territories: tuple[Territory, ...], ground: Ground, weights: Weights
) -> float:
    """How far a place lies outside of what was told, as a loss of log weight."""
    present = any(territory.now for territory in territories)
    lost = 0.0
    for territory in territories:
        away = ground.outside_km(territory, one.latitude, one.longitude, one.code)
        rate = weights.outside_now if territory.now or not present else weights.outside_told
        lost += rate * math.log1p(away / _OUTSIDE_SCALE_KM)
    return lost / math.sqrt(max(1, len(territories)))


def _agrees(one: Meeting, others: Sequence[Meeting]) -> bool:
    if not others:
        return False
    away = distance_km(
        one.latitude,
        one.longitude,
        np.array([other.latitude for other in others]),
        np.array([other.longitude for other in others]),
    )
    return bool(away.min() <= _AGREEMENT_KM)


def _of_territories(
    number: int,
    territories: tuple[Territory, ...],
    ground: Ground,
    weights: Weights,
    off: float,
) -> list[Option]:
    found: list[Option] = []
    present = any(territory.now for territory in territories)
    for one in territories:
        base = weights.district if one.level in {"district", "city"} else weights.region
        later = weights.now if one.now or not present else 0.0
        point = ground.main_town(one)
        found.append(
            Option(
                point.name,
                point.latitude,
                point.longitude,
                point.country,
                point.code,
                point.kind,
                one.level,
                number,
                off + base + later,
                one.reach_km,
            )
        )
    return found


def _option(one: Meeting, rank: str, number: int, log_weight: float) -> Option:
    return Option(
        one.name,
        one.latitude,
        one.longitude,
        one.country,
        one.code,
        one.kind,
        rank,
        number,
        log_weight,
    )
