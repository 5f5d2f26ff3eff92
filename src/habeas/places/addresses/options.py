"""Every place that a reading may mean, with the evidence for it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from habeas.places.addresses.between import between_options
from habeas.places.addresses.ground import Ground, Meeting
from habeas.places.addresses.offset import destination
from habeas.places.addresses.reading import Reading, Seat
from habeas.places.addresses.seats import MetSeat, in_towns, met_seat, outside_of, territories_of
from habeas.places.addresses.territory import Territory
from habeas.places.addresses.weighing import Option, evidence_of, option_of
from habeas.places.distance import distance_km

_AGREEMENT_KM = 20.0
# What a neighbour in the same group says is worth this much of what another name of the place says.
_BESIDE, _BESIDE_KM = 0.5, 40.0
SMALLEST_SCORE = 1e-6
_SETTLED = frozenset({"city", "village", "station", "facility", "site"})
_UNSETTLED = frozenset("area lake sea bay strait island cape peninsula river mountains".split())


def options_of(
    reading: Reading,
    ground: Ground,
    *,
    step: int | None = None,
    steps: int | None = None,
    near: tuple[str, ...] = (),
    today: bool = False,
) -> list[Option]:
    """Every place that a reading may mean, with the evidence for it, in no order.

    `step` of `steps`: of the seats told one after the other the one that is asked for, from 1.
    `near` holds the ISO 3166 codes of the context, for seats that say nothing of their own.
    `today` says that regions are meant as they are now.
    """
    asked = _asked_for(reading, step, steps)
    met = [met_seat(seat, ground, near, today=today) for seat in reading.seats]
    if reading.between:
        return between_options(met[0], met[1], ground)
    met = in_towns(met, ground)
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
        found += _of_territories(
            -1, territories_of(reading.within, ground, today=today), ground, 0.0
        )
        found += _of_no_territory(reading, ground)
    return found


def _of_no_territory(reading: Reading, ground: Ground) -> list[Option]:
    """A region of which nobody knows may be a slip of the pen, and a place itself."""
    unknown = [one for one in reading.within if not territories_of((one,), ground)]
    known = tuple(one for one in reading.within if one not in unknown)
    found: list[Option] = []
    for one in unknown:
        seat = Seat((replace(one, kind=None),), known, 0)
        found += _of_seat(-1, met_seat(seat, ground), (), ground, 0.0)
    return found


def _asked_for(reading: Reading, step: int | None, steps: int | None) -> frozenset[int]:
    """The seats that a step may mean: the n-th group of n, or the n-th seat of n.

    Where the numbers differ, the first and the last are still the first and the last.
    """
    everything = frozenset(range(len(reading.seats)))
    if step is None or steps is None or steps < 2 or not reading.seats:
        return everything
    if reading.items == steps:
        return frozenset(n for n, seat in enumerate(reading.seats) if seat.item == step - 1)
    if len(reading.seats) == steps:
        return frozenset({step - 1})
    if step in {1, steps}:
        end = 0 if step == 1 else reading.seats[-1].item
        return frozenset(n for n, seat in enumerate(reading.seats) if seat.item == end)
    surplus = max(0, len(reading.seats) - steps)
    return frozenset(range(step - 1, min(len(reading.seats), step + surplus))) or everything


def _of_seat(
    number: int, met: MetSeat, beside: Sequence[Meeting], ground: Ground, off: float
) -> list[Option]:
    """`beside` is what other seats of the same group meet, as a town and a station in it do."""
    found: list[Option] = []
    for at, meetings in enumerate(met.by_name):
        fitting = _SETTLED | _UNSETTLED if met.seat.names[at].kind == "water" else _SETTLED
        own = met.everything(but=at)
        for one, in_part in meetings:
            region, district = outside_of(one, met.territories, ground)
            agrees = 1.0 if _agrees(one, own, _AGREEMENT_KM) else 0.0
            agrees = agrees or _BESIDE * _agrees(one, beside, _BESIDE_KM)
            evidence = evidence_of(
                score=math.log(max(one.score, SMALLEST_SCORE)),
                outside_region=region,
                outside_district=district,
                agreement=agrees,
                contradicted=float(one.kind not in fitting),
                other_step=off,
                part_of_name=float(in_part),
                untold=float(not met.territories),
            )
            found.append(option_of(_moved(one, met.seat), number, evidence))
    return found


def _moved(one: Meeting, seat: Seat) -> Meeting:
    """The point so many km away, where the way is told; else the place itself."""
    if seat.km is None or seat.degrees is None:
        return one
    latitude, longitude = destination(one.latitude, one.longitude, seat.km, seat.degrees)
    return replace(one, latitude=latitude, longitude=longitude)


def _agrees(one: Meeting, others: Sequence[Meeting], km: float) -> bool:
    if not others:
        return False
    away = distance_km(
        one.latitude,
        one.longitude,
        np.array([other.latitude for other in others]),
        np.array([other.longitude for other in others]),
    )
    return bool(away.min() <= km)


def _of_territories(
    number: int, territories: tuple[Territory, ...], ground: Ground, off: float
) -> list[Option]:
    """What the territories themselves point at: for want of a name that is known."""
    found: list[Option] = []
    for one in territories:
        small = one.level in {"district", "city"}
        evidence = evidence_of(
            other_step=off,
            district=float(small),
            region=float(not small),
        )
        point = ground.main_town(one)
        found.append(option_of(point, number, evidence, one.level, one.present))
    return found
