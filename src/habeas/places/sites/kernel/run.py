"""The compiled loop: sweeps over all units, split–merge moves, and what is kept of them."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from habeas.places.sites.kernel.gibbs import visit
from habeas.places.sites.kernel.hyper import draw_population, draw_shape, log_partition
from habeas.places.sites.kernel.split_merge import propose
from habeas.places.sites.kernel.types import (
    CATEGORIES,
    POPULATION,
    SITES,
    TRUE,
    WRONG,
    Floats,
    Integers,
    Priors,
    State,
    Units,
)

_HYPER_TIMES = 16


class Kept(NamedTuple):
    """Draws: `site` (draws × units: a slot or MISTAKEN), `place` (draws × units: the cell drawn for
    each slot in use, else −1), and scalars of shape (draws,)."""

    site: NDArray[np.int32]
    place: NDArray[np.int32]
    seen: Integers
    population: Integers
    wrong: Integers
    shape: Floats
    log_posterior: Floats


def empty_kept(draws: int, units: int) -> Kept:
    """Room for so many draws."""
    return Kept(
        np.full((draws, units), -1, dtype=np.int32),
        np.full((draws, units), -1, dtype=np.int32),
        np.zeros(draws, dtype=np.int64),
        np.zeros(draws, dtype=np.int64),
        np.zeros(draws, dtype=np.int64),
        np.zeros(draws),
        np.zeros(draws),
    )


@njit(cache=True, nogil=True)
def sweep(
    rng: np.random.Generator, units: Units, priors: Priors, state: State, proposals: int
) -> None:
    """One visit to every unit in random order, then the other moves."""
    count = len(state.site)
    order = np.arange(count)
    for k in range(count - 1, 0, -1):
        other = int(rng.random() * (k + 1))
        order[k], order[other] = order[other], order[k]
    choices = np.empty(count + 2, dtype=np.int64)
    weights = np.empty(count + 2)
    every = max(_HYPER_TIMES, count // _HYPER_TIMES)
    for k in range(count):
        visit(rng, units, priors, state, order[k], choices, weights)
        # The number of all sites bounds that of the sites seen: they must move together.
        if k % every == 0:
            draw_population(rng, state, priors)
            draw_shape(rng, state, priors)
    for _ in range(proposals):
        propose(rng, units, priors, state)
    draw_population(rng, state, priors)
    draw_shape(rng, state, priors)


@njit(cache=True, nogil=True)
def log_posterior(state: State, priors: Priors) -> float:
    """The logarithm of the joint density of the state, the places summed out, up to a constant."""
    total, seen = state.tally[POPULATION], state.tally[SITES]
    median = priors.population
    value = log_partition(state, priors, state.shape[0])
    value -= math.log(total + median) + math.log(total + median - 1.0)
    value += math.lgamma(total + 1.0) - math.lgamma(total - seen + 1.0)
    value += math.lgamma(state.tally[WRONG] + priors.mistaken[0])
    value += math.lgamma(state.tally[TRUE] + priors.mistaken[1])
    for wrong in range(2):
        units, prior = 0.0, 0.0
        for category in range(CATEGORIES):
            value += math.lgamma(state.categories[wrong, category] + priors.category[category])
            units += state.categories[wrong, category]
            prior += priors.category[category]
        value -= math.lgamma(units + prior)
    for k in range(seen):
        value += state.fits[state.active[k]]
    return float(value)


@njit(cache=True, nogil=True)
def keep(rng: np.random.Generator, priors: Priors, state: State, kept: Kept, draw: int) -> None:
    """Write the state down as one draw, with a place drawn for each site."""
    for unit in range(len(state.site)):
        kept.site[draw, unit] = state.site[unit]
    for k in range(state.tally[SITES]):
        slot = state.active[k]
        left = rng.random()
        cells, weight = state.cells[slot], state.weights[slot]
        chosen = len(cells) - 1
        for c in range(len(cells)):
            left -= weight[c]
            if left < 0.0:
                chosen = c
                break
        kept.place[draw, slot] = cells[chosen]
    kept.seen[draw] = state.tally[SITES]
    kept.population[draw] = state.tally[POPULATION]
    kept.wrong[draw] = state.tally[WRONG]
    kept.shape[draw] = state.shape[0]
    kept.log_posterior[draw] = log_posterior(state, priors)


@njit(cache=True, nogil=True)
def run(
    rng: np.random.Generator,
    units: Units,
    priors: Priors,
    state: State,
    sweeps: int,
    proposals: int,
    kept: Kept,
    first: int,
    thin: int,
) -> None:
    """So many sweeps; each `thin`-th is kept from position `first` on (0: none is kept)."""
    for number in range(sweeps):
        sweep(rng, units, priors, state, proposals)
        if thin > 0 and (number + 1) % thin == 0:
            keep(rng, priors, state, kept, first + (number + 1) // thin - 1)
