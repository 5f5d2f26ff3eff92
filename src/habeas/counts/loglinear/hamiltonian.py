"""Hamiltonian Monte Carlo for the posterior of a Poisson regression with many columns.

Where importance sampling has no longer enough effective draws (sparse tables of seven lists and
more), many chains are run side by side in coordinates in which the posterior's normal
approximation is standard: one matrix product moves them all (Neal 2011).
"""

from __future__ import annotations

import math

import numpy as np

from habeas.counts.loglinear.fitting import Floats

_CHAINS = 100
_BURN_IN = 40
_STEPS = 8
# A trajectory of a quarter turn makes a standard normal's next draw independent of the last.
_STEP = math.pi / 2 / _STEPS


def hamiltonian_draws(
    people: Floats,
    design: Floats,
    precision: Floats,
    centre: Floats,
    covariance: Floats,
    size: int,
    generator: np.random.Generator,
) -> tuple[Floats, float]:
    """About `size` draws of the coefficients, and how many independent ones they are worth.

    `design`: cells × columns; `precision`: of the columns' normal priors; `centre`, `covariance`:
    mode and normal approximation. The worth is the intercept's, from the spread of the chains'
    means.
    """
    factor = np.asarray(np.linalg.cholesky(covariance), dtype=np.float64)
    columns = len(centre)
    states = generator.standard_normal((_CHAINS, columns))
    kept = []
    value, slope = _height(people, design, precision, centre, factor, states)
    for round_ in range(_BURN_IN + max(size // _CHAINS, 2)):
        speed = generator.standard_normal(states.shape)
        step = _STEP * generator.uniform(0.7, 1.1)
        energy = value - (speed**2).sum(axis=1) / 2
        moved, pull = states.copy(), slope
        for _ in range(_STEPS):
            speed = speed + step / 2 * pull
            moved = moved + step * speed
            height, pull = _height(people, design, precision, centre, factor, moved)
            speed = speed + step / 2 * pull
        after = height - (speed**2).sum(axis=1) / 2
        taken = np.log(generator.random(_CHAINS)) < after - energy
        states = np.where(taken[:, np.newaxis], moved, states)
        value = np.where(taken, height, value)
        slope = np.where(taken[:, np.newaxis], pull, slope)
        if round_ >= _BURN_IN:
            kept.append(centre + states @ factor.T)
    draws = np.stack(kept)
    spread = float(draws[:, :, 0].mean(axis=0).var(ddof=1))
    worth = _CHAINS * float(draws[:, :, 0].var()) / spread if spread > 0 else 0.0
    return draws.reshape(-1, columns), min(worth, float(draws.shape[0] * _CHAINS))


def _height(
    people: Floats,
    design: Floats,
    precision: Floats,
    centre: Floats,
    factor: Floats,
    states: Floats,
) -> tuple[Floats, Floats]:
    """Log posterior and its gradient for each chain; -inf and 0 where it overflows."""
    coefficients = centre + states @ factor.T
    predictor = coefficients @ design.T
    with np.errstate(over="ignore", invalid="ignore"):
        fitted = np.exp(predictor)
        value = predictor @ people - fitted.sum(axis=1) - coefficients**2 @ precision / 2
        gradient = ((people - fitted) @ design - coefficients * precision) @ factor
    lost = ~np.isfinite(value)
    return np.where(lost, -np.inf, value), np.where(lost[:, np.newaxis], 0.0, gradient)
