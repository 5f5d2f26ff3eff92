"""Points so far from another and in such a direction."""

from __future__ import annotations

import math

from habeas.places.distance import EARTH_RADIUS_KM


def destination(
    latitude: float, longitude: float, km: float, degrees: float
) -> tuple[float, float]:
    """Where one arrives after so many km on the great circle that sets out in this direction.

    Decimal degrees; `degrees` from north, clockwise.
    """
    turn, way = km / EARTH_RADIUS_KM, math.radians(degrees)
    north = math.radians(latitude)
    sine = math.sin(north) * math.cos(turn) + math.cos(north) * math.sin(turn) * math.cos(way)
    arrived = math.asin(max(-1.0, min(1.0, sine)))
    east = math.atan2(
        math.sin(way) * math.sin(turn) * math.cos(north), math.cos(turn) - math.sin(north) * sine
    )
    return math.degrees(arrived), (longitude + math.degrees(east) + 180.0) % 360.0 - 180.0
