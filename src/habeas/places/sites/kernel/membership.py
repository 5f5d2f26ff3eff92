"""Taking units out of sites and putting them in; the posterior of a site follows its members."""

from __future__ import annotations

import numpy as np
from numba import njit

from habeas.places.sites.kernel.products import alone, joined, product
from habeas.places.sites.kernel.types import (
    MISTAKEN,
    SITES,
    TRUE,
    UNPLACED,
    WRONG,
    Integers,
    Priors,
    State,
    Units,
)


@njit(cache=True, nogil=True)
def members_of(state: State, slot: int) -> Integers:
    """The units that belong to a slot."""
    found = np.empty(state.size[slot], dtype=np.int64)
    unit = state.head[slot]
    for k in range(len(found)):
        found[k] = unit
        unit = state.next[unit]
    return found


@njit(cache=True, nogil=True)
def set_box(state: State, priors: Priors, slot: int) -> None:
    """Where the cells of a slot lie, for quick refusals."""
    cells = state.cells[slot]
    west, east = 1e9, -1e9
    for k in range(len(cells)):
        longitude = priors.longitude[cells[k]]
        west = min(west, longitude)
        east = max(east, longitude)
    state.box[slot, 0] = cells[0]
    state.box[slot, 1] = cells[-1]
    state.box[slot, 2] = west
    state.box[slot, 3] = east


@njit(cache=True, nogil=True)
def link(units: Units, state: State, unit: int, slot: int) -> None:
    """Count a unit among the members of a slot, or among the mistaken."""
    state.site[unit] = slot
    if slot == MISTAKEN:
        state.tally[WRONG] += 1
        state.categories[1, units.category[unit]] += 1
        return
    state.tally[TRUE] += 1
    state.categories[0, units.category[unit]] += 1
    first = state.head[slot]
    state.next[unit] = first
    state.previous[unit] = -1
    if first >= 0:
        state.previous[first] = unit
    state.head[slot] = unit
    state.size[slot] += 1


@njit(cache=True, nogil=True)
def unlink(units: Units, state: State, unit: int) -> int:
    """Take a unit out of where it is; returns that slot. A slot without members is freed."""
    slot = int(state.site[unit])
    state.site[unit] = UNPLACED
    if slot == UNPLACED:
        return slot
    if slot == MISTAKEN:
        state.tally[WRONG] -= 1
        state.categories[1, units.category[unit]] -= 1
        return slot
    state.tally[TRUE] -= 1
    state.categories[0, units.category[unit]] -= 1
    before, after = state.previous[unit], state.next[unit]
    if before >= 0:
        state.next[before] = after
    else:
        state.head[slot] = after
    if after >= 0:
        state.previous[after] = before
    state.size[slot] -= 1
    if state.size[slot] == 0:
        _free(state, slot)
    return slot


@njit(cache=True, nogil=True)
def new_slot(state: State) -> int:
    """A slot that no unit belongs to yet."""
    slot = int(state.active[state.tally[SITES]])
    state.tally[SITES] += 1
    return slot


@njit(cache=True, nogil=True)
def _free(state: State, slot: int) -> None:
    last = state.tally[SITES] - 1
    here = state.position[slot]
    other = state.active[last]
    state.active[here], state.active[last] = other, slot
    state.position[other], state.position[slot] = here, last
    state.tally[SITES] = last


@njit(cache=True, nogil=True)
def rebuild(units: Units, priors: Priors, state: State, slot: int) -> None:
    """Work out the posterior of a slot from its members."""
    cells, weight, fit = product(
        members_of(state, slot), units.start, units.cells, units.values, priors.cells
    )
    state.cells[slot] = cells
    state.weights[slot] = weight
    state.fits[slot] = fit
    set_box(state, priors, slot)


@njit(cache=True, nogil=True)
def put_in(units: Units, priors: Priors, state: State, unit: int, slot: int) -> None:
    """Make a unit a member of a slot (or mistaken), and update the posterior of the slot."""
    begin, end = units.start[unit], units.start[unit + 1]
    if slot != MISTAKEN:
        if state.size[slot] == 0:
            cells, weight = alone(units.cells[begin:end], units.values[begin:end], priors.cells)
            fit = 1.0
            state.fits[slot] = 0.0
        else:
            cells, weight, fit = joined(
                state.cells[slot],
                state.weights[slot],
                units.cells[begin:end],
                units.values[begin:end],
            )
        state.cells[slot] = cells
        state.weights[slot] = weight
        state.fits[slot] += np.log(fit)
        set_box(state, priors, slot)
    link(units, state, unit, slot)
