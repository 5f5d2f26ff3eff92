"""Whether several chains of draws tell one story, and how many independent draws they are worth.

Rank-normalised split R-hat and effective sample sizes: Vehtari, Gelman, Simpson, Carpenter and
Bürkner 2021 (Bayesian Analysis 16, 667). Draws come as a matrix, chains × draws.
"""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

Draws = NDArray[np.float64]

_GRID = 512
# A second peak counts when it holds this share of the draws and the valley before it is this deep.
_LEAST_MASS = 0.05
_VALLEY = 0.5


def rhat(draws: Draws) -> float:
    """R-hat: the larger of the rank-normalised split one and its folded form (equation 14).

    1 where all draws are equal; NaN with fewer than 4 draws a chain.
    """
    if draws.shape[1] < 4:
        return math.nan
    if np.ptp(draws) == 0:
        return 1.0
    halves = _split(draws)
    folded = np.abs(halves - np.median(halves))
    return max(_rhat(_ranked(halves)), _rhat(_ranked(folded)))


def ess_bulk(draws: Draws) -> float:
    """Effective draws for the middle of the distribution (rank-normalised, split chains)."""
    if draws.shape[1] < 4:
        return math.nan
    return _ess(_ranked(_split(draws)))


def ess_tail(draws: Draws) -> float:
    """Effective draws for the limits: the smaller of those of the 5 % and the 95 % quantile."""
    if draws.shape[1] < 4:
        return math.nan
    return min(
        _ess(_split((draws <= np.quantile(draws, share)).astype(np.float64)))
        for share in (0.05, 0.95)
    )


def modes(draws: Draws, resolution: float = 0.0) -> int:
    """Separate modes of all chains together, seen on the scale of the draws as given.

    A kernel density of the pooled draws; its bandwidth follows the spread inside the chains and
    the number of draws they are worth, so that a slow chain's clumps are no modes. A peak is
    separate where the density before it falls below half of the smaller peak, and each side
    holds at least 5 % of the draws. `resolution`: the gap between neighbouring values, where draws
    are whole numbers or their logarithms; the kernel is not made narrower.
    """
    pooled = draws.ravel()
    spread = min(float(pooled.std()), float(np.sqrt(draws.var(axis=1).mean())))
    if spread == 0 or pooled.size < 4:
        return len(np.unique(pooled))
    worth = max(ess_bulk(draws), float(2 * len(draws)))
    width = max(0.9 * spread * worth**-0.2, resolution)
    low, high = pooled.min() - 3 * width, pooled.max() + 3 * width
    # A long thin tail must not make the grid coarser than the kernel.
    grid = min(max(_GRID, int(4 * (high - low) / width)), 65536)
    counts, edges = np.histogram(pooled, bins=grid, range=(low, high))
    step = edges[1] - edges[0]
    reach = np.arange(-int(4 * width / step) - 1, int(4 * width / step) + 2) * step
    kernel = np.exp(-0.5 * (reach / width) ** 2)
    density = np.convolve(counts / pooled.size, kernel / kernel.sum(), mode="same")
    return _separate_peaks(density)


def _separate_peaks(density: Draws) -> int:
    """Peaks that a valley of half their height and 5 % of the mass on each side set apart."""
    inner = density[1:-1]
    tops = 1 + np.flatnonzero((inner > density[:-2]) & (inner >= density[2:]))
    kept: list[int] = []
    for top in tops:
        if not kept:
            kept.append(int(top))
            continue
        valley = density[kept[-1] : top + 1].min()
        if valley < _VALLEY * min(density[kept[-1]], density[top]):
            kept.append(int(top))
        elif density[top] > density[kept[-1]]:
            kept[-1] = int(top)
    cuts = [first + int(np.argmin(density[first : second + 1])) for first, second in pairwise(kept)]
    masses = [part.sum() for part in np.split(density, cuts)]
    return max(1, sum(1 for mass in masses if mass >= _LEAST_MASS))


def _split(draws: Draws) -> Draws:
    half = draws.shape[1] // 2
    return np.concatenate([draws[:, :half], draws[:, -half:]])


def _ranked(draws: Draws) -> Draws:
    """Normal scores of the average ranks over all chains."""
    _, place, counts = np.unique(draws, return_inverse=True, return_counts=True)
    ranks = np.cumsum(counts) - (counts - 1) / 2
    scores: Draws = ndtri((ranks - 0.375) / (draws.size + 0.25))
    return scores[place].reshape(draws.shape)


def _rhat(draws: Draws) -> float:
    length = draws.shape[1]
    between = length * draws.mean(axis=1).var(ddof=1)
    within = draws.var(axis=1, ddof=1).mean()
    if within == 0:
        return math.inf if between > 0 else 1.0
    return float(np.sqrt((between / within + length - 1) / length))


def _ess(draws: Draws) -> float:
    """Geyer's initial monotone sequence over all chains (equations 10 to 13)."""
    chains, length = draws.shape
    if np.ptp(draws) == 0:
        return float(draws.size)
    covariance = _autocovariance(draws)
    within = covariance[:, 0].mean() * length / (length - 1)
    total = within * (length - 1) / length
    if chains > 1:
        total += draws.mean(axis=1).var(ddof=1)
    correlation = 1 - (within - covariance.mean(axis=0)) / total
    correlation[0] = 1.0
    pairs = correlation[: length // 2 * 2].reshape(-1, 2).sum(axis=1)
    # The last pairs rest on a handful of products; Geyer's sequence stops before them.
    usable = max(1, (length - 3) // 2)
    negative = np.flatnonzero(pairs[:usable] < 0)
    stop = int(negative[0]) if len(negative) else usable
    monotone = np.minimum.accumulate(pairs[: max(stop, 1)])
    time = -1 + 2 * monotone.sum()
    if stop and 2 * stop < length:
        time += max(correlation[2 * stop], 0.0)
    return float(draws.size / max(time, 1 / math.log10(draws.size)))


def _autocovariance(draws: Draws) -> Draws:
    length = draws.shape[1]
    size = 1 << (2 * length - 1).bit_length()
    spectrum = np.fft.rfft(draws - draws.mean(axis=1, keepdims=True), n=size, axis=1)
    products: Draws = np.fft.irfft(np.abs(spectrum) ** 2, n=size, axis=1)[:, :length] / length
    return products
