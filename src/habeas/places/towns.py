"""The populated places of the land round sites: what a coarse cell must hide among."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import h3

if TYPE_CHECKING:
    from habeas.language import Gazetteer, PopulatedPlaces
    from habeas.places.export import Disclosed
    from habeas.places.sites import Site

_MARGIN_DEGREES = 2.0


def towns_around(
    sites: Sequence[Site], disclosed: Disclosed, gazetteer: Gazetteer
) -> PopulatedPlaces:
    """Every populated place within some 200 km of the sites and of all that was told before.

    What was told must lie within: a region is told together with those that a told cell touches.
    """
    points = [(site.latitude, site.longitude) for site in sites]
    points += [h3.cell_to_latlng(cell) for record in disclosed.sites for cell in record.cells]
    north = [point[0] for point in points] or [0.0]
    east = [point[1] for point in points] or [0.0]
    wide = 2 * _MARGIN_DEGREES
    return gazetteer.populated_between(
        min(north) - _MARGIN_DEGREES,
        max(north) + _MARGIN_DEGREES,
        min(east) - wide,
        max(east) + wide,
    )
