"""Compiled sums over the lattice of patterns, and the linear algebra of one fit.

Cells and terms are both bit patterns over the lists, so nothing like a design matrix is ever
built. With coefficients b on terms, log fitted = sums of b over subsets (a zeta transform); with
fitted values m, the score and every entry of the information matrix are sums over supersets:
(X'WX)[s, t] = sum of m over the cells that contain s | t. One transform of L * 2^(L-1) additions
gives them all.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@njit(cache=True, error_model="numpy")
def add_supersets(values: Floats) -> None:
    """Replace each value by the sum over the patterns that contain its pattern, in place."""
    half = 1
    while half < values.shape[0]:
        for block in range(0, values.shape[0], 2 * half):
            for cell in range(block, block + half):
                values[cell] += values[cell + half]
        half *= 2


@njit(cache=True, error_model="numpy")
def add_subsets(values: Floats) -> None:
    """Replace each value by the sum over the patterns that its pattern contains, in place."""
    half = 1
    while half < values.shape[0]:
        for block in range(0, values.shape[0], 2 * half):
            for cell in range(block, block + half):
                values[cell + half] += values[cell]
        half *= 2


@njit(cache=True, error_model="numpy")
def spread(coefficients: Floats, terms: Integers, order: int, cells: Floats) -> None:
    """The linear predictor of every cell from the coefficients."""
    cells[:] = 0.0
    for k in range(order):
        cells[terms[k]] = coefficients[k]
    add_subsets(cells)


@njit(cache=True, error_model="numpy")
def gram(sums: Floats, terms: Integers, order: int, matrix: Floats) -> None:
    """The lower triangle of X'WX from the sums over supersets of the weights."""
    for row in range(order):
        for column in range(row + 1):
            matrix[row, column] = sums[terms[row] | terms[column]]


@njit(cache=True, error_model="numpy")
def factor(matrix: Floats, order: int) -> bool:
    """Cholesky factor in the lower triangle; False where it is not positive definite."""
    for row in range(order):
        for column in range(row):
            total = matrix[row, column]
            for k in range(column):
                total -= matrix[row, k] * matrix[column, k]
            matrix[row, column] = total / matrix[column, column]
        total = matrix[row, row]
        for k in range(row):
            total -= matrix[row, k] * matrix[row, k]
        if not total > 1e-15 * matrix[row, row]:
            return False
        matrix[row, row] = math.sqrt(total)
    return True


@njit(cache=True, error_model="numpy")
def solve(lower: Floats, order: int, right: Floats, step: Floats) -> None:
    """Solve for the step with the Cholesky factor in the lower triangle."""
    for row in range(order):
        total = right[row]
        for k in range(row):
            total -= lower[row, k] * step[k]
        step[row] = total / lower[row, row]
    for row in range(order - 1, -1, -1):
        total = step[row]
        for k in range(row + 1, order):
            total -= lower[k, row] * step[k]
        step[row] = total / lower[row, row]
