"""How uncertain an estimate is, as draws of the total, whichever method it came from."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from habeas.counts.estimate import Estimate, Status

# verdata puts .1 in the place of a draw of nobody unseen, whose logarithm there is not.
NOBODY = 0.1


def is_usable(estimate: Estimate) -> bool:
    """Whether a total may be made with it: status OK, and finite limits or draws."""
    if estimate.status is not Status.OK or estimate.point is None:
        return False
    if estimate.draws is not None and len(estimate.draws) > 1:
        return bool(np.isfinite(estimate.draws).all())
    limits = (estimate.low, estimate.high)
    return all(limit is not None and math.isfinite(limit) for limit in limits)


def drawn_totals(
    estimate: Estimate, count: int, random: np.random.Generator
) -> NDArray[np.float64]:
    """So many totals, in random order: its posterior draws, each as often as any other ± 1.

    The order must be random: equal tables have equal draws, and these added up one by one would
    move together although the strata are independent. An estimate without draws gets the unseen
    as lognormal on either side of its point, through its limits (exact for the lognormal
    intervals of the closed-form estimators).
    """
    draws = estimate.draws
    if draws is None or len(draws) < 2:
        centre, below, above = _log_unseen_limits(estimate)
        z = random.standard_normal(count)
        return estimate.observed + np.exp(centre + z * np.where(z < 0, below, above))
    runs = [random.permutation(draws) for _ in range(-(-count // len(draws)))]
    return np.concatenate(runs)[:count]


def log_unseen(estimate: Estimate) -> tuple[float, float]:
    """Mean and standard deviation of log n0 (of its draws, or through its limits)."""
    if estimate.draws is None or len(estimate.draws) < 2:
        centre, below, above = _log_unseen_limits(estimate)
        return centre, (below + above) / 2
    logs = np.log(np.maximum(estimate.draws - estimate.observed, NOBODY))
    return float(logs.mean()), float(logs.std(ddof=1))


def mean_unseen(estimate: Estimate) -> float:
    """Mean of the draws of n0; without draws, the point's n0."""
    if estimate.draws is None or len(estimate.draws) < 2:
        assert estimate.point is not None  # noqa: S101 - callers ask is_usable first
        return estimate.point - estimate.observed
    return float(estimate.draws.mean()) - estimate.observed


def _log_unseen_limits(estimate: Estimate) -> tuple[float, float, float]:
    """log n0 at the point, and a standard deviation below and above it, from the limits."""
    figures = (estimate.low, estimate.point, estimate.high)
    low, point, high = (
        math.log(max((figure or 0.0) - estimate.observed, NOBODY)) for figure in figures
    )
    z = float(ndtri((1 + estimate.level) / 2))
    return point, max(point - low, 0.0) / z, max(high - point, 0.0) / z
