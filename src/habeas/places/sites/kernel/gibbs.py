"""One visit to a unit: take it out, weigh every place where it could belong, put it back."""

from __future__ import annotations

import numpy as np
from numba import njit

from habeas.places.sites.kernel.membership import link, new_slot, put_in, rebuild, set_box, unlink
from habeas.places.sites.kernel.products import fit
from habeas.places.sites.kernel.types import (
    CATEGORIES,
    MISTAKEN,
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

_MOST_PAIRS = 4_000_000


@njit(cache=True, nogil=True)
def category_chance(state: State, priors: Priors, wrong: int, category: int) -> float:
    """P(a unit's category | true or mistaken), the shares integrated out."""
    seen, prior = 0.0, 0.0
    for other in range(CATEGORIES):
        seen += state.categories[wrong, other]
        prior += priors.category[other]
    return float((state.categories[wrong, category] + priors.category[category]) / (seen + prior))


@njit(cache=True, nogil=True)
def _pair_fit(state: State, unit: int, slot: int) -> float:
    """How well a scattered unit fits a site of one member; worked out once for each pair.

    Sites of one vague unit spread over thousands of cells, and there are many of them.
    """
    other = state.head[slot]
    key = min(unit, other) * len(state.site) + max(unit, other)
    if key in state.pairs:
        return float(state.pairs[key])
    fitting = fit(state.cells[slot], state.weights[slot], state.scattered)
    if len(state.pairs) < _MOST_PAIRS:
        state.pairs[key] = fitting
    return float(fitting)


@njit(cache=True, nogil=True)
def weigh(
    units: Units, priors: Priors, state: State, unit: int, choices: Integers, weights: Floats
) -> int:
    """Fill `choices` with slots (MISTAKEN, −9 for a new site) and their weights; how many."""
    begin, end = units.start[unit], units.start[unit + 1]
    for k in range(begin, end):
        state.scattered[units.cells[k]] = units.values[k]
    category = units.category[unit]
    gamma, population = state.shape[0], state.tally[POPULATION]
    wrong = (state.tally[WRONG] + priors.mistaken[0]) * category_chance(state, priors, 1, category)
    true = (state.tally[TRUE] + priors.mistaken[1]) * category_chance(state, priors, 0, category)
    true /= state.tally[TRUE] + gamma * population
    choices[0], weights[0] = MISTAKEN, wrong
    choices[1], weights[1] = -9, true * gamma * max(0, population - state.tally[SITES])
    found = 2
    low, high = units.box[unit, 0], units.box[unit, 1]
    west, east = units.box[unit, 2], units.box[unit, 3]
    for k in range(state.tally[SITES]):
        slot = state.active[k]
        if (
            state.box[slot, 1] < low
            or state.box[slot, 0] > high
            or state.box[slot, 3] < west
            or state.box[slot, 2] > east
        ):
            continue
        if state.size[slot] == 1:
            fitting = _pair_fit(state, unit, slot)
        else:
            fitting = fit(state.cells[slot], state.weights[slot], state.scattered)
        if fitting > 0.0:
            choices[found] = slot
            weights[found] = true * (state.size[slot] + gamma) * fitting
            found += 1
    for k in range(begin, end):
        state.scattered[units.cells[k]] = 0.0
    return found


@njit(cache=True, nogil=True)
def drawn(rng: np.random.Generator, weights: Floats, count: int) -> int:
    """One of the first `count` positions, with chances in proportion to the weights."""
    total = 0.0
    for k in range(count):
        total += weights[k]
    left = rng.random() * total
    for k in range(count):
        left -= weights[k]
        if left < 0.0:
            return k
    return int(np.argmax(weights[:count]))


@njit(cache=True, nogil=True)
def visit(
    rng: np.random.Generator,
    units: Units,
    priors: Priors,
    state: State,
    unit: int,
    choices: Integers,
    weights: Floats,
) -> None:
    """One Gibbs step for one unit."""
    slot = unlink(units, state, unit)
    remains = slot >= 0 and state.size[slot] > 0
    if slot >= 0:
        kept_cells, kept_weights, kept_fit = (
            state.cells[slot],
            state.weights[slot],
            state.fits[slot],
        )
        if remains:
            rebuild(units, priors, state, slot)
    found = weigh(units, priors, state, unit, choices, weights)
    chosen = choices[drawn(rng, weights, found)]
    if chosen == -9:
        put_in(units, priors, state, unit, new_slot(state))
    elif remains and chosen == slot:
        state.cells[slot] = kept_cells
        state.weights[slot] = kept_weights
        state.fits[slot] = kept_fit
        set_box(state, priors, slot)
        link(units, state, unit, slot)
    else:
        put_in(units, priors, state, unit, chosen)
