"""Poisson regression on any columns, for the models that are not hierarchical."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln

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


def fit_columns(people: Floats, design: Floats) -> ColumnFit:
    """Newton's method with step halving; `design` is cells × columns, `people` its counts.

    Where a coefficient runs off to infinity `converged` is False.
    """
    weights = people + 0.1
    information = design.T @ (weights[:, np.newaxis] * design)
    coefficients = _solved(information, design.T @ (weights * np.log(weights)))
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
    covariance = np.asarray(np.linalg.pinv(information, hermitian=True), dtype=np.float64)
    loglik = value - float(gammaln(people + 1).sum())
    return ColumnFit(coefficients, fitted, loglik, covariance, converged)


def _likelihood(people: Floats, design: Floats, coefficients: Floats) -> tuple[float, Floats]:
    predictor = design @ coefficients
    with np.errstate(over="ignore", invalid="ignore"):
        fitted = np.exp(predictor)
        value = float(people @ predictor - fitted.sum())
    return (value if np.isfinite(value) else -np.inf), fitted


def _solved(matrix: Floats, right: Floats) -> Floats:
    scale = 1 / np.sqrt(np.maximum(np.diag(matrix), 1e-300))
    scaled = matrix * scale[:, np.newaxis] * scale
    try:
        solution = np.linalg.solve(scaled, right * scale)
    except np.linalg.LinAlgError:
        solution = np.linalg.lstsq(scaled, right * scale, rcond=1e-14)[0]
    return np.asarray(scale * solution, dtype=np.float64)
