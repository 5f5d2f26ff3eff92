"""The compiled fit of hierarchical Poisson log-linear models, many at a time."""

from __future__ import annotations

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

from habeas.counts.loglinear.existence_kernel import pinned, recedes, reduce_model
from habeas.counts.loglinear.lattice import add_supersets, factor, gram, solve, spread

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

EXISTS, NO_MAXIMUM, RANK_DEFICIENT, UNDECIDED = 0, 1, 2, 4

_MOST_STEPS = 80
_MOST_HALVINGS = 40
# A Newton step of this squared length (in standard errors) is the last: by quadratic convergence
# the one after it would be of the order of its square.
_LAST_STEP = 1e-13
# Fitted values above this, after such a step, prove that the maximum exists (see `_fit`); three
# hundred times what the proof asks for, to leave room for rounding.
_CLEARLY_POSITIVE = 1e-9


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
    gram(fitted, terms, order, matrix)
    for k in range(order):
        right[k] = cells[terms[k]]
    if not factor(matrix, order):
        return False
    solve(matrix, order, right, coefficients)
    return True


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
    feasible point with z > 0 that the linear program of Fienberg & Rinaldo (2012) looks for.
    """
    predictor, fitted, sums, change, spare = work[0], work[1], work[2], work[3], work[4]
    spread(coefficients, terms, order, predictor)
    value = _objective(people, alive, predictor, fitted)
    pivot = 0.0
    for round_ in range(_MOST_STEPS):
        sums[:] = fitted
        add_supersets(sums)
        gram(sums, terms, order, matrix)
        for k in range(order):
            right[k] = totals[terms[k]] - sums[terms[k]]
        if not factor(matrix, order):
            return UNDECIDED, np.nan, pivot
        pivot = matrix[order - 1, order - 1]
        solve(matrix, order, right, step)
        decrement = 0.0
        for k in range(order):
            decrement += right[k] * step[k]
        spread(step, terms, order, change)
        size, value = _advance(people, alive, predictor, change, value, fitted, spare)
        for k in range(order):
            coefficients[k] += size * step[k]
        largest, smallest = 0.0, np.inf
        for cell in range(people.shape[0]):
            if alive[cell] > 0.0:
                largest = max(largest, abs(change[cell]))
                smallest = min(smallest, fitted[cell])
        if decrement < _LAST_STEP and largest < 1e-4:
            exists = smallest > _CLEARLY_POSITIVE or pinned(people, terms, order, spare, matrix)
            return (EXISTS if exists else UNDECIDED), value, pivot
        if (
            round_ >= 3
            and decrement < 1e-2
            and largest > 0.25
            and recedes(people, alive, terms, order, step, change, spare, matrix)
        ):
            return NO_MAXIMUM, value, pivot
    return UNDECIDED, np.nan, pivot


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
            count, used, identified = reduce_model(totals, models[m], alive, kept, cells)
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
