"""The countries of the world as polygons, and which of them holds a point.

Borders follow the maps of the United Nations: Crimea, Sevastopol, Donetsk and Luhansk lie in
Ukraine. The data file `data/countries.txt` names its origin and licence.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate

from habeas.figures.clipping import Point, Ring, holds

STEPS_PER_DEGREE = 100


@dataclass(frozen=True, slots=True)
class Country:
    """A country's outline: polygons of rings (outline first, then holes) of (longitude, latitude).

    Longitudes run on past ±180 where a country lies across that meridian.
    `code` is ISO 3166-1 alpha-3, or None where the territory has no such code.
    """

    code: str | None
    name: str
    polygons: tuple[tuple[Ring, ...], ...]

    def holds(self, longitude: float, latitude: float) -> bool:
        """Whether the point, in decimal degrees, lies inside."""
        return any(
            holds(rings[0], longitude + turn, latitude)
            and not any(holds(hole, longitude + turn, latitude) for hole in rings[1:])
            for rings in self.polygons
            for turn in (-360, 0, 360)
        )


def country_at(latitude: float, longitude: float) -> str | None:
    """The name of the country in which a point lies; None at sea or outside the drawn coast.

    The drawing is coarse (1:50 million): within about 5 km of a coast or border it may err.
    """
    for country in countries():
        if country.holds(longitude, latitude):
            return country.name
    return None


@lru_cache(maxsize=1)
def countries() -> tuple[Country, ...]:
    """Every country of the basemap, in the order of the data file."""
    arcs: list[Ring] = []
    shapes: list[Country] = []
    lines = files("habeas.figures").joinpath("data/countries.txt").read_text(encoding="utf-8")
    for line in lines.splitlines():
        if line.startswith("A "):
            arcs.append(_arc(line))
        elif line.startswith("C\t"):
            _, code, name, shape = line.split("\t")
            shapes.append(Country(None if code == "-" else code, name, _polygons(shape, arcs)))
    return tuple(shapes)


def _arc(line: str) -> Ring:
    numbers = [int(number) for number in line.split()[1:]]
    xs, ys = accumulate(numbers[0::2]), accumulate(numbers[1::2])
    return tuple((x / STEPS_PER_DEGREE, y / STEPS_PER_DEGREE) for x, y in zip(xs, ys, strict=True))


def _polygons(shape: str, arcs: list[Ring]) -> tuple[tuple[Ring, ...], ...]:
    return tuple(
        tuple(_ring(ring, arcs) for ring in polygon.split(";")) for polygon in shape.split("|")
    )


def _ring(indexes: str, arcs: list[Ring]) -> Ring:
    """The lines joined end to end; each begins with the point on which the last one ended.

    A step across the 180th meridian does not jump: the longitude runs on past ±180.
    """
    points: list[Point] = []
    for index in indexes.split():
        line = arcs[int(index[1:])][::-1] if index.startswith("~") else arcs[int(index)]
        points.extend(line[1:] if points else line)
    ring = [points[0]]
    for longitude, latitude in points[1:]:
        turns = round((longitude - ring[-1][0]) / 360)
        ring.append((longitude - 360 * turns, latitude))
    return _closed(ring)


def _closed(ring: list[Point]) -> Ring:
    """A ring round the globe does not come back to its start: it is closed at the pole."""
    if abs(ring[-1][0] - ring[0][0]) < 180:
        return tuple(ring)
    pole = -90.0 if ring[0][1] < 0 else 90.0
    return (*ring, (ring[-1][0], pole), (ring[0][0], pole))
