"""Building the index: an SQLite file that is written once, renamed into place and never changed.

Its content is a function of the tables alone, so that two machines give the same answers.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import tempfile
from pathlib import Path

from habeas.language.gazetteer.cache import index_path
from habeas.language.gazetteer.cities import cities
from habeas.language.gazetteer.entries import Entry, city_entry, large_entries
from habeas.language.gazetteer.query import index_key
from habeas.language.gazetteer.small_entries import former_names, small_entries, wanted_towns
from habeas.language.gazetteer.towns import Towns
from habeas.language.slavic import slavic_readings
from habeas.model import InputRefused

# A place's own name, one that surely means it too, a former name, and whatever else is recorded.
MAIN_NAME, KNOWN_NAME, FORMER_NAME, OTHER_NAME = 0, 1, 2, 3
# Where names come in several romanisations: there the skeleton is kept, elsewhere it means little.
SKELETON_COUNTRIES = frozenset(
    {"AM", "AZ", "BA", "BG", "BY", "EE", "GE", "KG", "KZ", "LT"}
    | {"LV", "MD", "ME", "MK", "RS", "RU", "TJ", "TM", "UA", "UZ"}
)

_SCHEMA = """
CREATE TABLE place (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, latitude REAL NOT NULL, longitude REAL NOT NULL,
  kind TEXT NOT NULL, country TEXT NOT NULL, code TEXT NOT NULL, weight INTEGER NOT NULL,
  reach_km REAL NOT NULL
) STRICT;
CREATE TABLE covered (
  place INTEGER NOT NULL, rank INTEGER NOT NULL, code TEXT NOT NULL, PRIMARY KEY (place, rank)
) STRICT, WITHOUT ROWID;
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
        _write_places(connection)
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


def _write_places(connection: sqlite3.Connection) -> None:
    towns = Towns(wanted_towns())
    number = 0
    for number, entry in enumerate(large_entries(), start=1):
        _insert(connection, number, entry)
    for city in cities():
        number += 1
        entry = city_entry(city)
        towns.remember(number, entry)
        _insert(connection, number, entry)
    for entry in small_entries(towns):
        number += 1
        _insert(connection, number, entry)
    for town, name in former_names(towns):
        _insert_names(connection, town.number, town.entry.country, [(index_key(name), FORMER_NAME)])


def _insert(connection: sqlite3.Connection, number: int, entry: Entry) -> None:
    connection.execute(
        "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            entry.name,
            entry.latitude,
            entry.longitude,
            entry.kind,
            entry.country,
            entry.code,
            entry.weight,
            entry.reach_km,
        ),
    )
    connection.executemany(
        "INSERT INTO covered VALUES (?, ?, ?)",
        [(number, rank, code) for rank, code in enumerate(entry.covers)],
    )
    names = [
        (index_key(entry.name), MAIN_NAME),
        *((index_key(name), KNOWN_NAME) for name in entry.known),
        *((index_key(name), OTHER_NAME) for name in entry.others),
    ]
    _insert_names(connection, number, entry.country, names)


def _insert_names(
    connection: sqlite3.Connection, number: int, country: str, names: list[tuple[str, int]]
) -> None:
    connection.executemany(
        "INSERT INTO raw_spelling VALUES (?, ?, ?)",
        [
            (spelling, number, quality)
            for folded, quality in names
            for spelling in dict.fromkeys((folded, folded.replace("ё", "е")))
            if spelling
        ],
    )
    if country in SKELETON_COUNTRIES:
        connection.executemany(
            "INSERT INTO raw_skeleton VALUES (?, ?, ?)",
            [
                (key, number, folded)
                for folded in dict.fromkeys(folded for folded, _ in names)
                for key in slavic_readings(folded)
            ],
        )
