"""In how many draws a site lies near each cell; compiled."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]


# Many cells may have the same sites within reach; the one in their midst is wanted.
_CLOSER_KM = 4.0
_CLOSER_WORTH = 0.3


@njit(cache=True)
def cover(
    cell: int,
    near_start: Integers,
    near: Integers,
    near_km: Floats,
    at_start: Integers,
    at: Integers,
    draw: Integers,
    alive: NDArray[np.bool_],
    closest: Floats,
) -> tuple[int, float]:
    """The number of draws with a living point near a cell; the same with a bonus for the closer.

    `at` lists points by cell. `closest` (draws) is room to work in, infinite before and after.
    """
    for k in range(near_start[cell], near_start[cell + 1]):
        other = near[k]
        for i in range(at_start[other], at_start[other + 1]):
            if alive[at[i]]:
                closest[draw[at[i]]] = min(closest[draw[at[i]]], near_km[k])
    count = 0
    score = 0.0
    for k in range(near_start[cell], near_start[cell + 1]):
        other = near[k]
        for i in range(at_start[other], at_start[other + 1]):
            km = closest[draw[at[i]]]
            if km < np.inf:
                count += 1
                score += 1.0 + _CLOSER_WORTH * np.exp(-0.5 * (km / _CLOSER_KM) ** 2)
                closest[draw[at[i]]] = np.inf
    return count, score


@njit(cache=True)
def greedy(
    near_start: Integers,
    near: Integers,
    near_km: Floats,
    at_start: Integers,
    at: Integers,
    draw: Integers,
    draws: int,
    least: int,
) -> tuple[Integers, Integers, Integers]:
    """The cell near which most draws have a site; take those sites away, repeat.

    Points are sites of single draws. Returns the chosen cells, how many draws have a site near
    each, and for each point which choice took it (−1: none). `near` is symmetric and holds the cell
    itself.
    """
    cells = len(near_start) - 1
    alive = np.ones(len(draw), dtype=np.bool_)
    owner = np.full(len(draw), -1, dtype=np.int64)
    closest = np.full(draws, np.inf)
    covers = np.empty(cells, dtype=np.int64)
    scores = np.empty(cells)
    for cell in range(cells):
        covers[cell], scores[cell] = cover(
            cell, near_start, near, near_km, at_start, at, draw, alive, closest
        )
    chosen = np.empty(cells, dtype=np.int64)
    counts = np.empty(cells, dtype=np.int64)
    found = 0
    changed = np.full(cells, -1, dtype=np.int64)
    nearest = np.full(draws, np.inf)
    taken = np.full(draws, -1, dtype=np.int64)
    while found < cells:
        best = int(np.argmax(scores))
        if covers[best] < least:
            break
        chosen[found] = best
        counts[found] = covers[best]
        nearest[:] = np.inf
        taken[:] = -1
        for k in range(near_start[best], near_start[best + 1]):
            for i in range(at_start[near[k]], at_start[near[k] + 1]):
                point = at[i]
                if alive[point] and near_km[k] < nearest[draw[point]]:
                    nearest[draw[point]] = near_km[k]
                    taken[draw[point]] = point
        for d in range(draws):
            if taken[d] >= 0:
                alive[taken[d]] = False
                owner[taken[d]] = found
        for k in range(near_start[best], near_start[best + 1]):
            for j in range(near_start[near[k]], near_start[near[k] + 1]):
                cell = near[j]
                if changed[cell] != found:
                    changed[cell] = found
                    covers[cell], scores[cell] = cover(
                        cell, near_start, near, near_km, at_start, at, draw, alive, closest
                    )
        found += 1
    return chosen[:found].copy(), counts[:found].copy(), owner
