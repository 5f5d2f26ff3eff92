"""What the compiled sampler works on: units, priors, and a state that it changes in place."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit, types
from numba.typed import Dict, List
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

MISTAKEN, UNPLACED = -1, -2
# Positions in `tally` and in `shape`.
SITES, TRUE, WRONG, POPULATION = range(4)
CATEGORIES = 4
_CELLS = types.int32[::1]
_WEIGHTS = types.float64[::1]


class Units(NamedTuple):
    """Units in compressed rows: those of unit u lie at start[u] to start[u + 1].

    `box` (units × 4): first and last cell, least and greatest longitude. `near` and `near_start`:
    which other units lie near each, for split–merge moves.
    """

    start: Integers
    cells: NDArray[np.int32]
    values: NDArray[np.float32]
    box: Floats
    category: Integers
    near_start: Integers
    near: Integers


class Priors(NamedTuple):
    """The prior over cells (sums to 1), longitudes, and the priors of the shares and the shape.

    `mistaken`: Beta parameters (wrong, true); `shape`: mean and standard deviation of log γ;
    `category`: Dirichlet parameters of the categories, the same for true and mistaken units.
    `population`: the median of the prior of the number of all sites.
    """

    cells: Floats
    longitude: Floats
    mistaken: Floats
    shape: Floats
    category: Floats
    population: float


class State(NamedTuple):
    """Where every unit belongs, and the posterior over cells of every site that has any.

    `site[u]`: a slot, MISTAKEN or UNPLACED. Members of a slot are a linked list (`head`, `next`,
    `previous`); `active` lists the slots in use, `position` their places in it. `tally`: numbers
    of sites seen, true units, wrong units, and of all sites. `shape[0]`: γ. `categories` (2 × 4)
    counts true and wrong units. `fits`: the logarithm of the joint fit of a slot's members.
    `pairs` remembers how well two units fit each other, by smaller number · units + larger number.
    """

    site: Integers
    next: Integers
    previous: Integers
    head: Integers
    size: Integers
    active: Integers
    position: Integers
    tally: Integers
    shape: Floats
    categories: Integers
    fits: Floats
    box: Floats
    cells: List
    weights: List
    scattered: NDArray[np.float32]
    pairs: Dict


@njit(cache=True, nogil=True)
def _empty_lists(slots: int) -> tuple[List, List]:
    cells = List.empty_list(_CELLS)
    weights = List.empty_list(_WEIGHTS)
    for _ in range(slots):
        cells.append(np.empty(0, dtype=np.int32))
        weights.append(np.empty(0, dtype=np.float64))
    return cells, weights


@njit(cache=True, nogil=True)
def _no_pairs() -> Dict:
    return Dict.empty(types.int64, types.float64)


def empty_state(units: int, cells: int, shape: float) -> State:
    """A state in which no unit belongs anywhere yet."""
    site_cells, site_weights = _empty_lists(units)
    return State(
        site=np.full(units, UNPLACED, dtype=np.int64),
        next=np.full(units, -1, dtype=np.int64),
        previous=np.full(units, -1, dtype=np.int64),
        head=np.full(units, -1, dtype=np.int64),
        size=np.zeros(units, dtype=np.int64),
        active=np.arange(units, dtype=np.int64),
        position=np.arange(units, dtype=np.int64),
        tally=np.array([0, 0, 0, max(4, units // 4)], dtype=np.int64),
        shape=np.array([shape]),
        categories=np.zeros((2, CATEGORIES), dtype=np.int64),
        fits=np.zeros(units),
        box=np.zeros((units, 4)),
        cells=site_cells,
        weights=site_weights,
        scattered=np.zeros(cells, dtype=np.float32),
        pairs=_no_pairs(),
    )
