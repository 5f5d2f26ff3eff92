"""The surface of all sites together, as cells to shade on a map."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import h3

if TYPE_CHECKING:
    from habeas.places.sites import Site

_RESOLUTION = 6
_LEAST = 0.005


@dataclass(frozen=True, slots=True)
class ShadedCell:
    """A cell as a ring of (longitude, latitude), and the chance that a site lies in it."""

    ring: tuple[tuple[float, float], ...]
    chance: float


def shaded_cells(sites: Iterable[Site], *, resolution: int = _RESOLUTION) -> tuple[ShadedCell, ...]:
    """H3 cells (some 6 km across) with the chance of at least one site in each, where it matters.

    A site counts with the probability that it exists. Cells come in the order of their names.
    """
    empty: dict[str, float] = defaultdict(lambda: 1.0)
    for site in sites:
        inside: dict[str, float] = defaultdict(float)
        points = zip(
            site.region.latitude.tolist(),
            site.region.longitude.tolist(),
            site.region.mass.tolist(),
            strict=True,
        )
        for latitude, longitude, mass in points:
            inside[h3.latlng_to_cell(latitude, longitude, resolution)] += mass
        for cell, mass in inside.items():
            empty[cell] *= 1.0 - site.probability * min(1.0, mass)
    return tuple(
        ShadedCell(
            tuple((longitude, latitude) for latitude, longitude in h3.cell_to_boundary(cell)),
            1.0 - chance,
        )
        for cell, chance in sorted(empty.items())
        if 1.0 - chance >= _LEAST
    )
