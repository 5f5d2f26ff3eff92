"""All populated places of some countries at once, as arrays: the ground that a prior lies over."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


# What of the index people live in; regions, countries and waters are no such points.
_LIVED_IN = "('city', 'village', 'station')"


@dataclass(frozen=True, slots=True)
class PopulatedPlaces:
    """Populated places, all arrays of shape (n,): decimal degrees (WGS 84), people, names, codes.

    `population` is 0 where GeoNames states none. `code` is ISO 3166-2 where it is known, else the
    country's ISO 3166-1. `id` is the place's number in this index, stable for this index only.
    """

    id: NDArray[np.int64]
    name: tuple[str, ...]
    latitude: NDArray[np.float64]
    longitude: NDArray[np.float64]
    population: NDArray[np.float64]
    code: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.name)


def populated_places(index: sqlite3.Connection, codes: Iterable[str]) -> PopulatedPlaces:
    """The populated places inside countries ("UA") or regions ("UA-14"), in the index's order."""
    wanted = sorted(frozenset(code for code in codes if code))
    marks = ", ".join("?" * len(wanted))
    found = index.execute(
        "SELECT id, name, latitude, longitude, weight, code FROM place"  # noqa: S608 - only marks and a constant are put in
        f" WHERE kind IN {_LIVED_IN} AND (country IN ({marks}) OR code IN ({marks})) ORDER BY id",
        (*wanted, *wanted),
    ).fetchall()
    return _places(found)


def populated_between(
    index: sqlite3.Connection, south: float, north: float, west: float, east: float
) -> PopulatedPlaces:
    """The populated places between these parallels and meridians (decimal degrees)."""
    found = index.execute(
        "SELECT id, name, latitude, longitude, weight, code FROM place"  # noqa: S608 - only a constant is put in
        f" WHERE kind IN {_LIVED_IN} AND latitude BETWEEN ? AND ? AND longitude BETWEEN ? AND ?"
        " ORDER BY id",
        (south, north, west, east),
    ).fetchall()
    return _places(found)


def _places(found: list[tuple[int, str, float, float, int, str]]) -> PopulatedPlaces:
    # A reading process knows the gazetteer too, and has no memory to spare for numpy.
    import numpy as np

    return PopulatedPlaces(
        np.array([row[0] for row in found], dtype=np.int64),
        tuple(row[1] for row in found),
        np.array([row[2] for row in found], dtype=np.float64),
        np.array([row[3] for row in found], dtype=np.float64),
        np.array([row[4] for row in found], dtype=np.float64),
        tuple(row[5] for row in found),
    )
