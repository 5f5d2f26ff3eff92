"""What a description's names meet in the gazetteer: points for seats, extents for territories."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from habeas.language import Gazetteer
from habeas.model import PlaceCandidate
from habeas.places.addresses.reading import ToldName
from habeas.places.distance import EARTH_RADIUS_KM, distance_km, unit_vectors

Numbers = NDArray[np.float64]

# Where descriptions in these languages come from first: readings there gain a little.
USUAL_COUNTRIES = tuple("RU UA BY KZ UZ GE AZ AM MD EE LV LT TJ TM KG".split())
_MOST_MEETINGS = 40
# So many places of a region may be misplaced: a few points far away do not widen it.
_STRAYS = 4
# What belonged to a region once counts like a point so far outside of it.
_ONCE_WITHIN_KM = 15.0
_WIDE_KINDS = frozenset({"country", "region", "former region", "area"})
_CELL = 0.3  # degrees of latitude
_MOST_SCATTERED = 100
_NAMESAKE_KM = 150.0
_REGION_REACH_KM = 200.0
_CITY_REACH_KM = 12.0
_REACHES_KM = {"district": 40.0, "near": 40.0}
_LEAST_TERRITORY_SCORE = 0.25
_SURE, _LIKELY = 0.9, 0.5
_KINDS_OF_THE_INDEX = frozenset({"city", "village", "station"})
_SELDOM_KNOWN = frozenset({"water", "site"})
_REPUBLICS = ("республика", "республіка", "republic")
_JOINED = re.compile(r"-(?:upon|on)-", re.IGNORECASE)


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
    how far from the middle it extends then. `own` of the codes, the first ones, are its own today;
    the others belonged to it once.
    """

    name: str
    level: str
    latitude: float
    longitude: float
    codes: tuple[str, ...]
    reach_km: float
    now: bool
    own: int = 1

    @property
    def present(self) -> tuple[str, ...]:
        """The codes that are its own today; all for one that is abolished."""
        return self.codes[: self.own]


class _Area(Protocol):
    """What is used of an area of the gazetteer."""

    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def codes(self) -> tuple[str, ...]: ...
    @property
    def latitude(self) -> float: ...
    @property
    def longitude(self) -> float: ...
    @property
    def reach_km(self) -> float: ...
    @property
    def score(self) -> float: ...


