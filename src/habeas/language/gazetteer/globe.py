"""Distance on the globe, for this room; the room of places has its own for arrays."""

from __future__ import annotations

import math


def apart_km(latitude: float, longitude: float, other: float, its_longitude: float) -> float:
    """Great-circle distance in km on a sphere of 6,371 km, between two points in degrees."""
    a, b, c, d = map(math.radians, (latitude, longitude, other, its_longitude))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(half)))
