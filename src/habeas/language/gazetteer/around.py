"""What is named around a place, and how strongly it speaks for one reading of the place."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from habeas.language.gazetteer.globe import apart_km
from habeas.language.gazetteer.match import Match

# Kinds of places that others lie in; a district or a town also has a middle and a reach.
WIDE = frozenset({"country", "region", "former region", "area"})
LOCAL = frozenset({"district", "city", "village"})
_IN_REGION, _IN_A_PART, _IN_COUNTRY, _OF_ITS_COUNTRY, _NEAR_MIDDLE = 400.0, 150.0, 30.0, 1.5, 400.0
_LEAST_REACH_KM = 25.0
_AREA_REACH_KM = 300.0


@dataclass(frozen=True, slots=True)
class Area:
    """Something that places lie in: its codes (ISO 3166), its middle, how far it reaches (km).

    `reach_km` is 0 where the codes tell all there is to tell. `score` (0-1) is how likely the name
    means this.
    """

    name: str
    kind: str
    codes: tuple[str, ...]
    latitude: float
    longitude: float
    reach_km: float
    score: float


def gain(match: Match, around: Sequence[Sequence[Area]]) -> float:
    """How many times likelier the match is for lying in, or near, all of these; never below 1.

    Each of `around` is one printed name with all that it may mean.
    """
    total = 1.0
    for readings in around:
        known = sum(area.score for area in readings)
        total *= max(1.0, 1.0 - known) + sum(
            area.score * (_gain_in(match, area) - 1.0) for area in readings
        )
    return total


def _gain_in(match: Match, area: Area) -> float:
    if area.reach_km:
        away = apart_km(match.latitude, match.longitude, area.latitude, area.longitude)
        spread = max(area.reach_km, _LEAST_REACH_KM)
        return 1.0 + _NEAR_MIDDLE * math.exp(-0.5 * (away / spread) ** 2)
    if match.country in area.codes:
        return _IN_COUNTRY
    if match.code in area.codes:
        return _IN_REGION if match.code == area.codes[0] else _IN_A_PART
    if match.country not in {code.partition("-")[0] for code in area.codes}:
        return 1.0
    return _OF_ITS_COUNTRY if "-" in match.code else _IN_COUNTRY


def area_of(match: Match, codes: tuple[str, ...], score: float) -> Area:
    """The match as something that other places lie in."""
    reach = match.reach_km or {"city": 20.0, "village": 10.0, "district": 35.0}.get(match.kind, 0.0)
    if match.kind == "area" and not reach:
        reach = _AREA_REACH_KM
    return Area(match.name, match.kind, codes, match.latitude, match.longitude, reach, score)
