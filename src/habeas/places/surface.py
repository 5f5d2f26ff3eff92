"""A surface: how likely it is that something lies at each of many points. Not a pin."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.places.distance import distance_km

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Surface:
    """Points in decimal degrees (WGS 84) and the probability at each; all three have shape (n,).

    `mass` sums to 1 less `elsewhere`, the chance that the truth lies at none of the points.
    """

    latitude: Numbers
    longitude: Numbers
    mass: Numbers
    elsewhere: float = 0.0

    def __post_init__(self) -> None:
        total = float(self.mass.sum()) + self.elsewhere
        if not (len(self.latitude) == len(self.longitude) == len(self.mass)):
            raise ValueError("a surface needs a latitude, a longitude and a mass for each point")
        if not 0.999 < total < 1.001:
            raise ValueError(f"the masses of a surface sum to {total:.4f}, not to 1")

    def centre(self, km: float = 10.0) -> tuple[float, float]:
        """The point of the surface round which most mass lies within so many km."""
        best = int(np.argmax([self.within(*point, km) for point in self._points()]))
        return float(self.latitude[best]), float(self.longitude[best])

    def within(self, latitude: float, longitude: float, km: float) -> float:
        """The mass at most so many km from a point."""
        away = distance_km(latitude, longitude, self.latitude, self.longitude)
        return float(self.mass[away <= km].sum())

    def radius_km(self, latitude: float, longitude: float, share: float = 0.9) -> float:
        """The radius of the circle round a point that holds this share of the mass, in km.

        Infinite when so much of it lies elsewhere that no circle does.
        """
        away = distance_km(latitude, longitude, self.latitude, self.longitude)
        order = np.argsort(away, kind="stable")
        reached = np.cumsum(self.mass[order])
        holds = np.flatnonzero(reached >= share - 1e-9)
        return float(away[order[holds[0]]]) if len(holds) else float("inf")

    def region(self, share: float = 0.9) -> NDArray[np.int64]:
        """The fewest points that together hold this share of the mass, likeliest first."""
        order = np.argsort(-self.mass, kind="stable")
        reached = np.cumsum(self.mass[order])
        size = int(np.searchsorted(reached, share - 1e-9)) + 1
        return order[: min(size, len(order))].astype(np.int64)

    def _points(self) -> list[tuple[float, float]]:
        return list(zip(self.latitude.tolist(), self.longitude.tolist(), strict=True))
