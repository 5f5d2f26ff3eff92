"""The posterior of a pairwise log-linear model with normal priors on its interactions.

The log posterior is concave, so its mode is unique and draws from a multivariate t around it,
weighted by posterior over proposal (importance sampling; Geweke 1989), stand for it. No chain is
there that could fail to mix, up to some 25 columns; chains take over above.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import logsumexp

from habeas.counts.loglinear.fitting import Floats
from habeas.counts.loglinear.hamiltonian import hamiltonian_draws

_DEGREES = 6.0
_ROUNDS = 4
_MOST_NEWTON_STEPS = 200
# Draws × cells held at a time.
_BLOCK = 4_000_000
# Below this share of effective draws the proposal is fitted anew to the weighted draws.
_ENOUGH = 0.3
# With fewer effective draws for each column their covariance is noise and may not be inverted.
_DRAWS_FOR_A_COLUMN = 10
# Below this share chains are run instead.
_LEAST = 0.1


@dataclass(frozen=True)
class Posterior:
    """`draws`: S × columns of coefficients; `weights`: S, adding up to 1.

    `effective`: the number of independent draws that these are worth (for weighted ones: Kish).
    """

    draws: Floats
    weights: Floats
    effective: float

    def moments(self) -> tuple[Floats, Floats]:
        """Posterior means and standard deviations of the coefficients."""
        mean: Floats = self.weights @ self.draws
        variance: Floats = self.weights @ (self.draws - mean) ** 2
        return mean, np.sqrt(variance)

    def quantiles(self, values: Floats, levels: tuple[float, ...]) -> tuple[float, ...]:
        """Weighted quantiles of a function of the draws."""
        order = np.argsort(values)
        passed = np.cumsum(self.weights[order]) - self.weights[order] / 2
        return tuple(float(np.interp(level, passed, values[order])) for level in levels)

    def resampled(self, values: Floats, size: int, generator: np.random.Generator) -> Floats:
        """Equally weighted values: systematic resampling."""
        places = (generator.random() + np.arange(size)) / size
        passed = np.cumsum(self.weights)
        chosen = np.searchsorted(passed, places * passed[-1], side="right")
        picked: Floats = values[np.minimum(chosen, len(values) - 1)]
        return picked


def sample_posterior(
    people: Floats, design: Floats, precision: Floats, size: int, generator: np.random.Generator
) -> Posterior:
    """Weighted draws of the coefficients of a Poisson regression.

    `design`: cells × columns; `precision`: of each column's N(0, 1/precision) prior, 0 for a
    flat one. Where importance sampling is worth too few draws, even after its proposal was
    fitted anew, Hamiltonian chains take its place.
    """
    mode = _mode(people, design, precision)
    fitted = np.exp(design @ mode)
    information = design.T @ (fitted[:, np.newaxis] * design) + np.diag(precision)
    normal = np.asarray(np.linalg.inv(information), dtype=np.float64)
    centre, covariance = mode, normal
    for _ in range(_ROUNDS):
        found = _weighted(people, design, precision, centre, covariance, size, generator)
        if found.effective > _ENOUGH * size:
            return found
        if found.effective < _DRAWS_FOR_A_COLUMN * len(mode):
            break
        centre = found.weights @ found.draws
        spread = found.draws - centre
        covariance = (spread * found.weights[:, np.newaxis]).T @ spread
    if found.effective > _LEAST * size:
        return found
    draws, worth = hamiltonian_draws(people, design, precision, mode, normal, size, generator)
    return Posterior(draws, np.full(len(draws), 1 / len(draws)), worth)


def _weighted(
    people: Floats,
    design: Floats,
    precision: Floats,
    centre: Floats,
    covariance: Floats,
    size: int,
    generator: np.random.Generator,
) -> Posterior:
    columns = len(centre)
    factor = np.linalg.cholesky(covariance)
    normal = generator.standard_normal((size, columns))
    scale = np.sqrt(_DEGREES / generator.chisquare(_DEGREES, size))[:, np.newaxis]
    draws = centre + scale * normal @ factor.T
    squared = (scale[:, 0] ** 2) * (normal**2).sum(axis=1)
    proposal = -(_DEGREES + columns) / 2 * np.log1p(squared / _DEGREES)
    weights = _log_posterior(people, design, precision, draws) - proposal
    shares = np.exp(weights - logsumexp(weights))
    return Posterior(draws, shares, float(1 / (shares**2).sum()))


def _log_posterior(people: Floats, design: Floats, precision: Floats, draws: Floats) -> Floats:
    values = np.empty(len(draws))
    block = max(_BLOCK // len(people), 1)
    for first in range(0, len(draws), block):
        part = draws[first : first + block]
        predictor = part @ design.T
        with np.errstate(over="ignore"):
            values[first : first + block] = predictor @ people - np.exp(predictor).sum(axis=1)
    values -= draws**2 @ precision / 2
    return values


def _mode(people: Floats, design: Floats, precision: Floats) -> Floats:
    """Newton's method with step halving, from least squares on log(count + 1/10)."""
    weights = people + 0.1
    information = design.T @ (weights[:, np.newaxis] * design) + np.diag(precision)
    place = _solved(information, design.T @ (weights * np.log(weights)))
    value = float(_log_posterior(people, design, precision, place[np.newaxis])[0])
    for _ in range(_MOST_NEWTON_STEPS):
        fitted = np.exp(design @ place)
        gradient = design.T @ (people - fitted) - precision * place
        information = design.T @ (fitted[:, np.newaxis] * design) + np.diag(precision)
        step = _solved(information, gradient)
        size = 1.0
        while size > 1e-9:
            after = float(_log_posterior(people, design, precision, (place + size * step)[None])[0])
            if after >= value - 1e-9 * (1 + abs(value)) * size:
                break
            size /= 2
        place, value = place + size * step, after
        if float(gradient @ step) < 1e-12:
            break
    return place


def _solved(matrix: Floats, right: Floats) -> Floats:
    return np.asarray(np.linalg.solve(matrix, right), dtype=np.float64)
