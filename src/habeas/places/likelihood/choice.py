"""Which place a speaker names: the larger and the nearer, among all that could have been named.

P(names a | stands at c) = weight of a at c / the sum of the weights of all places at c. The sums
are worked out here, cell by cell, once for each relation.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from h3.api import numpy_int as h3_arrays
from numba import njit
from numpy.typing import NDArray

from habeas.places.likelihood.ground import Ground
from habeas.places.likelihood.kernels import KM, decay
from habeas.places.likelihood.settings import LikelihoodSettings

Floats = NDArray[np.float64]

# How much more often a large place is named than a small one, by relation.
IN_SIZE, NEAR_SIZE, BETWEEN_SIZE, FAR_SIZE = 0.7, 0.5, 0.6, 0.8
# So many decay lengths away a place is named no more.
REACH = 5.0
_COARSER = 2
# Where no place is at hand nobody says "in" or "near", but tells it otherwise: that weighs as much
# as a village of a thousand people 6 km off, and 25 km off.
_NOT_IN, _NOT_NEAR = 10.0, 0.8
_LARGE_TOWN = 100_000.0


@dataclass(frozen=True, slots=True)
class Choice:
    """Sums of the weights of all places that a speaker could name, for each cell, shape (m,)."""

    inside: Floats
    near: Floats
    between: Floats
    far: Floats


def choice_of(ground: Ground, settings: LikelihoodSettings) -> Choice:
    """The sums for all cells; those of far-reaching relations are worked out on coarser cells."""
    parents = np.array(
        [h3_arrays.cell_to_parent(cell, settings.resolution - _COARSER) for cell in ground.cell],
        dtype=np.uint64,
    )
    _, first, child_of = np.unique(parents, return_index=True, return_inverse=True)
    every = np.arange(len(ground), dtype=np.int64)

    people = ground.places.people()
    order = np.argsort(ground.places.latitude, kind="stable")
    plain = np.ones(len(people))

    def sums(
        cells: NDArray[np.int64], decay: float, exponent: float, growth: Floats = plain
    ) -> Floats:
        return np.asarray(
            summed(
                ground.latitude[cells],
                ground.longitude[cells],
                ground.places.latitude[order],
                ground.places.longitude[order],
                people[order] ** exponent,
                decay * growth[order],
                settings.wide_share,
            )
        )

    return Choice(
        inside=sums(every, settings.in_km, IN_SIZE, grown(people)) + _NOT_IN,
        near=sums(every, settings.near_km, NEAR_SIZE) + _NOT_NEAR,
        between=sums(first, settings.between_km, BETWEEN_SIZE)[child_of],
        far=sums(first, settings.far_km, FAR_SIZE)[child_of],
    )


def grown(people: Floats | np.float64) -> Floats:
    """How much further a large town reaches than a small one."""
    return np.asarray(np.maximum(1.0, people / _LARGE_TOWN) ** 0.25)


@njit(cache=True)
def summed(
    latitude: Floats,
    longitude: Floats,
    place_latitude: Floats,
    place_longitude: Floats,
    weight: Floats,
    length: Floats,
    wide_share: float,
) -> Floats:
    """Sum of weight · decay of the distance at each point; places come sorted by latitude."""
    result = np.empty(len(latitude))
    furthest = REACH * length.max()
    for i in range(len(latitude)):
        squeeze = np.cos(np.radians(latitude[i]))
        total = 0.0
        j = np.searchsorted(place_latitude, latitude[i] - furthest / KM)
        while j < len(place_latitude) and place_latitude[j] <= latitude[i] + furthest / KM:
            east = (place_longitude[j] - longitude[i]) * squeeze * KM
            if abs(east) < furthest:
                north = (place_latitude[j] - latitude[i]) * KM
                km = np.sqrt(north * north + east * east)
                if km < REACH * length[j]:
                    total += weight[j] * decay(km, length[j], wide_share)
            j += 1
        result[i] = max(total, 1e-3)
    return result
