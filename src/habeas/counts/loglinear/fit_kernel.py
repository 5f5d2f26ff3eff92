"""The compiled fit of hierarchical Poisson log-linear models, many at a time.

Cells and terms are both bit patterns over the lists, so nothing like a design matrix is ever
built. With coefficients b on terms, log fitted = sums of b over subsets (a zeta transform); with
fitted values m, the score and every entry of the information matrix are sums over supersets:
(X'WX)[s, t] = sum of m over the cells that contain s | t. One transform of L * 2^L additions
gives them all.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

EXISTS, NO_MAXIMUM, RANK_DEFICIENT, UNDECIDED = 0, 1, 2, 4

_MOST_STEPS = 80
_MOST_HALVINGS = 40
# A Newton step of this squared length (in standard errors) is the last: by quadratic convergence
# the one after it would be of the order of its square.
_LAST_STEP = 1e-13
# Fitted values above this, after such a step, prove that the maximum exists (see `_fit`); a
# thousand times what the proof asks for, to leave room for rounding.
_CLEARLY_POSITIVE = 1e-9


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
def _factor(matrix: Floats, order: int) -> bool:
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
def _solve(factor: Floats, order: int, right: Floats, step: Floats) -> None:
    for row in range(order):
        total = right[row]
        for k in range(row):
            total -= factor[row, k] * step[k]
        step[row] = total / factor[row, row]
    for row in range(order - 1, -1, -1):
        total = step[row]
        for k in range(row + 1, order):
            total -= factor[k, row] * step[k]
        step[row] = total / factor[row, row]


@njit(cache=True, error_model="numpy")
def _gram(sums: Floats, terms: Integers, order: int, matrix: Floats) -> None:
    for row in range(order):
        for column in range(row + 1):
            matrix[row, column] = sums[terms[row] | terms[column]]


@njit(cache=True, error_model="numpy")
def _spread(coefficients: Floats, terms: Integers, order: int, cells: Floats) -> None:
    """The linear predictor of every cell from the coefficients."""
    cells[:] = 0.0
    for k in range(order):
        cells[terms[k]] = coefficients[k]
    add_subsets(cells)


@njit(cache=True, error_model="numpy")
def _objective(people: Floats, alive: Floats, predictor: Floats, fitted: Floats) -> float:
    total = 0.0
    for cell in range(people.shape[0]):
        if alive[cell] > 0.0:
            fitted[cell] = math.exp(predictor[cell])
            total += people[cell] * predictor[cell] - fitted[cell]
        else:
            fitted[cell] = 0.0
    return total


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
            factor = matrix[row, pivot]
            if row != pivot and factor != 0.0:
                for column in range(order):
                    matrix[row, column] -= factor * matrix[pivot, column]
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
def _recedes(
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
    _spread(direction, terms, order, cells)
    falls = False
    for cell in range(people.shape[0]):
        if alive[cell] > 0.0:
            if people[cell] == 0.0 and cells[cell] < -0.1:
                falls = True
            elif abs(cells[cell]) > 1e-8:
                return False
    return falls


@njit(cache=True, error_model="numpy")
def _pinned(people: Floats, terms: Integers, order: int, cells: Floats, matrix: Floats) -> bool:
    """Whether the occupied cells alone determine every coefficient.

    Then no direction but 0 leaves their predictor as it is, so none can be one of recession, and
    the maximum exists. Full rank is read off the 0/1 Gram matrix of the occupied cells.
    """
    for cell in range(people.shape[0]):
        cells[cell] = 1.0 if people[cell] > 0.0 else 0.0
    add_supersets(cells)
    _gram(cells, terms, order, matrix)
    if not _factor(matrix, order):
        return False
    smallest = np.inf
    for k in range(order):
        smallest = min(smallest, matrix[k, k])
    return smallest > 1e-4


@njit(cache=True, error_model="numpy")
def _advance(
    people: Floats,
    alive: Floats,
    predictor: Floats,
    change: Floats,
    value: float,
    fitted: Floats,
    spare: Floats,
) -> tuple[float, float]:
    """Take the step, halved until the likelihood does not fall; returns (share taken, value)."""
    size = 1.0
    for _ in range(_MOST_HALVINGS):
        for cell in range(people.shape[0]):
            spare[cell] = predictor[cell] + size * change[cell]
        after = _objective(people, alive, spare, fitted)
        if after >= value - 1e-9 * (1.0 + abs(value)) * size:
            break
        size *= 0.5
    predictor[:] = spare
    return size, after


@njit(cache=True, error_model="numpy")
def _start(
    people: Floats,
    alive: Floats,
    terms: Integers,
    order: int,
    matrix: Floats,
    fitted: Floats,
    cells: Floats,
    right: Floats,
    coefficients: Floats,
) -> bool:
    """Weighted least squares on log(count + 1/10): one step from the data themselves."""
    for cell in range(people.shape[0]):
        weight = (people[cell] + 0.1) * alive[cell]
        fitted[cell] = weight
        cells[cell] = weight * math.log(people[cell] + 0.1)
    add_supersets(fitted)
    add_supersets(cells)
    _gram(fitted, terms, order, matrix)
    for k in range(order):
        right[k] = cells[terms[k]]
    if not _factor(matrix, order):
        return False
    _solve(matrix, order, right, coefficients)
    return True


@njit(cache=True, error_model="numpy")
def _fit(
    people: Floats,
    totals: Floats,
    alive: Floats,
    terms: Integers,
    order: int,
    coefficients: Floats,
    matrix: Floats,
    work: Floats,
    right: Floats,
    step: Floats,
) -> tuple[int, float, float]:
    """Newton's method with step halving, from the coefficients given.

    Returns (EXISTS, NO_MAXIMUM or UNDECIDED, sum of y*eta - m, Cholesky pivot of the last term);
    the sum is NaN where it did not converge.

    EXISTS is proven by the fit. Let f be minus the log likelihood, H its second derivative here
    and q = g'H^-1 g the squared length of the Newton step. A move d that changes the predictor
    by at most 1 in every cell, and by 1 in cell c, changes no fitted value by more than a factor
    e, so f(b + d) >= f(b) - sqrt(q d'Hd) + d'Hd / 2e; and d'Hd >= m_c. If every m_c > 4 e^2 q,
    then f is higher all around this neighbourhood than here: its minimum is inside. A maximum of
    the likelihood has positive fitted values with the observed sufficient statistics: the
    feasible point with z > 0 that the linear program of README 3.2 looks for.
    """
    predictor, fitted, sums, change, spare = work[0], work[1], work[2], work[3], work[4]
    _spread(coefficients, terms, order, predictor)
    value = _objective(people, alive, predictor, fitted)
    pivot = 0.0
    for round_ in range(_MOST_STEPS):
        sums[:] = fitted
        add_supersets(sums)
        _gram(sums, terms, order, matrix)
        for k in range(order):
            right[k] = totals[terms[k]] - sums[terms[k]]
        if not _factor(matrix, order):
            return UNDECIDED, np.nan, pivot
        pivot = matrix[order - 1, order - 1]
        _solve(matrix, order, right, step)
        decrement = 0.0
        for k in range(order):
            decrement += right[k] * step[k]
        _spread(step, terms, order, change)
        size, value = _advance(people, alive, predictor, change, value, fitted, spare)
        for k in range(order):
            coefficients[k] += size * step[k]
        largest, smallest = 0.0, np.inf
        for cell in range(people.shape[0]):
            if alive[cell] > 0.0:
                largest = max(largest, abs(change[cell]))
                smallest = min(smallest, fitted[cell])
        if decrement < _LAST_STEP and largest < 1e-4:
            exists = smallest > _CLEARLY_POSITIVE or _pinned(people, terms, order, spare, matrix)
            return (EXISTS if exists else UNDECIDED), value, pivot
        if (
            round_ >= 3
            and decrement < 1e-2
            and largest > 0.25
            and _recedes(people, alive, terms, order, step, change, spare, matrix)
        ):
            return NO_MAXIMUM, value, pivot
    return UNDECIDED, np.nan, pivot


@njit(cache=True, error_model="numpy")
def _reduce(
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
def fit_models(
    tables: Floats,
    models: Integers,
    starts: Floats,
    with_empty_cell: bool,
    results: Floats,
    codes: Integers,
    coefficients: Floats,
) -> None:
    """Fit every model to every table.

    `tables`: R × 2^L counts by pattern. `models`: M × P terms, 0 behind the last.
    `starts`: M × (P + 1) coefficients to start from, the intercept last, or M = 0 rows for a
    start from the data. `with_empty_cell`: cell 0 is an observed count too (profile likelihood).
    `results`: R × M × 4 to fill with unseen people, their variance given by the intercept's,
    the sum of y*eta - m, and the number of terms with the intercept. `codes`: R × M, the sum of
    RANK_DEFICIENT and one of EXISTS, NO_MAXIMUM, UNDECIDED. `coefficients`: M × (P + 1), filled
    from the last table; a dropped term's is -inf.
    """
    size, width = tables.shape[1], models.shape[1]
    work = np.empty((5, size))
    totals, alive, cells = np.empty(size), np.empty(size), np.empty(size)
    kept = np.empty(width + 1, np.int64)
    matrix = np.empty((width + 1, width + 1))
    right, step, values = np.empty(width + 1), np.empty(width + 1), np.empty(width + 1)
    for r in range(tables.shape[0]):
        people = tables[r]
        totals[:] = people
        add_supersets(totals)
        for m in range(models.shape[0]):
            alive[0] = 1.0 if with_empty_cell else 0.0
            count, used, identified = _reduce(totals, models[m], alive, kept, cells)
            identified = identified or with_empty_cell
            order = count
            if identified:
                kept[order] = 0
                order += 1
            ready = True
            if starts.shape[0]:
                place = 0
                for k in range(used):
                    if totals[models[m, k]] > 0.0:
                        values[place] = starts[m, k]
                        place += 1
                values[place] = starts[m, width]
            else:
                ready = _start(people, alive, kept, order, matrix, work[0], work[1], right, values)
            if not ready:
                values[:] = 0.0
            code, value, pivot = _fit(
                people, totals, alive, kept, order, values, matrix, work, right, step
            )
            codes[r, m] = code + (0 if identified else RANK_DEFICIENT)
            unseen = math.exp(values[order - 1]) if identified else np.nan
            results[r, m, 0] = unseen
            results[r, m, 1] = unseen + unseen * unseen / (pivot * pivot)
            results[r, m, 2] = value
            results[r, m, 3] = used + 1
            place = 0
            for k in range(used):
                coefficients[m, k] = -np.inf
                if totals[models[m, k]] > 0.0:
                    coefficients[m, k] = values[place]
                    place += 1
            coefficients[m, width] = values[order - 1] if identified else np.nan
