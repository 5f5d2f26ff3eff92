"""How many sites there are, seen or not, and how unevenly they are told of.

Given the partition, P(K) ∝ prior(K) · K!/(K−t)! · Γ(γK)/Γ(γK+n): the telescoping sampler of
mixtures of finite mixtures (Frühwirth-Schnatter, Malsiner-Walli and Grün 2021, Bayesian Analysis
16, 1279).
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from habeas.places.sites.kernel.types import POPULATION, SITES, TRUE, Priors, State

_STEP = 0.6
_FAINT = -14.0
_PROPOSALS = 3
_MOST = 4_000


@njit(cache=True, nogil=True)
def log_population(seen: int, true: int, gamma: float, total: int, median: float) -> float:
    """The logarithm of P(partition | K = total) P(K), up to a constant.

    P(K) = m / ((K + m)(K + m − 1)): flat up to its median m, and heavy-tailed past it.
    """
    return (
        math.lgamma(total + 1.0)
        - math.lgamma(total - seen + 1.0)
        + math.lgamma(gamma * total)
        - math.lgamma(gamma * total + true)
        - math.log(total + median)
        - math.log(total + median - 1.0)
    )


@njit(cache=True, nogil=True)
def draw_population(rng: np.random.Generator, state: State, priors: Priors) -> None:
    """Draw the number of all sites given the partition."""
    seen, true, gamma = state.tally[SITES], state.tally[TRUE], state.shape[0]
    median = priors.population
    first = max(seen, 1)
    best = -np.inf
    last = first
    chances = np.empty(_MOST)
    while last < first + _MOST:
        value = log_population(seen, true, gamma, last, median)
        chances[last - first] = value
        best = max(best, value)
        last += 1
        if value < best + _FAINT:
            break
    total = 0.0
    for k in range(last - first):
        chances[k] = math.exp(chances[k] - best)
        total += chances[k]
    left = rng.random() * total
    chosen = first
    for population in range(first, last):
        chosen = population
        left -= chances[population - first]
        if left < 0.0:
            break
    state.tally[POPULATION] = chosen


@njit(cache=True, nogil=True)
def log_partition(state: State, priors: Priors, gamma: float) -> float:
    """The logarithm of P(partition | K, γ) P(γ), up to a constant."""
    total = state.tally[POPULATION]
    value = math.lgamma(gamma * total) - math.lgamma(gamma * total + state.tally[TRUE])
    for k in range(state.tally[SITES]):
        value += math.lgamma(gamma + state.size[state.active[k]]) - math.lgamma(gamma)
    return float(value - 0.5 * ((math.log(gamma) - priors.shape[0]) / priors.shape[1]) ** 2)


@njit(cache=True, nogil=True)
def draw_shape(rng: np.random.Generator, state: State, priors: Priors) -> None:
    """A few Metropolis steps for the shape of the pulls."""
    for _ in range(_PROPOSALS):
        gamma = state.shape[0]
        proposed = gamma * math.exp(_STEP * rng.normal())
        change = log_partition(state, priors, proposed) - log_partition(state, priors, gamma)
        if math.log(rng.random() + 1e-300) < change:
            state.shape[0] = proposed
