"""The populated places of the land round some points: what a coarse cell must hide among."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from habeas.language import Gazetteer, PopulatedPlaces

_MARGIN_DEGREES = 2.0


def towns_around(points: Sequence[tuple[float, float]], gazetteer: Gazetteer) -> PopulatedPlaces:
    """Every populated place within some 200 km of points (latitude, longitude) and between them."""
    north = [point[0] for point in points] or [0.0]
    east = [point[1] for point in points] or [0.0]
    wide = 2 * _MARGIN_DEGREES
    return gazetteer.populated_between(
        min(north) - _MARGIN_DEGREES,
        max(north) + _MARGIN_DEGREES,
        min(east) - wide,
        max(east) + wide,
    )
