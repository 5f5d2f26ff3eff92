"""Splitting a site in two and merging two into one, with sequential allocation.

Dahl 2005 ("Sequentially-allocated merge–split sampler for conjugate and nonconjugate Dirichlet
process mixture models"), for places that are summed out.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from habeas.places.sites.kernel.membership import (
    link,
    members_of,
    new_slot,
    rebuild,
    set_box,
    unlink,
)
from habeas.places.sites.kernel.products import alone, joined, product
from habeas.places.sites.kernel.types import POPULATION, SITES, Integers, Priors, State, Units


@njit(cache=True, nogil=True)
def _allocate(
    rng: np.random.Generator,
    units: Units,
    priors: Priors,
    state: State,
    first: int,
    second: int,
    others: Integers,
    replay: bool,
) -> tuple[Integers, float, float]:
    """Deal the others out to the sites of two units, one after the other.

    `replay` follows where they are now (those in the first's slot go with it). Returns 0 or 1 for
    each, the logarithm of the chance of dealing so, and of the joint fit of both; the last is
    minus infinity where somebody fits neither.
    """
    start, cells, values = units.start, units.cells, units.values
    gamma = state.shape[0]
    a_cells, a_weight = alone(
        cells[start[first] : start[first + 1]],
        values[start[first] : start[first + 1]],
        priors.cells,
    )
    b_cells, b_weight = alone(
        cells[start[second] : start[second + 1]],
        values[start[second] : start[second + 1]],
        priors.cells,
    )
    side = np.zeros(len(others), dtype=np.int64)
    a_count, b_count = 1, 1
    chance, fits = 0.0, 0.0
    for k in range(len(others)):
        unit = others[k]
        begin, end = start[unit], start[unit + 1]
        with_a = joined(a_cells, a_weight, cells[begin:end], values[begin:end])
        with_b = joined(b_cells, b_weight, cells[begin:end], values[begin:end])
        to_a, to_b = (a_count + gamma) * with_a[2], (b_count + gamma) * with_b[2]
        if to_a + to_b <= 0.0:
            return side, 0.0, -np.inf
        share = to_a / (to_a + to_b)
        goes_first = state.site[unit] == state.site[first] if replay else rng.random() < share
        if goes_first:
            if with_a[2] <= 0.0:
                return side, 0.0, -np.inf
            a_cells, a_weight = with_a[0], with_a[1]
            fits += math.log(with_a[2])
            chance += math.log(share)
            a_count += 1
        else:
            if with_b[2] <= 0.0:
                return side, 0.0, -np.inf
            b_cells, b_weight = with_b[0], with_b[1]
            fits += math.log(with_b[2])
            chance += math.log(1.0 - share)
            b_count += 1
            side[k] = 1
    return side, chance, fits


@njit(cache=True, nogil=True)
def _log_split_prior(state: State, unseen: int, a_count: int, b_count: int) -> float:
    """The logarithm of P(two sites) / P(one site), for partitions that are the same elsewhere."""
    gamma = state.shape[0]
    return (
        math.log(unseen)
        + math.lgamma(gamma + a_count)
        + math.lgamma(gamma + b_count)
        - math.lgamma(gamma)
        - math.lgamma(gamma + a_count + b_count)
    )


@njit(cache=True, nogil=True)
def _shuffled_without(
    rng: np.random.Generator, members: Integers, first: int, second: int
) -> Integers:
    others = np.empty(len(members), dtype=np.int64)
    count = 0
    for k in range(len(members)):
        if members[k] != first and members[k] != second:
            others[count] = members[k]
            count += 1
    others = others[:count].copy()
    for k in range(count - 1, 0, -1):
        other = int(rng.random() * (k + 1))
        others[k], others[other] = others[other], others[k]
    return others


@njit(cache=True, nogil=True)
def propose(rng: np.random.Generator, units: Units, priors: Priors, state: State) -> None:
    """One proposal: two units that lie near each other, split if together and merged if apart."""
    first = int(rng.random() * len(state.site))
    begin, end = units.near_start[first], units.near_start[first + 1]
    if begin == end:
        return
    second = units.near[begin + int(rng.random() * (end - begin))]
    if state.site[first] < 0 or state.site[second] < 0:
        return
    if state.site[first] == state.site[second]:
        _split(rng, units, priors, state, first, second)
    else:
        _merge(rng, units, priors, state, first, second)


@njit(cache=True, nogil=True)
def _split(
    rng: np.random.Generator, units: Units, priors: Priors, state: State, first: int, second: int
) -> None:
    unseen = state.tally[POPULATION] - state.tally[SITES]
    if unseen < 1:
        return
    slot = state.site[first]
    others = _shuffled_without(rng, members_of(state, slot), first, second)
    side, chance, fits = _allocate(rng, units, priors, state, first, second, others, False)
    if fits == -np.inf:
        return
    b_count = 1 + side.sum()
    a_count = 2 + len(others) - b_count
    gain = _log_split_prior(state, unseen, a_count, b_count) + fits - state.fits[slot] - chance
    if math.log(rng.random() + 1e-300) >= gain:
        return
    fresh = new_slot(state)
    _move(units, state, second, fresh)
    for k in range(len(others)):
        if side[k] == 1:
            _move(units, state, others[k], fresh)
    rebuild(units, priors, state, slot)
    rebuild(units, priors, state, fresh)


@njit(cache=True, nogil=True)
def _merge(
    rng: np.random.Generator, units: Units, priors: Priors, state: State, first: int, second: int
) -> None:
    a_slot, b_slot = state.site[first], state.site[second]
    a_members, b_members = members_of(state, a_slot), members_of(state, b_slot)
    together = np.concatenate((a_members, b_members))
    cells, weight, fit = product(together, units.start, units.cells, units.values, priors.cells)
    if fit == -np.inf:
        return
    others = _shuffled_without(rng, together, first, second)
    _, chance, fits = _allocate(rng, units, priors, state, first, second, others, True)
    if fits == -np.inf:
        return
    unseen = state.tally[POPULATION] - state.tally[SITES] + 1
    ratio = _log_split_prior(state, unseen, len(a_members), len(b_members)) + fits - fit - chance
    if math.log(rng.random() + 1e-300) >= -ratio:
        return
    for k in range(len(b_members)):
        _move(units, state, b_members[k], a_slot)
    state.cells[a_slot] = cells
    state.weights[a_slot] = weight
    state.fits[a_slot] = fit
    set_box(state, priors, a_slot)


@njit(cache=True, nogil=True)
def _move(units: Units, state: State, unit: int, slot: int) -> None:
    unlink(units, state, unit)
    link(units, state, unit, slot)
