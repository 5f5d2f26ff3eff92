"""From degrees to a flat map, and the view that fits a set of points.

A part of the world is drawn by Lambert's azimuthal equal-area projection, centred on what it shows
(Snyder 1987, *Map Projections: A Working Manual*, pp. 182–190, equations 24-2 and 24-4 for the
sphere). Points that lie more than WIDEST_LOCAL degrees from their centre are drawn equirectangular.
Units are kilometres on a sphere of EARTH_RADIUS.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import acos, asin, atan2, cos, degrees, hypot, radians, sin, sqrt

from habeas.figures.clipping import Box, Point

EARTH_RADIUS = 6371.0
WIDEST_LOCAL = 60.0


@dataclass(frozen=True, slots=True)
class Projection:
    """Centred on (longitude, latitude) in degrees; `local` tells which of the two it is."""

    longitude: float
    latitude: float
    local: bool

    def reach(self, kilometres: float) -> Box:
        """The degrees that a map out to this distance from the centre may show.

        Longitudes may lie outside ±180. A local map leaves out the meridians behind the globe: its
        antipode has no place on it.
        """
        if not self.local:
            return Box(self.longitude - 180, -90, self.longitude + 180, 90)
        angle = 2 * asin(min(1.0, kilometres / (2 * EARTH_RADIUS)))
        south, north = self.latitude - degrees(angle), self.latitude + degrees(angle)
        half = 175.0
        if south > -90 and north < 90:
            # Beyond this many degrees to the side no point of the circle lies.
            half = degrees(asin(min(1.0, sin(angle) / cos(radians(self.latitude)))))
        return Box(self.longitude - half, max(-90, south), self.longitude + half, min(90, north))

    def near(self, longitude: float) -> float:
        """The same meridian, counted within 180 degrees of the centre."""
        return (longitude - self.longitude + 180) % 360 - 180 + self.longitude

    def project(self, longitude: float, latitude: float) -> Point:
        """Kilometres to the east and to the north of the centre."""
        east = radians(longitude - self.longitude)
        if not self.local:
            across = EARTH_RADIUS * cos(radians(self.latitude)) * east
            return across, EARTH_RADIUS * radians(latitude - self.latitude)
        centre, north = radians(self.latitude), radians(latitude)
        nearness = 1 + sin(centre) * sin(north) + cos(centre) * cos(north) * cos(east)
        stretch = EARTH_RADIUS * sqrt(2 / nearness)
        return (
            stretch * cos(north) * sin(east),
            stretch * (cos(centre) * sin(north) - sin(centre) * cos(north) * cos(east)),
        )


def projection_for(points: Sequence[Point]) -> Projection:
    """The projection for points of (longitude, latitude); ValueError when there are none."""
    if not points:
        raise ValueError("no point to show")
    x, y, z = (sum(axis) for axis in zip(*map(_direction, points), strict=True))
    length = hypot(x, y, z)
    if length > 1e-6:
        centre = (x / length, y / length, z / length)
        if all(_angle(centre, _direction(point)) <= WIDEST_LOCAL for point in points):
            return Projection(degrees(atan2(y, x)), degrees(asin(centre[2])), local=True)
    west, width = _span([longitude for longitude, _ in points])
    return Projection((west + width / 2 + 180) % 360 - 180, 0.0, local=False)


def _direction(point: Point) -> tuple[float, float, float]:
    longitude, latitude = radians(point[0]), radians(point[1])
    return cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude)


def _angle(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    product = sum(left * right for left, right in zip(one, other, strict=True))
    return degrees(acos(max(-1.0, min(1.0, product))))


def _span(longitudes: Sequence[float]) -> tuple[float, float]:
    """Where the longitudes begin, going east from the widest gap, and how far they reach."""
    ordered = sorted(set(longitudes))
    followers = [*ordered[1:], ordered[0] + 360]
    gap, begins = max(
        (after - before, after % 360) for before, after in zip(ordered, followers, strict=True)
    )
    return begins, 360 - gap


def fitted(points: Sequence[Point], aspect: float, narrowest: float, padding: float) -> Box:
    """A box of width/height `aspect` round projected points, in kilometres.

    `padding` is the share of the span added on each side; the box is at least `narrowest` wide.
    """
    tight = Box.around(tuple(points))
    width = max((tight.right - tight.left) * (1 + 2 * padding), narrowest)
    height = (tight.top - tight.bottom) * (1 + 2 * padding)
    width = max(width, height * aspect)
    height = width / aspect
    x, y = (tight.left + tight.right) / 2, (tight.bottom + tight.top) / 2
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
