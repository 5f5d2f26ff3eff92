"""Facilities in an extract of OpenStreetMap: nodes, and ways and relations by their middle."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from habeas.language import table_rows
from habeas.model import DateInterval, InputRefused, MissingExtra
from habeas.places.distance import distance_km
from habeas.places.facilities.columns import active_told
from habeas.places.facilities.facility import Facility, FacilityTable, Official, RefusedFacility
from habeas.places.facilities.own_table import region_told

_TAGS = Path(__file__).parents[1] / "data" / "facility_tags.tsv"
_NAMES = (
    "name name:ru name:uk name:en official_name official_name:ru official_name:uk short_name"
    " alt_name old_name old_name:ru old_name:uk loc_name int_name"
).split()
_REGIONS = (
    "ISO3166-2",
    "addr:region",
    "addr:province",
    "addr:state",
    "is_in:region",
    "addr:country",
)
_RUN_BY_THE_STATE = frozenset(("government", "public", "state"))
_LEAST_PRECISION_KM = 0.1


@dataclass(frozen=True, slots=True)
class _Object:
    """A tagged object, and the ways and nodes that say where it is."""

    kind: str
    number: int
    tags: Mapping[str, str]
    ways: tuple[int, ...] = ()
    nodes: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.kind}/{self.number}"


def read_osm(path: Path) -> FacilityTable:
    """The places of detention in an `.osm` or `.osm.pbf` file, by their tags.

    The status is unlisted unless a tag says that a public authority runs the place. The file is
    read several times, and only the nodes that matter are kept in memory.

    Raises MissingExtra without osmium, InputRefused for a file that is no such map.
    """
    try:
        import osmium
    except ImportError as missing:
        raise MissingExtra(
            "maps of OpenStreetMap need osmium", remedy="pip install 'habeas[osm]'"
        ) from missing
    if not path.is_file():
        raise InputRefused(
            "there is no such file", where=str(path), remedy="give an .osm or .osm.pbf file"
        )
    try:
        objects = list(_tagged(osmium, path))
        points = _points(osmium, path, objects)
    except (RuntimeError, osmium.InvalidLocationError) as fault:
        raise InputRefused(
            f"it cannot be read as a map: {fault}",
            where=path.name,
            remedy="give an .osm or .osm.pbf file that is whole",
        ) from fault
    facilities: list[Facility] = []
    refused: list[RefusedFacility] = []
    notes: list[str] = []
    for item in objects:
        where = points[item.name]
        if not where:
            reason = "its nodes are not in the extract"
            refused.append(RefusedFacility(0, item.name, reason, "take a wider extract"))
        else:
            facilities.append(_facility(item, where, notes))
    return FacilityTable(tuple(facilities), tuple(refused), tuple(notes))


def _tagged(osmium: Any, path: Path) -> Iterator[_Object]:
    """Every object whose tags mean detention."""
    for entity, kind in (
        (osmium.osm.NODE, "node"),
        (osmium.osm.WAY, "way"),
        (osmium.osm.RELATION, "relation"),
    ):
        wanted = osmium.FileProcessor(str(path), entity)
        for found in wanted.with_filter(osmium.filter.KeyFilter(*_keys())):
            tags = {tag.k: tag.v for tag in found.tags}
            if _meaning(tags) is None:
                continue
            ways, nodes = _parts(found, kind)
            yield _Object(kind, found.id, tags, ways, nodes)


def _parts(found: Any, kind: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    if kind == "node":
        return (), (found.id,)
    if kind == "way":
        return (), tuple(node.ref for node in found.nodes)
    ways = tuple(member.ref for member in found.members if member.type == "w")
    return ways, tuple(member.ref for member in found.members if member.type == "n")


def _points(
    osmium: Any, path: Path, objects: Iterable[_Object]
) -> dict[str, list[tuple[float, float]]]:
    """The corners of each object as (latitude, longitude)."""
    items = list(objects)
    ways: dict[int, tuple[int, ...]] = {}
    needed = {way for item in items for way in item.ways}
    for found in _with_ids(osmium, path, osmium.osm.WAY, needed):
        ways[found.id] = tuple(node.ref for node in found.nodes)
    corners = {
        item.name: (*item.nodes, *(node for way in item.ways for node in ways.get(way, ())))
        for item in items
    }
    located: dict[int, tuple[float, float]] = {}
    every = {node for nodes in corners.values() for node in nodes}
    for found in _with_ids(osmium, path, osmium.osm.NODE, every):
        if found.location.valid():
            located[found.id] = (found.location.lat, found.location.lon)
    return {
        name: [located[node] for node in dict.fromkeys(nodes) if node in located]
        for name, nodes in corners.items()
    }


def _with_ids(osmium: Any, path: Path, entity: Any, ids: set[int]) -> Iterator[Any]:
    if ids:
        wanted = osmium.FileProcessor(str(path), entity)
        yield from wanted.with_filter(osmium.filter.IdFilter(sorted(ids)))


def _facility(item: _Object, corners: list[tuple[float, float]], notes: list[str]) -> Facility:
    points = np.array(corners)
    latitude, longitude = (float(value) for value in points.mean(axis=0))
    reach = float(distance_km(latitude, longitude, points[:, 0], points[:, 1]).max())
    function, official = _meaning(item.tags) or ("", False)
    names = list(
        dict.fromkeys(
            name.strip()
            for key in _NAMES
            for name in item.tags.get(key, "").split(";")
            if name.strip()
        )
    )
    regions = (region_told(item.tags.get(key, "")) for key in _REGIONS)
    return Facility(
        id=f"osm:{item.name}",
        name=names[0] if names else f"{function} without a name ({item.name})",
        latitude=round(latitude, 6),
        longitude=round(longitude, 6),
        aliases=tuple(names[1:]),
        official=Official.LISTED if official else Official.UNLISTED,
        function=function,
        region=next((code for code in regions if code), ""),
        precision_km=round(max(_LEAST_PRECISION_KM, reach), 2),
        capacity=_capacity(item.tags),
        active=_active(item, notes),
        source=f"OpenStreetMap {item.name} (ODbL)",
    )


def _capacity(tags: Mapping[str, str]) -> float | None:
    told = tags.get("capacity", "")
    return float(told) if re.fullmatch(r"\d{1,6}", told) else None


def _active(item: _Object, notes: list[str]) -> DateInterval:
    try:
        return active_told(item.tags.get("start_date", ""), item.tags.get("end_date", ""))
    except InputRefused as fault:
        notes.append(f"{item.name}: its dates were not read: {fault.what}")
        return DateInterval(None, None)


def _meaning(tags: Mapping[str, str]) -> tuple[str, bool] | None:
    """What the tags say it is, and whether officially; None where they mean no detention."""
    state = tags.get("operator:type", "") in _RUN_BY_THE_STATE or tags.get("official") == "yes"
    found = None
    for row in table_rows(_TAGS):
        told = tags.get(row["key"])
        if told is not None and (told == row["value"] or (row["value"] == "*" and told != "no")):
            function = found[0] if found else row["function"]
            found = (function, state or row["official"] == "yes" or bool(found and found[1]))
    return found


@cache
def _keys() -> tuple[str, ...]:
    return tuple(dict.fromkeys(row["key"] for row in table_rows(_TAGS)))
