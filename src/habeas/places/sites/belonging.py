"""Which units belong to which place of the list, in which draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.places.sites.choosing import Chosen, Draws

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Belonging:
    """Pairs of a draw and a unit for each place of the list: those from start[k] to start[k + 1].

    Within a place they are sorted by draw. `draws` is the number of all draws.
    """

    start: Integers
    draw: Integers
    unit: Integers
    draws: int

    def of(self, place: int) -> tuple[Integers, Integers]:
        """The draws and the units of one place of the list."""
        first, last = self.start[place], self.start[place + 1]
        return self.draw[first:last], self.unit[first:last]

    def shares(self, place: int) -> tuple[Integers, NDArray[np.float64]]:
        """Units that belong to a place in some draw, and in what share of all draws."""
        units, counts = np.unique(self.of(place)[1], return_counts=True)
        return units.astype(np.int64), counts / self.draws

    def clusters(self, place: int, cluster: Integers) -> Integers:
        """How many clusters belong to a place, in each draw in which any does."""
        draw, unit = self.of(place)
        pairs = np.unique(np.stack([draw, cluster[unit]]), axis=1)
        return np.asarray(np.unique(pairs[0], return_counts=True)[1], dtype=np.int64)


def belonging_of(chosen: Sequence[Chosen], draws: Draws) -> Belonging:
    """Sort all memberships of all draws by the places of the list."""
    label = np.full(draws.place.shape, -1, dtype=np.int32)
    for number, place in enumerate(chosen):
        label[place.draw, place.slot] = number
    draw, unit = np.nonzero(draws.site >= 0)
    home = label[draw, draws.site[draw, unit]]
    order = np.argsort(home, kind="stable")
    order = order[np.searchsorted(home[order], 0) :]
    start = np.searchsorted(home[order], np.arange(len(chosen) + 1))
    return Belonging(start.astype(np.int64), draw[order], unit[order], len(draws))