class Ground:
    """A gazetteer with what has been looked up in it; one for each gazetteer, kept while it is."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self.meetings = lru_cache(maxsize=4096)(self._meetings)
        self.territory = lru_cache(maxsize=4096)(self._territory)
        self.places = lru_cache(maxsize=256)(gazetteer.populated)
        self.scattered = lru_cache(maxsize=256)(self._scattered_of)
        self._vectors = lru_cache(maxsize=256)(self._vectors_of)

    def _meetings(
        self, name: str, near: tuple[str, ...], kind: str | None = None
    ) -> tuple[Meeting, ...]:
        near = near or USUAL_COUNTRIES
        said = kind if kind in _KINDS_OF_THE_INDEX else None
        # An island or a mine seldom stands in the index; a town of a name like it is another place.
        loose = kind not in _SELDOM_KNOWN
        for form in _name_forms(name):
            found = self._gazetteer.find(
                form, near=near, kind=said, limit=_MOST_MEETINGS, misspelt=loose
            )
            if found:
                return tuple(_meeting(one) for one in found)
        return ()

    def is_territory(self, name: str) -> bool:
        """Whether a bare name is first of all a country or a region."""
        found = self.meetings(name, ())
        return bool(found) and found[0].kind in _WIDE_KINDS and found[0].score > _LIKELY

    def _territory(self, told: ToldName, outer: tuple[Territory, ...]) -> Territory | None:
        names = tuple(one.name for one in reversed(outer))
        for name in _territory_names(told):
            for area in self._gazetteer.areas(name, within=names):
                made = _as_territory(area, told) if _is_likely(area) else None
                if made is not None and self._may_lie_in(made, outer):
                    return made
        if told.kind in {"region", "country"}:
            return self._misspelt_territory(told)
        return None

    def _misspelt_territory(self, told: ToldName) -> Territory | None:
        for name in _territory_names(told):
            found = self._gazetteer.find(name, kind="region", misspelt=True, limit=1)
            if found and found[0].kind == "region" and found[0].score > _LEAST_TERRITORY_SCORE:
                one = found[0]
                codes = (one.code or one.country,)
                return Territory(
                    one.name, "region", one.latitude, one.longitude, codes, 0.0, told.now
                )
        return None

    def _may_lie_in(self, made: Territory, outer: tuple[Territory, ...]) -> bool:
        """Districts and towns far outside of every wider territory are namesakes elsewhere."""
        wider = [one for one in outer if one.codes]
        if made.level in {"region", "country"} or not wider:
            return True
        return any(
            self.outside_km(one, made.latitude, made.longitude, "") <= _NAMESAKE_KM for one in wider
        )

    def outside_km(
        self, territory: Territory, latitude: float, longitude: float, code: str
    ) -> float:
        """How far outside a territory a point lies, in km; 0 within. `code` is the point's own."""
        for at, one in enumerate(territory.codes):
            if one in {code, code[:2]}:
                return 0.0 if at < territory.own else _ONCE_WITHIN_KM
        vectors = self._vectors(territory.codes)
        if not len(vectors):
            away = float(distance_km(latitude, longitude, territory.latitude, territory.longitude))
            return max(0.0, away - territory.reach_km)
        nearness = vectors @ unit_vectors(latitude, longitude)
        kept = min(_STRAYS + 1, len(nearness))
        cosine = float(np.partition(nearness, len(nearness) - kept)[-kept])
        return EARTH_RADIUS_KM * math.acos(max(-1.0, min(1.0, cosine)))

    def people(self, latitude: float, longitude: float, code: str) -> float:
        """How many people live in the place at this point of a region; 0 where nobody states it."""
        places = self.places((code,))
        here = (places.latitude == latitude) & (places.longitude == longitude)
        return float(places.population[here].max()) if here.any() else 0.0

    def main_town(self, territory: Territory) -> Meeting:
        """The largest town of a territory that has codes; else its middle."""
        country = territory.codes[0][:2] if territory.codes else ""
        code = territory.codes[0] if territory.codes else ""
        places = self.places(territory.present) if territory.codes else None
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

    def _scattered_of(self, codes: tuple[str, ...]) -> tuple[Numbers, Numbers]:
        """Latitudes and longitudes of places all over these regions: the land, not its people."""
        places = self.places(codes)
        cells = np.stack([places.latitude / _CELL, places.longitude / (2 * _CELL)]).round()
        _, first = np.unique(cells, axis=1, return_index=True)
        kept = np.sort(first)[:: max(1, len(first) // _MOST_SCATTERED)]
        return places.latitude[kept], places.longitude[kept]

    def _vectors_of(self, codes: tuple[str, ...]) -> Numbers:
        """The populated places of these regions on the unit sphere, shape (n, 3)."""
        if not codes:
            return np.empty((0, 3))
        places = self.places(codes)
        return unit_vectors(places.latitude, places.longitude)


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


def _name_forms(name: str) -> tuple[str, ...]:
    """The name as printed, and with "upon" or "on" as its own language says it: Ростов-на-Дону."""
    return tuple(dict.fromkeys((name, _JOINED.sub("-na-", name))))


def _territory_names(told: ToldName) -> tuple[str, ...]:
    if told.lemma == "-" or told.kind is None:
        return (told.name,)
    behind, before = f"{told.name} {told.lemma}", f"{told.lemma} {told.name}"
    first = (before, behind) if told.lemma in _REPUBLICS else (behind,)
    if told.kind == "region":
        first = (*first, *(f"{word} {told.name}" for word in _REPUBLICS), told.name)
    return tuple(dict.fromkeys((*first, told.name)))


def _is_likely(area: _Area) -> bool:
    """Whether an area may be meant: sure ones anywhere, others only in the usual countries."""
    if area.kind == "country" or area.score >= _SURE:
        return True
    return any(code[:2] in USUAL_COUNTRIES for code in area.codes)


def _as_territory(area: _Area, told: ToldName) -> Territory | None:
    """An area as what was told; None where it cannot be that, as a village for a region."""
    wide = area.kind in _WIDE_KINDS
    if area.score < _LEAST_TERRITORY_SCORE or (told.kind == "district" and wide):
        return None
    point = (area.latitude, area.longitude)
    if wide:
        level = "country" if area.kind == "country" else "region"
        own = 1 if area.kind == "region" else len(area.codes)
        return Territory(area.name, level, *point, area.codes, area.reach_km, told.now, own)
    if told.kind == "country":
        return None
    if told.kind == "region":
        # Called after its town; where the index knows the regions, a town's name is none of them.
        if any("-" in code for code in area.codes):
            return None
        return Territory(area.name, "region", *point, (), _REGION_REACH_KM, told.now)
    level = "district" if told.kind == "district" else "city"
    reach = max(area.reach_km, _REACHES_KM.get(told.kind or "", _CITY_REACH_KM))
    return Territory(area.name, level, *point, (), reach, told.now)
