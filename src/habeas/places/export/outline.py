"""Outlines of cells as rings of longitude and latitude, fit for RFC 7946."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import h3
import numpy as np

from habeas.places.distance import distance_km, unit_vectors

Point = tuple[float, float]
Ring = tuple[Point, ...]
Polygon = tuple[Ring, ...]


def polygons(cells: Sequence[str]) -> tuple[Polygon, ...]:
    """The cells joined: polygons of closed rings (outline first), outlines counterclockwise.

    What lies across the 180th meridian is cut there.
    """
    shape = h3.cells_to_h3shape(list(cells)).__geo_interface__
    parts = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
    found: list[Polygon] = []
    for part in parts:
        rings = [_unrolled([(float(x), float(y)) for x, y in ring]) for ring in part]
        if all(-180 <= x <= 180 for ring in rings for x, _ in ring):
            found.append(_turned(rings))
            continue
        for turn in (-360.0, 0.0, 360.0):
            moved = [_between([(x + turn, y) for x, y in ring]) for ring in rings]
            if moved[0]:
                found.append(_turned([ring for ring in moved if ring]))
    return tuple(found)


def centre_and_reach(cells: Sequence[str]) -> tuple[float, float, float]:
    """The middle of the cells (latitude, longitude), and the km to their farthest corner."""
    corners = np.array([point for cell in cells for point in h3.cell_to_boundary(cell)])
    middle = unit_vectors(corners[:, 0], corners[:, 1]).mean(axis=0)
    latitude = float(np.degrees(np.arctan2(middle[2], np.hypot(middle[0], middle[1]))))
    longitude = float(np.degrees(np.arctan2(middle[1], middle[0])))
    reach = distance_km(latitude, longitude, corners[:, 0], corners[:, 1]).max()
    return round(latitude, 5), round(longitude, 5), float(reach)


def _unrolled(ring: Sequence[Point]) -> list[Point]:
    """The ring with longitudes that run on past ±180 instead of jumping."""
    found = [ring[0]]
    for x, y in ring[1:]:
        found.append((x - 360 * round((x - found[-1][0]) / 360), y))
    return found


def _between(ring: Sequence[Point]) -> list[Point]:
    """The part of a closed ring between the meridians -180 and 180; empty where there is none."""
    points = list(ring[:-1])
    for sign in (1.0, -1.0):
        kept: list[Point] = []
        for (x, y), (after_x, after_y) in zip(points, points[1:] + points[:1], strict=True):
            if sign * x <= 180:
                kept.append((x, y))
            if (sign * x < 180 < sign * after_x) or (sign * after_x < 180 < sign * x):
                share = (sign * 180 - x) / (after_x - x)
                kept.append((sign * 180, y + share * (after_y - y)))
        points = kept
    return [*points, points[0]] if len(points) >= 3 else []


def _turned(rings: Sequence[Sequence[Point]]) -> Polygon:
    """Outline counterclockwise, holes clockwise."""
    found = []
    for number, ring in enumerate(rings):
        counterclockwise = _area(ring) > 0
        right = counterclockwise == (number == 0)
        found.append(tuple(ring) if right else tuple(reversed(ring)))
    return tuple(found)


def _area(ring: Sequence[Point]) -> float:
    return sum(x * after_y - after_x * y for (x, y), (after_x, after_y) in pairwise(ring)) / 2
