"""The cap on the unseen people, as a factor of the likelihood."""

from __future__ import annotations

import math

from habeas.counts.latent.kernel.arithmetic import exponential_of, log_gamma, logarithm
from habeas.counts.latent.kernel.compiled import compiled


@compiled
def log_share_below_cap(p0: float, people: int, cap: int) -> float:
    """log P(n0 ≤ cap) for n0 negative binomial: (people) successes of chance 1 - p0.

    It is the incomplete beta function I(1 - p0; people, cap + 1).
    """
    x = 1.0 - p0
    mean = people * p0 / x
    # Twelve standard deviations below the cap of a Gamma(50) or more: less than e^-30 is beyond.
    if mean + 12.0 * math.sqrt(mean / x) < cap and (people >= 50 or mean < 0.02 * cap):
        return 0.0
    a = float(people)
    b = cap + 1.0
    front = log_gamma(a + b) - log_gamma(a) - log_gamma(b) + a * logarithm(x) + b * logarithm(p0)
    if x < (a + 1.0) / (a + b + 2.0):
        return front + logarithm(_beta_fraction(a, b, x) / a)
    other = exponential_of(front) * _beta_fraction(b, a, p0) / b
    return logarithm(max(1.0 - other, 1e-300))


@compiled
def log_mass_at_cap(p0: float, people: int, cap: int) -> float:
    """log P(n0 = cap) of the same n0."""
    return (
        log_gamma(float(people + cap))
        - log_gamma(float(people))
        - log_gamma(cap + 1.0)
        + people * logarithm(1.0 - p0)
        + cap * logarithm(p0)
    )


@compiled
def expected_unseen_ratio(p0: float, people: int, cap: int, log_share: float) -> float:
    """The derivative of log[F(cap) / (1 - p0)^people] by p0: E(n0 | n0 ≤ cap) / p0."""
    ratio = people / (1.0 - p0)
    if log_share < 0.0:
        # The density of the incomplete beta function is (people + cap) / (1 - p0) times the mass.
        beyond = exponential_of(log_mass_at_cap(p0, people, cap) - log_share)
        ratio -= beyond * (people + cap) / (1.0 - p0)
    return ratio


@compiled
def _beta_fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of the incomplete beta function, by Lentz's method."""
    c = 1.0
    d = 1.0 / _not_zero(1.0 - (a + b) * x / (a + 1.0))
    value = d
    for step in range(1, 2000):
        twice = 2.0 * step
        term = step * (b - step) * x / ((a + twice - 1.0) * (a + twice))
        d = 1.0 / _not_zero(1.0 + term * d)
        c = _not_zero(1.0 + term / c)
        value *= d * c
        term = -(a + step) * (a + b + step) * x / ((a + twice) * (a + twice + 1.0))
        d = 1.0 / _not_zero(1.0 + term * d)
        c = _not_zero(1.0 + term / c)
        value *= d * c
        if abs(d * c - 1.0) < 1e-14:
            break
    return value


@compiled
def _not_zero(value: float) -> float:
    return value if abs(value) > 1e-300 else 1e-300
