"""What a description's names meet in the gazetteer: points for seats, extents for territories."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from weakref import WeakKeyDictionary

import numpy as np
from scipy.spatial import cKDTree

from habeas.language import Gazetteer
from habeas.model import PlaceCandidate
from habeas.places.addresses.reading import ToldName
from habeas.places.distance import EARTH_RADIUS_KM, distance_km, unit_vectors

# Where descriptions in these languages come from first: readings there gain a little.
USUAL_COUNTRIES = tuple("RU UA BY KZ UZ GE AZ AM MD EE LV LT TJ TM KG".split())
_MOST_MEETINGS = 40
_OUTSIDE_KM = 1000.0
_REGION_OF_UNKNOWN_EXTENT_KM = 200.0
_CITY_REACH_KM = 12.0
DISTRICT_REACH_KM = 45.0
_LEAST_TERRITORY_SCORE = 0.3


@dataclass(frozen=True, slots=True)
class Meeting:
    """A place that a name may mean: decimal degrees, and the gazetteer's score of it (0–1)."""

    name: str
    latitude: float
    longitude: float
    kind: str
    country: str
    code: str
    score: float


@dataclass(frozen=True, slots=True)
class Territory:
    """What something lies in: `level` is city, district, region or country.

    `codes` are the ISO 3166 codes it covers, empty for one known by its middle alone; `reach_km` is
    how far from the middle it extends then.
    """

    name: str
    level: str
    latitude: float
    longitude: float
    codes: tuple[str, ...]
    reach_km: float
    now: bool


class Ground:
    """A gazetteer with what has been looked up in it; one for each gazetteer, kept while it is."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self.meetings = lru_cache(maxsize=4096)(self._meetings)
        self.territory = lru_cache(maxsize=4096)(self._territory)
        self.places = lru_cache(maxsize=256)(gazetteer.populated)
        self._tree = lru_cache(maxsize=256)(self._tree_of)

    def _meetings(self, name: str, near: tuple[str, ...]) -> tuple[Meeting, ...]:
        found = self._gazetteer.find(name, near=near or USUAL_COUNTRIES, limit=_MOST_MEETINGS)
        return tuple(_meeting(one) for one in found)

    def is_territory(self, name: str) -> bool:
        """Whether a bare name is first of all a country or a region."""
        found = self.meetings(name, ())
        return bool(found) and found[0].kind in {"country", "region"} and found[0].score > 0.5

    def _territory(self, told: ToldName, near: tuple[str, ...]) -> Territory | None:
        for name in _territory_names(told):
            for one in self.meetings(name, near):
                if one.score < _LEAST_TERRITORY_SCORE:
                    break
                made = _as_territory(one, told)
                if made is not None:
                    return made
        return None

    def outside_km(
        self, territory: Territory, latitude: float, longitude: float, code: str
    ) -> float:
        """How far outside a territory a point lies, in km; 0 within. `code` is the point's own."""
        if code and any(code == one or code[:2] == one for one in territory.codes):
            return 0.0
        tree = self._tree(territory.codes) if territory.codes else None
        if tree is None:
            away = float(distance_km(latitude, longitude, territory.latitude, territory.longitude))
            return max(0.0, away - territory.reach_km)
        chord, _ = tree.query(unit_vectors(latitude, longitude))
        return float(2 * EARTH_RADIUS_KM * np.arcsin(min(1.0, chord / 2)))

    def main_town(self, territory: Territory) -> Meeting:
        """The largest town of a territory that has codes; else its middle."""
        country = territory.codes[0][:2] if territory.codes else ""
        code = territory.codes[0] if territory.codes else ""
        places = self.places(territory.codes) if territory.codes else None
        if places is None or not len(places):
            return Meeting(
                territory.name,
                territory.latitude,
                territory.longitude,
                territory.level,
                country,
                code,
                0.0,
            )
        most = int(np.argmax(places.population))
        return Meeting(
            places.name[most],
            float(places.latitude[most]),
            float(places.longitude[most]),
            "city",
            country,
            places.code[most],
            0.0,
        )

    def _tree_of(self, codes: tuple[str, ...]) -> cKDTree | None:
        places = self.places(codes)
        return cKDTree(unit_vectors(places.latitude, places.longitude)) if len(places) else None


_GROUNDS: WeakKeyDictionary[Gazetteer, Ground] = WeakKeyDictionary()


def ground_of(gazetteer: Gazetteer) -> Ground:
    """The ground of a gazetteer, made on first use."""
    if gazetteer not in _GROUNDS:
        _GROUNDS[gazetteer] = Ground(gazetteer)
    return _GROUNDS[gazetteer]


def _meeting(one: PlaceCandidate) -> Meeting:
    return Meeting(
        one.name,
        one.latitude,
        one.longitude,
        one.kind,
        one.country,
        one.code or one.country,
        one.score,
    )


def _territory_names(told: ToldName) -> tuple[str, ...]:
    if told.lemma == "-" or told.kind is None:
        return (told.name,)
    turned = (f"{told.lemma} {told.name}",) if told.lemma in {"республика", "республіка"} else ()
    return (*turned, f"{told.name} {told.lemma}", told.name)


def _as_territory(one: Meeting, told: ToldName) -> Territory | None:
    level = told.kind or {"region": "region", "country": "country"}.get(one.kind, "city")
    if one.kind in {"region", "country"}:
        if told.kind == "district":
            return None
        codes = (one.code if one.kind == "region" else one.country,)
        return Territory(one.name, one.kind, one.latitude, one.longitude, codes, 0.0, told.now)
    reach = {
        "region": _REGION_OF_UNKNOWN_EXTENT_KM,
        "country": _OUTSIDE_KM,
        "district": DISTRICT_REACH_KM,
    }.get(level, _CITY_REACH_KM)
    return Territory(one.name, level, one.latitude, one.longitude, (), reach, told.now)
