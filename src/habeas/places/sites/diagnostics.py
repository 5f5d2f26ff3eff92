"""Whether several chains agree: split R-hat and effective draws.

Gelman and others, Bayesian Data Analysis (2013), section 11.4; autocorrelations are summed over
Geyer's initial positive pairs.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Draws = NDArray[np.float64]


def split_rhat(draws: Draws) -> float:
    """R-hat of draws (chains × draws), each chain cut in two; 1 where nothing varies."""
    half = draws.shape[1] // 2
    if half < 2:
        return math.nan
    halves = np.concatenate([draws[:, :half], draws[:, -half:]])
    within = float(halves.var(axis=1, ddof=1).mean())
    between = float(halves.mean(axis=1).var(ddof=1))
    if within == 0:
        return 1.0 if between == 0 else math.inf
    return math.sqrt((half - 1) / half + between / within)


def effective_draws(draws: Draws) -> float:
    """How many independent draws the draws (chains × draws) are worth for their mean."""
    chains, count = draws.shape
    within = float(draws.var(axis=1, ddof=1).mean()) if count > 1 else 0.0
    if within == 0:
        return float(chains * count)
    between = float(draws.mean(axis=1).var(ddof=1)) if chains > 1 else 0.0
    total = (count - 1) / count * within + between
    centred = draws - draws.mean(axis=1, keepdims=True)
    size = 2 * count
    power = np.abs(np.fft.rfft(centred, size, axis=1)) ** 2
    covariance = np.fft.irfft(power, size, axis=1)[:, :count].mean(axis=0) / count
    correlation = 1 - (within - covariance * count / (count - 1)) / total
    pairs = correlation[: count - count % 2].reshape(-1, 2).sum(axis=1)
    negative = np.flatnonzero(pairs < 0)
    kept = pairs[: negative[0]] if len(negative) else pairs
    return float(chains * count / max(1.0, 2 * kept.sum() - 1))
