"""The surface of all sites together, as outlines of cells for a map."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import h3

from habeas.places.export.land import masses
from habeas.places.export.row import SiteRow

Ring = tuple[tuple[float, float], ...]


def surface_cells(sites: Sequence[SiteRow]) -> tuple[tuple[Ring, float], ...]:
    """For each H3 cell of resolution 5 its ring of (longitude, latitude), and a chance.

    The chance is that at least one of the sites lies there, if they are independent of each other.
    In full detail: for restricted eyes only.
    """
    nowhere: dict[str, float] = defaultdict(lambda: 1.0)
    for site in sites:
        for cell, mass in masses(site.surface).items():
            nowhere[cell] *= 1.0 - min(1.0, site.probability * mass)
    return tuple((cell_ring(cell), 1.0 - nowhere[cell]) for cell in sorted(nowhere))


def cell_ring(cell: str) -> Ring:
    """The outline of a cell as (longitude, latitude), not closed."""
    return tuple((float(x), float(y)) for y, x in h3.cell_to_boundary(cell))
