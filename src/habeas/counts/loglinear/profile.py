"""The multinomial profile likelihood of N under one log-linear model."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtri, gammaln, psi, xlogy

# An upper limit beyond so many times the observed people is no limit at all; beyond so many people
# the likelihood, a sum of terms as large, has no digits left in a double to find one by.
_FARTHEST = 1e9
_MOST_PEOPLE = 1e12
_MOST_ROUNDS = 200
# Roots are found to this share of n0 + 1.
_CLOSE = 1e-9
_ROUNDS_TO_HALVE = 3
# An empty cell with nobody at all would send the intercept to -infinity.
_NEARLY_NONE = 1e-9

# n0 -> the profile log likelihood there, and its slope.
Profile = Callable[[float], tuple[float, float]]


@dataclass(frozen=True)
class ProfileInterval:
    """Totals (observed included): where the profile is highest, and where it has fallen enough.

    `high` is infinite where the likelihood never falls enough.
    """

    low: float
    maximum: float
    high: float


def profile_interval(
    profile: Profile, observed: float, start: float, level: float
) -> ProfileInterval:
    """Maximum and limits of a concave profile of n0, the number of unseen people (a real number).

    `start` is a guess of n0. The limits are where the profile lies chi2_1(level) / 2 below its
    maximum; the lower one is n at least.
    """
    farthest = min(_FARTHEST * observed, _MOST_PEOPLE)
    if start > farthest:
        return ProfileInterval(observed, observed + start, math.inf)
    far = 2 * start + 1.0
    while profile(far)[1] > 0 and far < farthest:
        far *= 2
    # The slope in log(n0 + 1): that in n0 is a million times flatter at one end than at the other.
    top = _crossing(lambda unseen: profile(unseen)[1] * (unseen + 1), far)
    aim = profile(top)[0] - float(chdtri(1, 1 - level)) / 2

    def above(unseen: float) -> float:
        return profile(unseen)[0] - aim

    low = 0.0 if above(0.0) >= 0 else _crossing(lambda unseen: -above(unseen), top)
    far = 2 * top + 10.0
    while (height := above(far)) > 0 and far < farthest:
        far *= 2
    high = math.inf if height > 0 else _crossing(above, far, top)
    return ProfileInterval(observed + low, observed + top, observed + high)


def _crossing(function: Callable[[float], float], right: float, left: float = 0.0) -> float:
    """Where a function that falls from left to right crosses 0; an end, if it does not.

    Regula falsi with the Illinois rule, in log(n0 + 1); wherever three rounds have not halved the
    bracket, its middle (one end may be a million times steeper than the other). It stands here
    because scipy.optimize takes longer to load than a whole estimate takes.
    """
    a, b = math.log1p(left), math.log1p(right)
    at_a, at_b = function(left), function(right)
    if at_a <= 0:
        return left
    if at_b >= 0:
        return right
    kept, rounds, width = 0, 0, b - a
    for _ in range(_MOST_ROUNDS):
        middle = (a * at_b - b * at_a) / (at_b - at_a)
        if rounds == _ROUNDS_TO_HALVE or not a < middle < b:
            middle = (a + b) / 2
        # A root nearer to an end than this is bracketed by the next value.
        middle = min(max(middle, a + _CLOSE / 2), b - _CLOSE / 2)
        height = function(math.expm1(middle))
        if height > 0:
            a, at_a = middle, height
            at_b = at_b / 2 if kept == 1 else at_b
            kept = 1
        else:
            b, at_b = middle, height
            at_a = at_a / 2 if kept == -1 else at_a
            kept = -1
        if b - a < _CLOSE or height == 0:
            break
        rounds += 1
        if b - a < width / 2 or rounds > _ROUNDS_TO_HALVE:
            rounds, width = 0, b - a
    return math.expm1(middle)


def model_profile(
    people: NDArray[np.float64], terms: NDArray[np.int64], coefficients: NDArray[np.float64]
) -> Profile:
    """The profile log likelihood of n0 under a hierarchical model (Cormack 1992).

    For each n0 the model is refitted with the empty cell set to n0. `coefficients`: of the
    Poisson fit, which the refits start from.
    """
    from habeas.counts.loglinear.fitting import fit

    table = people.astype(np.float64).copy()
    observed = float(table[1:].sum())
    start = coefficients[np.newaxis, :].copy()

    def profile(unseen: float) -> tuple[float, float]:
        table[0] = max(unseen, _NEARLY_NONE)
        refit = fit(table, terms[np.newaxis, :], starts=start, with_empty_cell=True)
        start[:] = refit.coefficients
        return multinomial(
            float(refit.loglik[0, 0]), float(refit.coefficients[0, -1]), observed, unseen
        )

    return profile


def multinomial(
    loglik: float, intercept: float, observed: float, unseen: float
) -> tuple[float, float]:
    """The multinomial log likelihood from a Poisson one, whose fitted cells add up to N; its slope.

    They differ by the Poisson probability of N itself, N log N - N - log N!. With Stirling's
    formula for the factorials the result is, but for a constant, Rcapture's
    -deviance/2 + n0 - N - log(n0/N)/2. The slope in n0 is a partial one, for the coefficients
    are at their best (`intercept` is the log of the fitted empty cell).
    """
    total = observed + unseen
    value = loglik - xlogy(total, total) + total + gammaln(total + 1)
    slope = intercept - psi(unseen + 1) - math.log(total) + psi(total + 1)
    return float(value), float(slope)
