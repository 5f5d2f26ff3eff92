"""What places lie in: districts, regions, countries and towns, made of a gazetteer's areas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from habeas.places.addresses.reading import ToldName

# Where descriptions in these languages come from first: readings there gain a little.
USUAL_COUNTRIES = tuple("RU UA BY KZ UZ GE AZ AM MD EE LV LT TJ TM KG".split())
WIDE_KINDS = frozenset({"country", "region", "former region", "area"})
LEAST_SCORE = 0.25
_SURE = 0.9
_REGION_REACH_KM = 200.0
_CITY_REACH_KM = 12.0
_REACHES_KM = {"district": 40.0, "near": 40.0}
_REPUBLICS = ("республика", "республіка", "republic")


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


class AreaLike(Protocol):
    """What is used of an area of the gazetteer."""

    @property
    def name(self) -> str:
        """Its name in the index."""

    @property
    def kind(self) -> str:
        """country, region, former region, area, district, city or village."""

    @property
    def codes(self) -> tuple[str, ...]:
        """The ISO 3166 codes it covers."""

    @property
    def latitude(self) -> float:
        """Of its middle, decimal degrees."""

    @property
    def longitude(self) -> float:
        """Of its middle, decimal degrees."""

    @property
    def reach_km(self) -> float:
        """How far it reaches; 0 where the codes tell all."""

    @property
    def score(self) -> float:
        """How likely the name means this (0–1)."""


def territory_names(told: ToldName) -> tuple[str, ...]:
    """The forms under which a gazetteer may know a territory, the likeliest first."""
    if told.lemma == "-" or told.kind is None:
        return (told.name,)
    behind, before = f"{told.name} {told.lemma}", f"{told.lemma} {told.name}"
    first = (before, behind) if told.lemma in _REPUBLICS else (behind,)
    if told.kind == "region":
        first = (*first, *(f"{word} {told.name}" for word in _REPUBLICS), told.name)
    return tuple(dict.fromkeys((*first, told.name)))


def is_likely(area: AreaLike) -> bool:
    """Whether an area may be meant: sure ones anywhere, others only in the usual countries."""
    if area.kind == "country" or area.score >= _SURE:
        return True
    return any(code[:2] in USUAL_COUNTRIES for code in area.codes)


def as_territory(area: AreaLike, told: ToldName) -> Territory | None:
    """An area as what was told; None where it cannot be that, as a village for a region."""
    wide = area.kind in WIDE_KINDS
    if area.score < LEAST_SCORE or (told.kind == "district" and wide):
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
