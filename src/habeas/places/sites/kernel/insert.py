"""Dealing one more unit to every draw that is kept, with the weight that the draw gives it."""

from __future__ import annotations

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

from habeas.places.sites.kernel.gibbs import drawn
from habeas.places.sites.kernel.products import alone, fit, joined, product
from habeas.places.sites.kernel.run import Kept
from habeas.places.sites.kernel.types import MISTAKEN, UNPLACED, Integers, Priors, Units

_PADDING = 0.6
_NEW = -9


@njit(cache=True, nogil=True)
def _within_box(units: Units, priors: Priors, unit: int, place: int) -> bool:
    """Whether a cell lies in the box of a unit, or not far outside of it."""
    longitude = priors.longitude[place]
    return bool(
        units.box[unit, 0] <= place <= units.box[unit, 1]
        and units.box[unit, 2] - _PADDING <= longitude <= units.box[unit, 3] + _PADDING
    )


@njit(cache=True, nogil=True)
def _members(sites: NDArray[np.int32], slot: int) -> Integers:
    return np.flatnonzero(sites == slot)


@njit(cache=True, nogil=True)
def take_out(kept: Kept, unit: int) -> None:
    """Forget a unit in all draws; a site that only it belonged to goes with it."""
    for draw in range(len(kept.site)):
        slot = kept.site[draw, unit]
        kept.site[draw, unit] = UNPLACED
        if slot == MISTAKEN:
            kept.wrong[draw] -= 1
        elif slot >= 0 and not np.any(kept.site[draw] == slot):
            kept.place[draw, slot] = -1
            kept.seen[draw] -= 1


@njit(cache=True, nogil=True)
def put_in_all(
    rng: np.random.Generator, units: Units, priors: Priors, kept: Kept, unit: int
) -> NDArray[np.float64]:
    """Deal a unit out in every draw; the logarithm of P(the unit | the draw), shape (draws,)."""
    weight = np.zeros(len(kept.site))
    begin, end = units.start[unit], units.start[unit + 1]
    cells, values = units.cells[begin:end], units.values[begin:end]
    scattered = np.zeros(len(priors.cells), dtype=np.float32)
    for k in range(begin, end):
        scattered[units.cells[k]] = units.values[k]
    slots = kept.place.shape[1]
    choices = np.empty(slots + 2, dtype=np.int64)
    weights = np.empty(slots + 2)
    for draw in range(len(kept.site)):
        sizes = np.zeros(slots, dtype=np.int64)
        true = 0
        for other in range(kept.site.shape[1]):
            slot = kept.site[draw, other]
            if slot >= 0:
                sizes[slot] += 1
                true += 1
        gamma, population = kept.shape[draw], kept.population[draw]
        wrong_share = kept.wrong[draw] + priors.mistaken[0]
        true_share = true + priors.mistaken[1]
        each = true_share / (true + gamma * population)
        choices[0], weights[0] = MISTAKEN, wrong_share
        choices[1] = _NEW
        weights[1] = each * gamma * max(0, population - kept.seen[draw])
        found = 2
        for slot in range(slots):
            place = kept.place[draw, slot]
            if place < 0 or not _within_box(units, priors, unit, place):
                continue
            site_cells, site_weight, _ = product(
                _members(kept.site[draw], slot),
                units.start,
                units.cells,
                units.values,
                priors.cells,
            )
            fitting = fit(site_cells, site_weight, scattered)
            if fitting > 0.0:
                choices[found] = slot
                weights[found] = each * (sizes[slot] + gamma) * fitting
                found += 1
        weight[draw] = math.log(weights[:found].sum() / (wrong_share + true_share))
        chosen = choices[drawn(rng, weights, found)]
        if chosen == MISTAKEN:
            kept.site[draw, unit] = MISTAKEN
            kept.wrong[draw] += 1
            continue
        if chosen == _NEW:
            chosen = 0
            while kept.place[draw, chosen] >= 0:
                chosen += 1
            kept.seen[draw] += 1
            site_cells, site_weight = alone(cells, values, priors.cells)
        else:
            before, mass, _ = product(
                _members(kept.site[draw], chosen),
                units.start,
                units.cells,
                units.values,
                priors.cells,
            )
            site_cells, site_weight, _ = joined(before, mass, cells, values)
        kept.site[draw, unit] = chosen
        kept.place[draw, chosen] = site_cells[drawn(rng, site_weight, len(site_weight))]
    return weight
