"""Cells, the places that people live in, and the regions around: where something may hide."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Protocol

import h3
import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from habeas.places.distance import unit_vectors
from habeas.places.surface import Surface

RESOLUTION = 5
# The blocks that a cell grows into: all cells under its parent, then under that one's parent.
_COARSER = (RESOLUTION - 1, RESOLUTION - 2)
# Two rings are wider than the way from any point of a cell to a place in it, so that they hold
# the nearest place to each of its points. Where nobody lives, more of them are asked.
_RINGS = 2
_MOST_RINGS = 12
_ENOUGH_PLACES = 10


class Places(Protocol):
    """Populated places as arrays of shape (n,), as `habeas.language.PopulatedPlaces` has them."""

    @property
    def latitude(self) -> NDArray[np.float64]:
        """Decimal degrees (WGS 84)."""

    @property
    def longitude(self) -> NDArray[np.float64]:
        """Decimal degrees (WGS 84)."""

    @property
    def code(self) -> Sequence[str]:
        """ISO 3166-2 of the first-level region, else ISO 3166-1 of the country."""


class Land:
    """Populated places by cell and by region. They must reach beyond every border near a site."""

    def __init__(self, places: Places) -> None:
        self._codes = tuple(places.code)
        points = zip(places.latitude.tolist(), places.longitude.tolist(), strict=True)
        cells = [cell_of(latitude, longitude) for latitude, longitude in points]
        self._count = Counter(cells)
        self._regions: dict[str, set[str]] = defaultdict(set)
        self._by_code: dict[str, Counter[str]] = defaultdict(Counter)
        self._sparse_places: dict[tuple[str, int], int] = {}
        self._touched: dict[str, frozenset[str]] = {}
        for cell, code in zip(cells, self._codes, strict=True):
            self._regions[cell].add(code)
            self._by_code[code][cell] += 1
        vectors = unit_vectors(places.latitude, places.longitude)
        self._tree: Any = cKDTree(vectors) if len(vectors) else None

    def living_in(self, cells: Iterable[str]) -> int:
        """How many populated places these cells hold."""
        return sum(self._count[cell] for cell in cells)

    def living_in_regions(self, regions: Collection[str], *, outside: Collection[str]) -> int:
        """How many populated places the regions hold outside these cells."""
        inside = [cells for code, cells in self._by_code.items() if within(code, regions)]
        return sum(cells.total() - sum(cells[cell] for cell in outside) for cells in inside)

    def sparse_in_regions(self, regions: Collection[str], least: int) -> int:
        """How many populated places the regions hold in cells of fewer than `least` of them."""
        return sum(self._sparse(code, least) for code in self._by_code if within(code, regions))

    def _sparse(self, code: str, least: int) -> int:
        if (code, least) not in self._sparse_places:
            cells = self._by_code[code]
            here = sum(number for cell, number in cells.items() if self._count[cell] < least)
            self._sparse_places[code, least] = here
        return self._sparse_places[code, least]

    def regions_touched(self, cells: Iterable[str]) -> frozenset[str]:
        """Every region that these cells may touch: those of all places in and around them."""
        return frozenset(code for cell in cells for code in self._touched_by(cell))

    def _touched_by(self, cell: str) -> frozenset[str]:
        if cell not in self._touched:
            disk: Sequence[str] = ()
            for rings in range(_RINGS, _MOST_RINGS + 1):
                disk = h3.grid_disk(cell, rings)
                if self.living_in(disk) >= _ENOUGH_PLACES:
                    break
            codes = (code for near in disk for code in self._regions.get(near, ()))
            self._touched[cell] = frozenset(codes)
        return self._touched[cell]

    def regions_of(self, surface: Surface) -> dict[str, float]:
        """The mass of a surface by region, each point in the region of its nearest place."""
        found: dict[str, float] = defaultdict(float)
        if self._tree is None:
            return found
        _, nearest = self._tree.query(unit_vectors(surface.latitude, surface.longitude))
        for number, mass in zip(nearest.tolist(), surface.mass.tolist(), strict=True):
            found[self._codes[number]] += mass
        return found


def cell_of(latitude: float, longitude: float) -> str:
    """The cell of a point."""
    return str(h3.latlng_to_cell(latitude, longitude, RESOLUTION))


def masses(surface: Surface) -> dict[str, float]:
    """The mass of a surface by cell."""
    found: dict[str, float] = defaultdict(float)
    for latitude, longitude, mass in zip(
        surface.latitude.tolist(), surface.longitude.tolist(), surface.mass.tolist(), strict=True
    ):
        found[cell_of(latitude, longitude)] += mass
    return found


def held(mass: Mapping[str, float], cells: Iterable[str]) -> float:
    """How much of the mass lies in these cells."""
    return sum(mass.get(cell, 0.0) for cell in cells)


def ladder(cell: str) -> tuple[tuple[str, ...], ...]:
    """The cell, and the blocks that hold it, each wholly within the next."""
    blocks = [h3.cell_to_children(h3.cell_to_parent(cell, res), RESOLUTION) for res in _COARSER]
    return ((cell,), *(tuple(sorted(map(str, block))) for block in blocks))


def around(cells: Iterable[str]) -> frozenset[str]:
    """The cells and their neighbours."""
    return frozenset(str(near) for cell in cells for near in h3.grid_disk(cell, 1))


def within(code: str, regions: Collection[str]) -> bool:
    """Whether a region is one of these, or its country is."""
    return code in regions or code.partition("-")[0] in regions
