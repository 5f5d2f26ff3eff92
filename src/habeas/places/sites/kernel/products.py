"""Sparse products: the posterior over the cells of a site, from the units that belong to it."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Cells = NDArray[np.int32]
Values = NDArray[np.float32]
Integers = NDArray[np.int64]

_LEAST = 1e-6


@njit(cache=True, nogil=True)
def alone(cells: Cells, values: Values, prior: Floats) -> tuple[Cells, Floats]:
    """The posterior of a site that only one unit belongs to."""
    weight = np.empty(len(cells))
    total = 0.0
    for i in range(len(cells)):
        weight[i] = prior[cells[i]] * values[i]
        total += weight[i]
    for i in range(len(cells)):
        weight[i] /= total
    return cells.copy(), weight


@njit(cache=True, nogil=True)
def joined(
    site_cells: Cells, site_weight: Floats, cells: Cells, values: Values
) -> tuple[Cells, Floats, float]:
    """The posterior after one more unit, and P(the unit | the site) / P(the unit).

    Where nothing is left the last is 0 and the arrays are empty. Cells ascend in both.
    """
    kept = np.empty(len(site_cells), dtype=np.int32)
    weight = np.empty(len(site_cells))
    count = 0
    total = 0.0
    low = 0
    for i in range(len(site_cells)):
        wanted = site_cells[i]
        # Gallop, then halve: the site's cells are few and lie close together.
        step = 1
        high = low
        while high < len(cells) and cells[high] < wanted:
            low = high + 1
            high += step
            step *= 2
        high = min(high, len(cells))
        while low < high:
            middle = (low + high) >> 1
            if cells[middle] < wanted:
                low = middle + 1
            else:
                high = middle
        if low == len(cells):
            break
        if cells[low] == wanted:
            kept[count] = wanted
            weight[count] = site_weight[i] * values[low]
            total += weight[count]
            count += 1
    if total <= 0.0:
        return kept[:0].copy(), weight[:0].copy(), 0.0
    left = 0
    again = 0.0
    for i in range(count):
        if weight[i] >= _LEAST * total:
            kept[left] = kept[i]
            weight[left] = weight[i]
            again += weight[i]
            left += 1
    for i in range(left):
        weight[i] /= again
    return kept[:left].copy(), weight[:left].copy(), total


@njit(cache=True, nogil=True)
def fit(site_cells: Cells, site_weight: Floats, scattered: Values) -> float:
    """P(a unit | a site) / P(the unit), for a unit whose values are scattered over all cells."""
    total = 0.0
    for i in range(len(site_cells)):
        total += site_weight[i] * scattered[site_cells[i]]
    return total


@njit(cache=True, nogil=True)
def product(
    members: Integers, start: Integers, cells: Cells, values: Values, prior: Floats
) -> tuple[Cells, Floats, float]:
    """The posterior of a site with these members, and the logarithm of their joint fit.

    Minus infinity, and no cells, where they cannot belong together.
    """
    smallest = 0
    for k in range(1, len(members)):
        if (
            start[members[k] + 1] - start[members[k]]
            < start[members[smallest] + 1] - start[members[smallest]]
        ):
            smallest = k
    unit = members[smallest]
    here, weight = alone(
        cells[start[unit] : start[unit + 1]], values[start[unit] : start[unit + 1]], prior
    )
    logarithm = 0.0
    for k in range(len(members)):
        if k == smallest:
            continue
        unit = members[k]
        here, weight, total = joined(
            here,
            weight,
            cells[start[unit] : start[unit + 1]],
            values[start[unit] : start[unit + 1]],
        )
        if total <= 0.0:
            return here, weight, -np.inf
        logarithm += np.log(total)
    return here, weight, logarithm
