"""The ground: populated places, the cells around them, and how likely a site is in each cell."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from h3.api import numpy_int as h3_arrays
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from habeas.places.distance import chord, unit_vectors
from habeas.places.likelihood.settings import LikelihoodSettings

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

# Of most villages the gazetteer knows no population and says 0 or 100: they weigh as hamlets.
_UNKNOWN, _HAMLET = 100.0, 30.0
_EDGE_KM = (1281.3, 483.1, 182.5, 68.98, 26.07, 9.854, 3.725, 1.406, 0.531, 0.201)


@dataclass(frozen=True, slots=True)
class Places:
    """Populated places as arrays of shape (n,); `region` numbers the codes in `codes`."""

    latitude: Floats
    longitude: Floats
    population: Floats
    region: Integers
    codes: tuple[str, ...]

    def people(self) -> Floats:
        """Populations, with that of a hamlet where none is known."""
        return np.where(self.population <= _UNKNOWN, _HAMLET, self.population)

    def some(self, kept: Integers) -> Places:
        """The places with these numbers."""
        return Places(
            self.latitude[kept],
            self.longitude[kept],
            self.population[kept],
            self.region[kept],
            self.codes,
        )

    def __len__(self) -> int:
        return len(self.latitude)


@dataclass(frozen=True, slots=True)
class Ground:
    """Cells of shape (m,), from south to north, with a prior that sums to 1; and places.

    `cell` holds the H3 index; `region` the number of the nearest place's region; `tree` and
    `place_tree` are over points of the unit sphere.
    """

    places: Places
    cell: NDArray[np.uint64]
    latitude: Floats
    longitude: Floats
    region: Integers
    prior: Floats
    tree: cKDTree
    place_tree: cKDTree

    def __len__(self) -> int:
        return len(self.latitude)


def ground_of(places: Places, settings: LikelihoodSettings) -> Ground:
    """The ground around these places."""
    cells = _cells_around(places, settings)
    points = np.array([h3_arrays.cell_to_latlng(cell) for cell in cells], dtype=np.float64)
    order = np.argsort(points[:, 0], kind="stable")
    cells = cells[order]
    latitude, longitude = points[order, 0].copy(), points[order, 1].copy()
    tree = cKDTree(unit_vectors(latitude, longitude))
    place_tree = cKDTree(unit_vectors(places.latitude, places.longitude))
    _, nearest = place_tree.query(unit_vectors(latitude, longitude))
    return Ground(
        places=places,
        cell=cells,
        latitude=latitude,
        longitude=longitude,
        region=places.region[nearest],
        prior=_prior(places, latitude, longitude, place_tree, settings),
        tree=tree,
        place_tree=place_tree,
    )


def _cells_around(places: Places, settings: LikelihoodSettings) -> NDArray[np.uint64]:
    spacing = _EDGE_KM[settings.resolution] * np.sqrt(3.0)
    rings = max(1, round(settings.reach_km / spacing))
    homes = np.unique(
        np.array(
            [
                h3_arrays.latlng_to_cell(latitude, longitude, settings.resolution)
                for latitude, longitude in zip(
                    places.latitude.tolist(), places.longitude.tolist(), strict=True
                )
            ],
            dtype=np.uint64,
        )
    )
    found = [h3_arrays.grid_disk(home, rings) for home in homes]
    return np.unique(np.concatenate(found)).astype(np.uint64)


def _prior(
    places: Places,
    latitude: Floats,
    longitude: Floats,
    place_tree: cKDTree,
    settings: LikelihoodSettings,
) -> Floats:
    """Towns by a power of their population, each spread by an exponential scatter, on even ground.

    Every town spreads its whole weight over the cells near it, so that the grid does not matter.
    """
    weight = places.people() ** settings.population_exponent
    weight = weight / weight.sum()
    reach = 4.0 * settings.scatter_km
    cells = cKDTree(unit_vectors(latitude, longitude))
    near = place_tree.sparse_distance_matrix(cells, chord(reach), output_type="coo_matrix").tocsr()
    near.data = np.exp(-near.data * 6371.0 / settings.scatter_km)
    row_sum = np.asarray(near.sum(axis=1)).ravel()
    spread = near.T @ (weight / np.maximum(row_sum, 1e-300))
    spread = spread / spread.sum()
    return np.asarray((1 - settings.uniform) * spread + settings.uniform / len(latitude))
