"""Whether two claims speak of one place: by the readings of the gazetteer, else by the names."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from habeas.claims.events.named import stem
from habeas.language import slavic_key
from habeas.model import Place

# How far around its point a place of each kind reaches, in kilometres.
_REACH = {
    "country": 450.0,
    "region": 130.0,
    "area": 150.0,
    "water": 100.0,
    "district": 40.0,
    "city": 12.0,
    "village": 6.0,
    "neighbourhood": 5.0,
    "facility": 3.0,
    "station": 3.0,
}
_UNKNOWN_REACH = 15.0
FINE = 20.0
_SAME_REGION = 0.2
_MOST_READINGS = 3
_LEAST_SCORE = 0.1
_GRID = 0.5
_KM_PER_DEGREE = 111.2
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a place: degrees (WGS 84), reach in km, share of the readings' likelihood."""

    latitude: float
    longitude: float
    reach: float
    share: float


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as claims are compared by it."""

    name: str
    key: str
    stems: frozenset[str]
    numbers: frozenset[str]
    readings: tuple[Reading, ...]

    @property
    def fine(self) -> bool:
        """Whether it is a town, a village or a facility, and no region or country."""
        return not self.readings or self.readings[0].reach <= FINE


@lru_cache(maxsize=1 << 14)
def spot(place: Place) -> Spot:
    """The place as it is compared; the likeliest readings only."""
    best = sorted(place.candidates, key=lambda one: -one.score)[:_MOST_READINGS]
    kept = [one for one in best if one.score >= _LEAST_SCORE] or best[:1]
    whole = sum(one.score for one in kept)
    return Spot(
        place.name,
        slavic_key(place.name),
        frozenset(stem(word) for word in _WORD.findall(place.name)),
        frozenset(_NUMBER.findall(place.name)),
        tuple(
            Reading(
                one.latitude,
                one.longitude,
                _REACH.get(one.kind, _UNKNOWN_REACH),
                one.score / whole if whole else 1 / len(kept),
            )
            for one in kept
        ),
    )


@lru_cache(maxsize=1 << 16)
def agreement(one: Spot, other: Spot) -> float | None:
    """How likely the two are one place (or one lies in the other), 0 to 1; None if unknown."""
    if one.key and one.key == other.key and one.numbers == other.numbers:
        return 1.0
    if one.readings and other.readings:
        return sum(
            mine.share * theirs.share
            for mine in one.readings
            for theirs in other.readings
            if distance(mine, theirs) <= _near(mine, theirs)
        )
    if one.numbers and other.numbers and one.numbers != other.numbers:
        return 0.0
    shared = one.stems & other.stems
    if shared:
        return 0.8 if shared in (one.stems, other.stems) else 0.6
    return None


def _near(one: Reading, other: Reading) -> float:
    """How far apart the points of one place may lie; two regions are one, or they are not."""
    if min(one.reach, other.reach) > FINE and one.reach == other.reach:
        return one.reach * _SAME_REGION
    return one.reach + other.reach


def distance(one: Reading, other: Reading) -> float:
    """Kilometres between two points, on a sphere (haversine)."""
    first, second = math.radians(one.latitude), math.radians(other.latitude)
    across = math.radians(other.longitude - one.longitude)
    half = (
        math.sin((second - first) / 2) ** 2
        + math.cos(first) * math.cos(second) * math.sin(across / 2) ** 2
    )
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))


def cells(found: Spot) -> Iterator[tuple[str, int, int, int]]:
    """Squares in which its fine readings lie: two near points share one; else keys of its name."""
    for reading in found.readings:
        if reading.reach > FINE:
            continue
        for shift in range(4):
            north = reading.latitude / _GRID + 0.5 * (shift & 1)
            east = reading.longitude / _GRID + 0.5 * (shift >> 1)
            yield "cell", shift, math.floor(north), math.floor(east)


def name_keys(found: Spot) -> Iterator[tuple[str, str]]:
    """Keys of a place that the gazetteer does not know."""
    if not found.readings:
        for part in sorted(found.stems | {found.key[:8]} | found.numbers):
            yield "place", part
