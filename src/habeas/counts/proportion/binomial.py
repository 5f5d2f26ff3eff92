"""Intervals for a share when those examined are a random sample."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betaincinv

from habeas.counts.simple.lognormal import normal_quantile
from habeas.model import WrongUsage

Method = Literal["wilson", "clopper-pearson", "jeffreys"]
METHODS: tuple[str, ...] = get_args(Method)
Shares = NDArray[np.float64]


def binomial_interval(
    successes: ArrayLike, examined: ArrayLike, *, level: float = 0.95, method: Method = "wilson"
) -> tuple[Shares, Shares]:
    """(low, high) limits of a share, elementwise for arrays; `examined` above 0.

    "wilson" (1927, the score interval), "clopper-pearson" (1934, covers at least `level` always),
    "jeffreys" (Beta(½, ½) prior; Brown, Cai and DasGupta 2001, equation 4.1.1, with the limits 0
    and 1 where nobody or everybody has the sign). Raises WrongUsage for another method or level.
    """
    quantile = normal_quantile(level)
    if method not in METHODS:
        raise WrongUsage(f"there is no method {method!r}", remedy=f"take one of {METHODS}")
    k = np.asarray(successes, dtype=np.float64)
    n = np.asarray(examined, dtype=np.float64)
    tail = (1 - level) / 2
    low: Shares
    high: Shares
    if method == "wilson":
        low, high = _wilson(k, n, quantile)
    elif method == "clopper-pearson":
        low = _beta(np.maximum(k, 1), n - k + 1, tail)
        high = _beta(k + 1, np.maximum(n - k, 1), 1 - tail)
    else:
        low = _beta(k + 0.5, n - k + 0.5, tail)
        high = _beta(k + 0.5, n - k + 0.5, 1 - tail)
    return np.where(k == 0, 0.0, low), np.where(k == n, 1.0, high)


def _beta(first: Shares, second: Shares, probability: float) -> Shares:
    return np.asarray(betaincinv(first, second, probability), dtype=np.float64)


def _wilson(k: Shares, n: Shares, quantile: float) -> tuple[Shares, Shares]:
    square = quantile**2
    centre = (k + square / 2) / (n + square)
    half = quantile / (n + square) * np.sqrt(k * (n - k) / n + square / 4)
    return np.maximum(centre - half, 0.0), np.minimum(centre + half, 1.0)
