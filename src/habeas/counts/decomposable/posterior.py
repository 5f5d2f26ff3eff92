"""A posterior over totals, and the numbers of unseen people it is computed at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

# Up to here every whole number of unseen people is there; beyond, steps of one part in 2^15.
_EVERY_ONE = 1 << 18
_STEPS_PER_E = 1 << 15
# Shares below e^-45 = 3e-20 of the highest are no part of any figure that is reported.
_NEGLIGIBLE = 45.0


@dataclass(frozen=True)
class Posterior:
    """The probability of each total.

    `totals`: people, observed ones included, ascending whole numbers. `probabilities` add up to 1.
    Above 262,144 unseen people the totals are the middles of short runs (one part in 32,768), and
    the probability is the run's.
    """

    totals: NDArray[np.float64]
    probabilities: NDArray[np.float64]

    def quantile(self, probability: float) -> float:
        """The smallest total up to which at least this much of the probability lies."""
        return float(self.quantiles(np.array([probability]))[0])

    def quantiles(self, probabilities: NDArray[np.float64]) -> NDArray[np.float64]:
        """The same for many."""
        reached = np.cumsum(self.probabilities)
        places = np.searchsorted(reached, probabilities * reached[-1])
        return np.asarray(self.totals[np.minimum(places, len(self.totals) - 1)])

    @property
    def mean(self) -> float:
        """The posterior mean of the total."""
        return float(self.totals @ self.probabilities)


@dataclass(frozen=True)
class Lattice:
    """Numbers of unseen people, ascending, and how many whole numbers each stands for."""

    unseen: NDArray[np.float64]
    widths: NDArray[np.float64]

    @cached_property
    def positions(self) -> NDArray[np.float64]:
        """log(n0 + 1), where the splines are evaluated."""
        return np.log1p(self.unseen)

    def where(self, log_density: NDArray[np.float64]) -> slice:
        """The part that a density is on: from the first to the last that is not negligible."""
        there = np.flatnonzero(log_density > log_density.max() - _NEGLIGIBLE)
        return slice(int(there[0]), int(there[-1]) + 1)

    def part(self, places: slice) -> Lattice:
        """A stretch of it."""
        return Lattice(self.unseen[places], self.widths[places])


def lattice(first: int, last: int) -> Lattice:
    """All whole numbers from first to last, or so many that no quantile can tell."""
    end = min(last, max(first, _EVERY_ONE))
    single = np.arange(first, end + 1, dtype=np.float64)
    if last <= end:
        return Lattice(single, np.ones_like(single))
    count = int(np.ceil(np.log(last / end) * _STEPS_PER_E))
    borders = np.unique(np.floor(end * np.exp(np.linspace(0, np.log(last / end), count + 1))))
    borders[-1] = last
    middles = np.floor((borders[:-1] + 1 + borders[1:]) / 2)
    return Lattice(
        np.concatenate([single, middles]),
        np.concatenate([np.ones_like(single), np.diff(borders)]),
    )


def first_nodes(grid: Lattice, count: int) -> NDArray[np.float64]:
    """Where a function of the unseen is computed at first: each small number, then by ratio."""
    if len(grid.unseen) <= count:
        return grid.unseen
    small = grid.unseen[: count // 3]
    spread = np.geomspace(small[-1] + 1, grid.unseen[-1] + 1, count - count // 3) - 1
    return np.unique(np.concatenate([small, np.round(spread)]))


def closer_nodes(grid: Lattice, density: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """More of them over a stretch: half spread by ratio over it, half by the mass that is there."""
    if len(grid.unseen) <= count:
        return grid.unseen
    spread = np.geomspace(grid.unseen[0] + 1, grid.unseen[-1] + 1, count // 2) - 1
    mass = np.cumsum(density)
    levels = (np.arange(count - count // 2) + 0.5) / (count - count // 2)
    massive = grid.unseen[np.searchsorted(mass, levels * mass[-1])]
    return np.unique(np.concatenate([np.round(spread), massive]))


def node_weights(
    grid: Lattice, density: NDArray[np.float64], nodes: NDArray[np.float64]
) -> NDArray[np.float64]:
    """w with w @ g(nodes) = the sum of g times density, for g interpolated between the nodes.

    By the cubic through the four nodes around (Lagrange), in log(n0 + 1); by straight lines where
    there are fewer than four.
    """
    x, at = np.log1p(nodes), grid.positions
    order = min(4, len(nodes))
    right = np.searchsorted(nodes, grid.unseen)
    first = np.clip(right - order // 2, 0, len(nodes) - order)
    around = [x[first + place] for place in range(order)]
    weights = np.zeros(len(nodes))
    for place, own in enumerate(around):
        part = density.copy()
        for other_place, other in enumerate(around):
            if other_place != place:
                part *= (at - other) / (own - other)
        weights += np.bincount(first + place, part, len(nodes))
    return weights
