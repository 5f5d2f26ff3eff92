"""What a description's names meet in the gazetteer: points for seats, extents for territories."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from habeas.language import Gazetteer, fold, slavic_key
from habeas.model import PlaceCandidate
from habeas.places.addresses.misspelling import letters_allowed, letters_apart, one_slip_away
from habeas.places.addresses.reading import ToldName
from habeas.places.addresses.territory import (
    LEAST_SCORE,
    USUAL_COUNTRIES,
    WIDE_KINDS,
    Territory,
    as_territory,
    is_likely,
    territory_names,
)
from habeas.places.distance import EARTH_RADIUS_KM, distance_km, unit_vectors

Numbers = NDArray[np.float64]

_MOST_MEETINGS = 40
# So many places of a region may be misplaced: a few points far away do not widen it.
_STRAYS = 4
# Each wrong letter makes a reading so much less likely; towns are misspelt more often than hamlets.
_SLIP, _FEWEST_PEOPLE, _TOWN, _SIZE = 0.5, 100.0, 20_000.0, 0.3
# What belonged to a region once counts like a point so far outside of it.
_ONCE_WITHIN_KM = 15.0
_CELL = 0.3  # degrees of latitude
_MOST_SCATTERED = 100
_NAMESAKE_KM = 150.0
_LIKELY = 0.5
_KINDS_OF_THE_INDEX = frozenset({"city", "village", "station"})
_SELDOM_KNOWN = frozenset({"water", "site"})
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


class Ground:
    """A gazetteer with what has been looked up in it; one for each gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self.meetings = lru_cache(maxsize=4096)(self._meetings)
        self.territory = lru_cache(maxsize=4096)(self._territory)
        self.places = lru_cache(maxsize=256)(gazetteer.populated)
        self.spelt_like = lru_cache(maxsize=1024)(self._spelt_like)
        self._spellings = lru_cache(maxsize=64)(self._spellings_of)
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
        return bool(found) and found[0].kind in WIDE_KINDS and found[0].score > _LIKELY

    def _territory(self, told: ToldName, outer: tuple[Territory, ...]) -> Territory | None:
        names = tuple(one.name for one in reversed(outer))
        for name in territory_names(told):
            for area in self._gazetteer.areas(name, within=names):
                made = as_territory(area, told) if is_likely(area) else None
                if made is not None and self._may_lie_in(made, outer):
                    return made
        if told.kind in {"region", "country"}:
            return self._misspelt_territory(told)
        return None

    def _misspelt_territory(self, told: ToldName) -> Territory | None:
        names = [told, *(replace(told, name=name) for name in one_slip_away(told.name))]
        for printed in (name for one in names for name in territory_names(one)[:1]):
            found = self._gazetteer.find(printed, kind="region", misspelt=True, limit=1)
            if found and found[0].kind == "region" and found[0].score > LEAST_SCORE:
                one = found[0]
                codes = (one.code or one.country,)
                point = (one.latitude, one.longitude)
                return Territory(one.name, "region", *point, codes, 0.0, told.now)
        return None

    def _spelt_like(self, name: str, codes: tuple[str, ...]) -> tuple[Meeting, ...]:
        """Places of these regions of whose name this may be a misspelling."""
        printed, key = fold(name), slavic_key(name)
        most = letters_allowed(key)
        places = self.places(codes)
        found: list[Meeting] = []
        for at, (folded, its_key) in enumerate(self._spellings(codes)):
            if not folded or (folded[0] != printed[:1] and its_key[:1] != key[:1]):
                continue
            apart = min(letters_apart(printed, folded, most), letters_apart(key, its_key, most))
            if apart <= most:
                people = max(float(places.population[at]), _FEWEST_PEOPLE)
                score = _SLIP**apart * min(1.0, (people / _TOWN) ** _SIZE)
                point = (float(places.latitude[at]), float(places.longitude[at]))
                code = places.code[at]
                found.append(Meeting(places.name[at], *point, "city", code[:2], code, score))
        return tuple(found)

    def _spellings_of(self, codes: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        return tuple((fold(name), slavic_key(name)) for name in self.places(codes).name)

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


@lru_cache(maxsize=2)
def ground_of(gazetteer: Gazetteer) -> Ground:
    """The ground of a gazetteer, made on first use."""
    return Ground(gazetteer)


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
