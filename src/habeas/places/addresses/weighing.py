"""How likely each place is that a description may mean."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from habeas.places.addresses.ground import Ground, Meeting, Territory
from habeas.places.addresses.offset import destination
from habeas.places.addresses.reading import Reading, Seat, ToldName
from habeas.places.distance import distance_km

Numbers = NDArray[np.float64]

_AGREEMENT_KM = 20.0
# What a neighbour in the same group says is worth this much of what another name of the place says.
_BESIDE = 0.5
_OUTSIDE_SCALE_KM = 20.0
_WIDE, _NARROW = frozenset({"region", "country"}), frozenset({"district", "city", "village"})
_SETTLED = frozenset({"city", "village", "station", "facility", "site"})
_SMALLEST_SCORE = 1e-6


@dataclass(frozen=True, slots=True)
class Weights:
    """The parameters of the weighing, in nats, few so that they carry over to other lands.

    `score` multiplies the log of the gazetteer's score; `outside_region` and `outside_district`
    multiply what `_outside` gives; the others are added where the evidence of their name is there.
    `unknown` is the log weight of none of the options.
    """

    score: float = 1.1
    outside_region: float = -1.4
    outside_district: float = -1.4
    agreement: float = 1.7
    contradicted: float = -3.3
    other_step: float = -4.5
    part_of_name: float = -1.4
    district: float = -4.2
    region: float = -6.5
    unknown: float = -4.3


WEIGHTS = Weights()
_FEATURES = tuple(one.name for one in fields(Weights) if one.name != "unknown")


@dataclass(frozen=True, slots=True)
class Option:
    """One place that may be meant: where, how it was met (`rank`), and the evidence for it.

    `rank` is name, city, district or region: whether a name of the seat itself led here or only
    what it lies in. `seat` is the number of the seat in the reading, -1 for none. `evidence` holds
    a number for each field of Weights but `unknown`, in their order. `covers` holds the codes of
    what a region or country covers.
    """

    name: str
    latitude: float
    longitude: float
    country: str
    code: str
    kind: str
    rank: str
    seat: int
    evidence: tuple[float, ...]
    covers: tuple[str, ...] = ()


def probabilities(options: Sequence[Option], weights: Weights = WEIGHTS) -> tuple[Numbers, float]:
    """The probability of each option, and of none of them; together they sum to 1."""
    values = np.array([getattr(weights, name) for name in _FEATURES])
    logs = np.array([option.evidence for option in options]) @ values
    exponentials = np.exp(np.append(logs, weights.unknown) - max(logs.max(), weights.unknown))
    shares = exponentials / exponentials.sum()
    return shares[:-1], float(shares[-1])


def options_of(
    reading: Reading,
    ground: Ground,
    *,
    step: int | None = None,
    steps: int | None = None,
    near: tuple[str, ...] = (),
) -> list[Option]:
    """Every place that a reading may mean, with the evidence for it, in no order.

    `step` of `steps`: of the seats told one after the other the one that is asked for, from 1.
    `near` holds the ISO 3166 codes of the context, for seats that say nothing of their own.
    """
    asked = _asked_for(reading, step, steps)
    met = [_met(seat, ground, near) for seat in reading.seats]
    found: list[Option] = []
    for number, one in enumerate(met):
        off = float(number not in asked)
        beside = [
            other
            for place, also in enumerate(met)
            if place != number and also.seat.item == one.seat.item
            for other in also.everything()
        ]
        found += _of_seat(number, one, beside, ground, off)
        found += _of_territories(number, one.territories, ground, off)
    if not reading.seats:
        found += _of_territories(-1, _territories(reading.within, ground), ground, 0.0)
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


@dataclass(frozen=True, slots=True)
class _Met:
    """A seat with what it lies in, and what each of its names meets (True: by a part of it)."""

    seat: Seat
    territories: tuple[Territory, ...]
    by_name: tuple[tuple[tuple[Meeting, ...], bool], ...]

    def everything(self, but: int = -1) -> list[Meeting]:
        """All that its names meet, but for the name of this number."""
        return [one for at, (met, _) in enumerate(self.by_name) if at != but for one in met]


def _met(seat: Seat, ground: Ground, near: tuple[str, ...]) -> _Met:
    territories = _territories(seat.within, ground)
    codes = tuple(dict.fromkeys(code for one in territories for code in one.codes)) or near
    return _Met(seat, territories, tuple(_meetings(told, codes, ground) for told in seat.names))


def _of_seat(
    number: int, met: _Met, beside: Sequence[Meeting], ground: Ground, off: float
) -> list[Option]:
    """`beside` is what other seats of the same group meet, as a town and a station in it do."""
    found: list[Option] = []
    for at, (meetings, in_part) in enumerate(met.by_name):
        own = met.everything(but=at)
        for one in meetings:
            region, district = _outside(one, met.territories, ground)
            agrees = 1.0 if _agrees(one, own) else _BESIDE * _agrees(one, beside)
            evidence = _evidence(
                score=math.log(max(one.score, _SMALLEST_SCORE)),
                outside_region=region,
                outside_district=district,
                agreement=agrees,
                contradicted=float(one.kind not in _SETTLED),
                other_step=off,
                part_of_name=float(in_part),
            )
            found.append(_option(_moved(one, met.seat), number, evidence))
    return found


def _moved(one: Meeting, seat: Seat) -> Meeting:
    """The point so many km away, where the way is told; else the place itself."""
    if seat.km is None or seat.degrees is None:
        return one
    latitude, longitude = destination(one.latitude, one.longitude, seat.km, seat.degrees)
    return replace(one, latitude=latitude, longitude=longitude)


def _evidence(**known: float) -> tuple[float, ...]:
    return tuple(known.get(name, 0.0) for name in _FEATURES)


def _meetings(
    told: ToldName, near: tuple[str, ...], ground: Ground
) -> tuple[tuple[Meeting, ...], bool]:
    """What a name meets: with its small words, else whole, else (then True) by parts of it."""
    for name in dict.fromkeys(one for one in (told.longer, told.name) if one):
        met = ground.meetings(name, near, told.kind)
        if met:
            return met, False
    words = told.name.split()
    parts = [words[:size] for size in range(len(words) - 1, 0, -1)]
    parts += [words[at:] for at in range(1, len(words))]
    found = [one for part in parts for one in ground.meetings(" ".join(part), near, told.kind)]
    return tuple(dict.fromkeys(found)), True


def _outside(
    one: Meeting, territories: tuple[Territory, ...], ground: Ground
) -> tuple[float, float]:
    """How far a place lies outside of the regions and of the districts: the present ones, if told.

    Each is the logarithm of 1 + km outside / 30, of the narrowest present region and district.
    """
    lost = {"region": 0.0, "district": 0.0}
    for level, kinds in (("region", _WIDE), ("district", _NARROW)):
        told = [territory for territory in territories if territory.level in kinds]
        for territory in [some for some in told if some.now] or told:
            away = ground.outside_km(territory, one.latitude, one.longitude, one.code)
            lost[level] = max(lost[level], math.log1p(away / _OUTSIDE_SCALE_KM))
    return lost["region"], lost["district"]


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
    number: int, territories: tuple[Territory, ...], ground: Ground, off: float
) -> list[Option]:
    """What the territories themselves point at: for want of a name that is known."""
    found: list[Option] = []
    for one in territories:
        small = one.level in {"district", "city"}
        evidence = _evidence(
            other_step=off,
            district=float(small),
            region=float(not small),
        )
        point = ground.main_town(one)
        found.append(_option(point, number, evidence, one.level, one.codes))
    return found


def _option(
    one: Meeting,
    number: int,
    evidence: tuple[float, ...],
    rank: str = "name",
    covers: tuple[str, ...] = (),
) -> Option:
    point = (one.latitude, one.longitude)
    return Option(one.name, *point, one.country, one.code, one.kind, rank, number, evidence, covers)
