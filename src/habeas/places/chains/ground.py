"""The candidate points, how likely each is before any movement is seen, and rings of distance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.places.chains.stay import FacilityPoint
from habeas.places.distance import distance_km

Numbers = NDArray[np.float64]
Places = tuple[Numbers, Numbers, Numbers]

# Distances are known to a ring: 7 % wide, far finer than any journey is told.
_NEAREST_KM = 2.0
_FURTHEST_KM = 12_000.0
RINGS = 128
RING_KM = np.geomspace(_NEAREST_KM, _FURTHEST_KM, RINGS)
# A network does not end at its outermost known facility.
_MARGIN = 0.35
_LEAST_MARGIN_KM = 150.0
# Half of the prior follows the square root of population, half is the same for every place.
_EVEN_SHARE = 0.5


def ring_of(km: Numbers) -> NDArray[np.int16]:
    """The number of the ring that each distance lies in, 0 to RINGS - 1."""
    position = (np.log(np.maximum(km, _NEAREST_KM)) - np.log(_NEAREST_KM)) * (
        (RINGS - 1) / np.log(_FURTHEST_KM / _NEAREST_KM)
    )
    return np.asarray(np.rint(np.minimum(position, RINGS - 1)), dtype=np.int16)


@dataclass(frozen=True, slots=True)
class Ground:
    """Candidate points, shape (n,), and their prior, which sums to 1.

    `rings` has shape (facilities, n): the ring that each point lies in as seen from each facility.
    """

    latitude: Numbers
    longitude: Numbers
    prior: Numbers
    rings: NDArray[np.int16]

    def __len__(self) -> int:
        return len(self.prior)

    def near(self, latitude: float, longitude: float, km: float) -> NDArray[np.bool_]:
        """Which points lie at most so many km from a point."""
        return distance_km(latitude, longitude, self.latitude, self.longitude) <= km

    def nearest(self, latitude: float, longitude: float) -> int:
        """The number of the point nearest to a place."""
        return int(np.argmin(distance_km(latitude, longitude, self.latitude, self.longitude)))


def ground_of(places: Places | None, facilities: Sequence[FacilityPoint], points: int) -> Ground:
    """At most about `points` candidates round the known facilities.

    `places` are latitude, longitude and population of populated places; where there are more than
    `points`, those of one cell are taken together. Without places a regular net is laid.
    """
    at_latitude = np.array([facility.latitude for facility in facilities])
    at_longitude = np.array([facility.longitude for facility in facilities])
    reach = _reach(at_latitude, at_longitude)
    if places is None or not len(places[0]):
        latitude, longitude = _net(at_latitude, at_longitude, reach, points)
        weight = np.cos(np.radians(latitude))
    else:
        latitude, longitude, people = (np.asarray(part, dtype=np.float64) for part in places)
        root = np.sqrt(np.maximum(np.nan_to_num(people), 0.0))
        even = _EVEN_SHARE / len(root)
        weight = (
            (1 - _EVEN_SHARE) * root / root.sum() + even if root.sum() > 0 else root + 1 / len(root)
        )
    kept = _nearest_km(latitude, longitude, at_latitude, at_longitude) <= reach
    latitude, longitude, weight = latitude[kept], longitude[kept], weight[kept]
    latitude, longitude, weight = _thinned(latitude, longitude, weight, points)
    return ground_at(latitude, longitude, weight, at_latitude, at_longitude)


def ground_at(
    latitude: Numbers,
    longitude: Numbers,
    weight: Numbers,
    at_latitude: Numbers,
    at_longitude: Numbers,
) -> Ground:
    """The ground of these points as seen from facilities at these places."""
    away = distance_km(at_latitude[:, None], at_longitude[:, None], latitude, longitude)
    return Ground(latitude, longitude, weight / weight.sum(), ring_of(away))


def _reach(latitude: Numbers, longitude: Numbers) -> float:
    middle = float(np.median(latitude)), float(np.median(longitude))
    extent = 2 * float(np.quantile(distance_km(*middle, latitude, longitude), 0.95))
    return max(_LEAST_MARGIN_KM, _MARGIN * extent)


def _nearest_km(
    latitude: Numbers, longitude: Numbers, at_latitude: Numbers, at_longitude: Numbers
) -> Numbers:
    nearest = np.full(len(latitude), np.inf)
    for one, other in zip(at_latitude, at_longitude, strict=True):
        nearest = np.minimum(nearest, distance_km(float(one), float(other), latitude, longitude))
    return nearest


def _net(
    latitude: Numbers, longitude: Numbers, reach: float, points: int
) -> tuple[Numbers, Numbers]:
    margin = reach / 111.2
    stretch = max(float(np.cos(np.radians(np.mean(latitude)))), 0.1)
    height = float(np.ptp(latitude)) + 2 * margin
    width = float(np.ptp(longitude)) + 2 * margin / stretch
    step = np.sqrt(height * width * stretch / points)
    north = np.arange(latitude.min() - margin, latitude.max() + margin + step, step)
    east = np.arange(
        longitude.min() - margin / stretch, longitude.max() + margin / stretch, step / stretch
    )
    rows, columns = np.meshgrid(np.clip(north, -89.9, 89.9), east, indexing="ij")
    return rows.ravel(), columns.ravel()


def _thinned(
    latitude: Numbers, longitude: Numbers, weight: Numbers, points: int
) -> tuple[Numbers, Numbers, Numbers]:
    """The places of one cell taken together, in cells just large enough; weights are added up."""
    if len(latitude) <= points:
        return latitude, longitude, weight
    step = 0.02
    while True:
        stretch = np.maximum(np.cos(np.radians(np.round(latitude / step) * step)), 0.05)
        cell = np.stack([np.round(latitude / step), np.round(longitude * stretch / step)], axis=1)
        _, number = np.unique(cell, axis=0, return_inverse=True)
        count = int(number.max()) + 1
        if count <= points:
            break
        step *= 1.15
    number = number.ravel()
    total = np.bincount(number, weight, count)
    return (
        np.bincount(number, weight * latitude, count) / total,
        np.bincount(number, weight * longitude, count) / total,
        np.asarray(total, dtype=np.float64),
    )
