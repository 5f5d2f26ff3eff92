"""Poisson regression on any columns, for the models that are not hierarchical."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln, xlogy

from habeas.counts.loglinear.fitting import Floats

_MOST_STEPS = 200


@dataclass(frozen=True)
class ColumnFit:
    """`coefficients` of the columns, the log likelihood with -log y!, and their covariance."""

    coefficients: Floats
    fitted: Floats
    loglik: float
    covariance: Floats
    converged: bool


def fit_columns(people: Floats, design: Floats, start: Floats | None = None) -> ColumnFit:
    """Newton's method with step halving; `design` is cells × columns, `people` its counts.

    Where a coefficient runs off to infinity `converged` is False.
    """
    if start is None:
        weights = people + 0.1
        information = design.T @ (weights[:, np.newaxis] * design)
        start = _solved(information, design.T @ (weights * np.log(weights)))
    coefficients = start
    value, fitted = _likelihood(people, design, coefficients)
    converged = False
    for _ in range(_MOST_STEPS):
        information = design.T @ (fitted[:, np.newaxis] * design)
        score = design.T @ (people - fitted)
        step = _solved(information, score)
        decrement = float(score @ step)
        size = 1.0
        while size > 1e-9:
            after, spread = _likelihood(people, design, coefficients + size * step)
            if after >= value - 1e-9 * (1 + abs(value)) * size:
                break
            size /= 2
        coefficients, value, fitted = coefficients + size * step, after, spread
        if decrement < 1e-12:
            converged = bool(np.abs(design @ step).max() < 1e-3)
            break
    information = design.T @ (fitted[:, np.newaxis] * design)
    covariance = np.linalg.pinv(information, hermitian=True)
    loglik = value - float(gammaln(people + 1).sum())
    return ColumnFit(coefficients, fitted, loglik, covariance, converged)


def column_profile(people: Floats, design: Floats, empty: Floats, start: Floats) -> _Profile:
    """The multinomial profile log likelihood of n0 for such a model (see profile.py).

    `empty` is the row of the cell on no list.
    """
    return _Profile(people, np.vstack([empty, design]), start)


class _Profile:
    """A function of n0 that starts each refit from the one before."""

    def __init__(self, people: Floats, design: Floats, start: Floats) -> None:
        self._cells = np.concatenate([[0.0], people])
        self._design = design
        self._start = start
        self._observed = float(people.sum())

    def __call__(self, unseen: float) -> float:
        self._cells[0] = unseen
        refit = fit_columns(self._cells, self._design, self._start)
        self._start = refit.coefficients
        total = self._observed + unseen
        cells = refit.loglik + float(gammaln(unseen + 1)) + total
        return float(cells - xlogy(total, total) + gammaln(total + 1) - gammaln(unseen + 1))


def _likelihood(people: Floats, design: Floats, coefficients: Floats) -> tuple[float, Floats]:
    predictor = design @ coefficients
    with np.errstate(over="ignore", invalid="ignore"):
        fitted = np.exp(predictor)
        value = float(people @ predictor - fitted.sum())
    return (value if np.isfinite(value) else -np.inf), fitted


def _solved(matrix: Floats, right: Floats) -> Floats:
    scale = 1 / np.sqrt(np.maximum(np.diag(matrix), 1e-300))
    scaled = matrix * scale[:, np.newaxis] * scale
    solution: Floats = scale * np.linalg.lstsq(scaled, right * scale, rcond=1e-14)[0]
    return solution
