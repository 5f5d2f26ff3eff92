"""The multinomial profile likelihood of N under one log-linear model."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import gammaln, xlogy
from scipy.stats import chi2

# An upper limit beyond so many times the observed people is no limit at all.
_FARTHEST = 1e9
_GOLDEN = (math.sqrt(5) - 1) / 2


@dataclass(frozen=True)
class ProfileInterval:
    """Totals (observed included): where the profile is highest, and where it has fallen enough.

    `high` is infinite where the likelihood never falls enough.
    """

    low: float
    maximum: float
    high: float


def profile_interval(
    unseen_likelihood: Callable[[float], float], observed: float, start: float, level: float
) -> ProfileInterval:
    """Maximum and limits of a concave profile of n0, the number of unseen people (a real number).

    `unseen_likelihood(n0)` is the multinomial profile log likelihood; `start` a guess of n0. The
    limits are where it lies chi2_1(level) / 2 below its maximum; the lower one is n at least.
    """
    top = _maximum(unseen_likelihood, max(start, 0.5))
    aim = unseen_likelihood(top) - float(chi2.ppf(level, 1)) / 2

    def above(unseen: float) -> float:
        return unseen_likelihood(unseen) - aim

    low = 0.0 if above(0.0) >= 0 else float(brentq(above, 0.0, top, xtol=1e-3))
    far = 2 * top + 10.0
    while above(far) > 0 and far < _FARTHEST * observed:
        far *= 2
    high = math.inf if above(far) > 0 else float(brentq(above, top, far, xtol=1e-3))
    return ProfileInterval(observed + low, observed + top, observed + high)


def _maximum(function: Callable[[float], float], start: float) -> float:
    """Golden-section search in log(n0 + 1), from a bracket that grows around the start."""

    def value(x: float) -> float:
        return function(math.expm1(x))

    middle, width = math.log1p(start), 0.05
    left, right = max(middle - width, 0.0), middle + width
    while left > 0 and value(left) > value(middle):
        middle, width = left, 2 * width
        left = max(middle - width, 0.0)
    while value(right) > value(middle) and right < math.log(1e15):
        middle, width = right, 2 * width
        right = middle + width
    a, d = right - _GOLDEN * (right - left), left + _GOLDEN * (right - left)
    at_a, at_d = value(a), value(d)
    while right - left > 1e-8:
        if at_a >= at_d:
            right, d, at_d = d, a, at_a
            a = right - _GOLDEN * (right - left)
            at_a = value(a)
        else:
            left, a, at_a = a, d, at_d
            d = left + _GOLDEN * (right - left)
            at_d = value(d)
    return math.expm1((left + right) / 2)


def model_profile(
    people: NDArray[np.float64], terms: NDArray[np.int64], coefficients: NDArray[np.float64]
) -> Callable[[float], float]:
    """The profile log likelihood of n0 under a hierarchical model (README 3.2).

    For each n0 the model is refitted with the empty cell set to n0. The maximised Poisson log
    likelihood of cells that add up to N is, but for the Poisson probability of N itself, the
    multinomial one: l(n0) = sum y log m - N log N + log N! - log n0! (constants left out). With
    Stirling's formula for the factorials this is Rcapture's -deviance/2 + n0 - N - log(n0/N)/2.
    `coefficients`: of the Poisson fit, which the refits start from.
    """
    from habeas.counts.loglinear.fitting import fit

    table = people.astype(np.float64).copy()
    observed = float(table[1:].sum())
    start = coefficients[np.newaxis, :].copy()
    others = float(gammaln(table[1:] + 1).sum())

    def likelihood(unseen: float) -> float:
        table[0] = unseen
        refit = fit(table, terms[np.newaxis, :], starts=start, with_empty_cell=True)
        total = observed + unseen
        cells = float(refit.loglik[0, 0]) + float(gammaln(unseen + 1)) + others + total
        start[:] = refit.coefficients
        return float(cells - xlogy(total, total) + gammaln(total + 1) - gammaln(unseen + 1))

    return likelihood
