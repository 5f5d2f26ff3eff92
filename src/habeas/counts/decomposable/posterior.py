"""A posterior over totals, and the numbers of unseen people it is computed at."""

from __future__ import annotations

from dataclasses import dataclass

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
        return self.totals[np.minimum(places, len(self.totals) - 1)]

    @property
    def mean(self) -> float:
        """The posterior mean of the total."""
        return float(self.totals @ self.probabilities)


@dataclass(frozen=True)
class Lattice:
    """Numbers of unseen people, ascending, and how many whole numbers each stands for."""

    unseen: NDArray[np.float64]
    widths: NDArray[np.float64]


def lattice(first: int, last: int) -> Lattice:
    """All whole numbers from first to last, or so many that no quantile can tell."""
    end = min(last, _EVERY_ONE)
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


def first_nodes(first: int, last: int, count: int) -> NDArray[np.float64]:
    """Where a function of the unseen is computed at first: each small number, then by ratio."""
    small = np.arange(first, min(first + count // 3, last + 1))
    spread = np.geomspace(max(first, 1), last, count - count // 3)
    return np.unique(np.concatenate([small, np.round(spread)])).astype(np.float64)


def closer_nodes(
    grid: Lattice, log_density: NDArray[np.float64], count: int
) -> NDArray[np.float64]:
    """More places where the posterior is: half spread by ratio over it, half by its mass."""
    if len(grid.unseen) <= count:
        return grid.unseen
    density = np.exp(log_density - log_density.max()) * grid.widths
    there = np.flatnonzero(log_density > log_density.max() - _NEGLIGIBLE)
    low = max(int(there[0]) - 1, 0)
    high = min(int(there[-1]) + 1, len(grid.unseen) - 1)
    spread = np.geomspace(grid.unseen[low] + 1, grid.unseen[high] + 1, count // 2) - 1
    mass = np.cumsum(density)
    levels = (np.arange(count - count // 2) + 0.5) / (count - count // 2)
    massive = grid.unseen[np.searchsorted(mass, levels * mass[-1])]
    ends = grid.unseen[[low, high]]
    return np.unique(np.concatenate([ends, np.round(spread), massive]))
