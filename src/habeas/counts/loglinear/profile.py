"""The multinomial profile likelihood of N under one log-linear model."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq, minimize_scalar
from scipy.special import gammaln, xlogy
from scipy.stats import chi2

# An upper limit beyond so many times the observed people is no limit at all.
_FARTHEST = 1e9
_LARGEST_LOG = math.log(1e15)


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
    """Brent's search in log(n0 + 1), within a bracket that grows around the start."""

    def below(x: float) -> float:
        return -function(math.expm1(x))

    middle, width = math.log1p(start), 0.05
    left, right = max(middle - width, 0.0), middle + width
    at_middle = below(middle)
    while left > 0 and (at_left := below(left)) < at_middle:
        middle, at_middle, width = left, at_left, 2 * width
        left = max(middle - width, 0.0)
    while right < _LARGEST_LOG and (at_right := below(right)) < at_middle:
        middle, at_middle, width = right, at_right, 2 * width
        right = middle + width
    found = minimize_scalar(below, bounds=(left, right), method="bounded", options={"xatol": 1e-9})
    return math.expm1(float(found.x))


def model_profile(
    people: NDArray[np.float64], terms: NDArray[np.int64], coefficients: NDArray[np.float64]
) -> Callable[[float], float]:
    """The profile log likelihood of n0 under a hierarchical model (README 3.2).

    For each n0 the model is refitted with the empty cell set to n0. `coefficients`: of the
    Poisson fit, which the refits start from.
    """
    from habeas.counts.loglinear.fitting import fit

    table = people.astype(np.float64).copy()
    observed = float(table[1:].sum())
    start = coefficients[np.newaxis, :].copy()

    def likelihood(unseen: float) -> float:
        table[0] = unseen
        refit = fit(table, terms[np.newaxis, :], starts=start, with_empty_cell=True)
        start[:] = refit.coefficients
        return multinomial(float(refit.loglik[0, 0]), observed, unseen)

    return likelihood


def multinomial(loglik: float, observed: float, unseen: float) -> float:
    """The multinomial log likelihood from a Poisson one, whose fitted cells add up to N.

    They differ by the Poisson probability of N itself, N log N - N - log N!. With Stirling's
    formula for the factorials the result is, but for a constant, Rcapture's
    -deviance/2 + n0 - N - log(n0/N)/2.
    """
    total = observed + unseen
    return float(loglik - xlogy(total, total) + total + gammaln(total + 1))
