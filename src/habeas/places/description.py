"""How somebody told where a place was: a relation to places that have names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Relation(StrEnum):
    """How the place that is told of lies to the places that are named."""

    IN = "in"
    NEAR = "near"
    BETWEEN = "between"
    DISTANCE = "km"
    DRIVE = "drive"
    ROAD = "road"


class Feature(StrEnum):
    """What was seen or heard there, as far as a map can say where such things are."""

    RAILWAY = "railway"
    RIVER = "river"
    SEA = "sea"
    LAKE = "lake"
    CHURCH = "church"
    WORKS = "works"
    MINE = "mine"
    AIRFIELD = "airfield"
    PORT = "port"
    FOREST = "forest"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A named place as it is printed, what its words say it is, and what it lies in.

    `kind` is city, village, station, district, region, country, river, … or None; `within` holds
    the names of districts, regions and countries around it, the narrowest first.
    """

    name: str
    kind: str | None = None
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Description:
    """One telling of where something was.

    `km` is the distance told, `minutes` the driving time told (minutes), `direction` where the
    place lies as seen from the first anchor (degrees from north, clockwise); None where not told.
    `hooded` says that the teller could not see the way. `text` is what was said, `language` an
    ISO 639-1 code or None.
    """

    relation: Relation
    anchors: tuple[Anchor, ...]
    km: float | None = None
    minutes: float | None = None
    direction: float | None = None
    hooded: bool = False
    features: tuple[Feature, ...] = ()
    text: str = ""
    language: str | None = None
