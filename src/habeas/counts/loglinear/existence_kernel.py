"""Compiled proofs that a model has an extended maximum likelihood estimate, or that it has none.

What these leave open goes to the linear program (existence.py).
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from habeas.counts.loglinear.lattice import (
    add_subsets,
    add_supersets,
    factor,
    gram,
    spread,
)

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@njit(cache=True, error_model="numpy")
def reduce_model(
    totals: Floats, model: Integers, alive: Floats, kept: Integers, cells: Floats
) -> tuple[int, int, bool]:
    """Drop the terms without anybody, and their cells; say whether the rest identifies N.

    Returns (terms kept, model terms in all, identified); `alive` becomes 1 for cells that remain.

    Identified means that the design restricted to the remaining cells has full column rank. The
    kept terms T are closed under subsets, and each is itself a remaining cell (a cell in T that
    contained a dropped term would have no one either). On the cells in T the design is the zeta
    matrix of T with the row of the empty set missing, so its null space is one-dimensional,
    spanned by b(s) = (-1)^|s|. The rank is full if and only if that vector is not null on some
    remaining cell c: sum of (-1)^|s| over s in T below c must differ from 0 (an Euler
    characteristic, in whole numbers).
    """
    count, used = 0, 0
    for term in model:
        if term <= 0:
            break
        used += 1
        if totals[term] > 0.0:
            kept[count] = term
            count += 1
    if count < used:
        cells[:] = 0.0
        for k in range(used):
            if totals[model[k]] == 0.0:
                cells[model[k]] = 1.0
        add_subsets(cells)
        for cell in range(1, alive.shape[0]):
            alive[cell] = 1.0 if cells[cell] == 0.0 else 0.0
    else:
        alive[1:] = 1.0
    cells[:] = 0.0
    cells[0] = 1.0
    for k in range(count):
        members, rest = 0, kept[k]
        while rest:
            rest &= rest - 1
            members += 1
        cells[kept[k]] = -1.0 if members % 2 else 1.0
    add_subsets(cells)
    identified = False
    for cell in range(1, alive.shape[0]):
        if alive[cell] > 0.0 and cells[cell] != 0.0:
            identified = True
            break
    return count, used, identified


@njit(cache=True, error_model="numpy")
def pinned(people: Floats, terms: Integers, order: int, cells: Floats, matrix: Floats) -> bool:
    """Whether the occupied cells alone determine every coefficient.

    Then no direction but 0 leaves their predictor as it is, so none can be one of recession, and
    the maximum exists. Full rank is read off the 0/1 Gram matrix of the occupied cells.
    """
    for cell in range(people.shape[0]):
        cells[cell] = 1.0 if people[cell] > 0.0 else 0.0
    add_supersets(cells)
    gram(cells, terms, order, matrix)
    if not factor(matrix, order):
        return False
    smallest = np.inf
    for k in range(order):
        smallest = min(smallest, matrix[k, k])
    return smallest > 1e-4


@njit(cache=True, error_model="numpy")
def _largest_free(matrix: Floats, order: int, bound: NDArray[np.bool_]) -> int:
    """The row not yet eliminated with the largest pivot; -1 where all are zero."""
    found = -1
    for k in range(order):
        free = not bound[k] and matrix[k, k] > 1e-9
        if free and (found < 0 or matrix[k, k] > matrix[found, found]):
            found = k
    return found


@njit(cache=True, error_model="numpy")
def _project_on_null_space(matrix: Floats, order: int, step: Floats) -> Floats:
    """The null vector of a full positive semidefinite matrix that shares the free entries of step.

    Gauss-Jordan elimination with diagonal pivots; the matrix is overwritten.
    """
    bound = np.zeros(order, np.bool_)
    while True:
        pivot = _largest_free(matrix, order, bound)
        if pivot < 0:
            break
        bound[pivot] = True
        scale = matrix[pivot, pivot]
        for column in range(order):
            matrix[pivot, column] /= scale
        for row in range(order):
            share = matrix[row, pivot]
            if row != pivot and share != 0.0:
                for column in range(order):
                    matrix[row, column] -= share * matrix[pivot, column]
    direction = np.zeros(order)
    for k in range(order):
        if not bound[k]:
            direction[k] = step[k]
            continue
        for free in range(order):
            if not bound[free]:
                direction[k] -= matrix[k, free] * step[free]
    return direction


@njit(cache=True, error_model="numpy")
def recedes(
    people: Floats,
    alive: Floats,
    terms: Integers,
    order: int,
    step: Floats,
    change: Floats,
    cells: Floats,
    matrix: Floats,
) -> bool:
    """Whether this step is, after projection, a direction in which the likelihood never falls.

    Proof of non-existence (Haberman 1974; Fienberg & Rinaldo 2012): coefficients d whose
    predictor is zero on all cells but some empty ones, and negative on those. The cells that the
    step lets vanish are taken as "some"; the step is projected on the null space of the others
    by eliminating their 0/1 Gram matrix, whose entries are whole numbers; then every condition is
    checked on the result, so a True does not depend on how the step was found.
    """
    for cell in range(people.shape[0]):
        vanishing = people[cell] == 0.0 and change[cell] < -0.25
        cells[cell] = alive[cell] if not vanishing else 0.0
    add_supersets(cells)
    for row in range(order):
        for column in range(order):
            matrix[row, column] = cells[terms[row] | terms[column]]
    direction = _project_on_null_space(matrix, order, step)
    spread(direction, terms, order, cells)
    falls = False
    for cell in range(people.shape[0]):
        if alive[cell] > 0.0:
            if people[cell] == 0.0 and cells[cell] < -0.1:
                falls = True
            elif abs(cells[cell]) > 1e-8:
                return False
    return falls
