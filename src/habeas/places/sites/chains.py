"""Several chains over the same units: how they start, warm up and are kept."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from habeas.places.distance import chord, unit_vectors
from habeas.places.likelihood.ground import Ground
from habeas.places.sites.kernel.gibbs import visit
from habeas.places.sites.kernel.membership import new_slot, put_in
from habeas.places.sites.kernel.run import Kept, empty_kept, run
from habeas.places.sites.kernel.types import CATEGORIES, Priors, State, Units, empty_state
from habeas.places.sites.settings import SiteSettings
from habeas.places.sites.units import Unit

Progress = Callable[[int, int], None]

_NEIGHBOUR_KM = 30.0
_MOST_NEIGHBOURS = 40
# So many units' worth of belief that mistaken units look like true ones.
_CATEGORY_STRENGTH = 8.0
_BLOCK = 10
# Above so many units the chains are cut, down to this share of the lengths that are set.
_LARGE = 1000
_FEWEST_SHARE = 0.22


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain's random numbers, its state, and what was kept of it."""

    rng: np.random.Generator
    state: State
    kept: Kept


def packed(units: Sequence[Unit], ground: Ground, *, neighbours: bool = True) -> Units:
    """The units as the compiled sampler takes them; only split–merge moves need neighbours."""
    sizes = np.array([len(unit.cells) for unit in units], dtype=np.int64)
    start = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
    box = np.empty((len(units), 4))
    best = np.empty(len(units), dtype=np.int64)
    for number, unit in enumerate(units):
        longitude = ground.longitude[unit.cells]
        box[number] = (unit.cells[0], unit.cells[-1], longitude.min(), longitude.max())
        best[number] = unit.cells[np.argmax(ground.prior[unit.cells] * unit.values)]
    if neighbours:
        near_start, near = _neighbours(best, ground)
    else:
        near_start, near = np.zeros(len(units) + 1, dtype=np.int64), np.zeros(0, dtype=np.int64)
    return Units(
        start=start,
        cells=np.concatenate([unit.cells for unit in units]).astype(np.int32),
        values=np.concatenate([unit.values for unit in units]).astype(np.float32),
        box=box,
        category=np.array([unit.category for unit in units], dtype=np.int64),
        near_start=near_start,
        near=near,
    )


def _neighbours(
    best: NDArray[np.int64], ground: Ground
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs of units whose likeliest cells lie near each other; the relation is symmetric."""
    points = unit_vectors(ground.latitude[best], ground.longitude[best])
    pairs = cKDTree(points).query_pairs(chord(_NEIGHBOUR_KM), output_type="ndarray")
    both = np.concatenate([pairs, pairs[:, ::-1]]).astype(np.int64)
    both = both[np.lexsort((both[:, 1], both[:, 0]))]
    start = np.searchsorted(both[:, 0], np.arange(len(best) + 1)).astype(np.int64)
    return start, np.ascontiguousarray(both[:, 1])


def priors_of(units: Sequence[Unit], ground: Ground, settings: SiteSettings) -> Priors:
    """The priors; that of the categories is centred on how often each occurs."""
    seen = np.bincount([unit.category for unit in units], minlength=CATEGORIES) + 1.0
    return Priors(
        cells=ground.prior,
        longitude=ground.longitude,
        mistaken=np.array(settings.mistaken_prior),
        shape=np.array(settings.shape_prior),
        category=_CATEGORY_STRENGTH * seen / seen.sum(),
        population=settings.sites_prior,
    )


def start_chain(
    number: int, units: Units, priors: Priors, settings: SiteSettings, draws: int
) -> Chain:
    """A chain at its start: odd ones begin with every unit a site, even ones deal units out.

    With very many units all of them deal out, each in its own order: the other start is too far.
    """
    rng = np.random.default_rng([settings.seed, number])
    state = empty_state(len(units.category), len(priors.cells), math.exp(settings.shape_prior[0]))
    choices = np.empty(len(units.category) + 2, dtype=np.int64)
    weights = np.empty(len(units.category) + 2)
    for unit in rng.permutation(len(units.category)).tolist():
        if number % 2 and len(units.category) <= _LARGE:
            put_in(units, priors, state, unit, new_slot(state))
            state.tally[3] = max(state.tally[3], state.tally[0])
        else:
            visit(rng, units, priors, state, unit, choices, weights)
    return Chain(rng, state, empty_kept(draws, len(units.category)))


def run_chains(
    units: Units, priors: Priors, settings: SiteSettings, progress: Progress | None = None
) -> tuple[Chain, ...]:
    """Run all chains, side by side; `progress` is told how many sweeps of how many are done."""
    warm_up, draws = lengths(len(units.category), settings)
    total = settings.chains * (warm_up + draws * settings.thin)
    done = 0
    with ThreadPoolExecutor(max_workers=settings.chains) as pool:
        chains = tuple(
            pool.map(
                lambda number: start_chain(number, units, priors, settings, draws),
                range(settings.chains),
            )
        )
        for first, thin in (
            *((begin, 0) for begin in range(0, warm_up, _BLOCK)),
            *((begin, settings.thin) for begin in range(0, draws, _BLOCK)),
        ):
            count = min(_BLOCK, (draws if thin else warm_up) - first) * max(1, thin)
            list(pool.map(_block(units, priors, settings, count, first, thin), chains))
            done += count * settings.chains
            if progress is not None:
                progress(done, total)
    return chains


def lengths(units: int, settings: SiteSettings) -> tuple[int, int]:
    """Sweeps to warm up and draws to keep: fewer for very many units, whose sweeps cost more."""
    share = min(1.0, _LARGE / max(1, units))
    least = _FEWEST_SHARE
    return (
        max(1, round(settings.warm_up * max(share, least))),
        max(1, round(settings.draws * max(share, least))),
    )


def _block(
    units: Units, priors: Priors, settings: SiteSettings, count: int, first: int, thin: int
) -> Callable[[Chain], None]:
    def advance(chain: Chain) -> None:
        run(
            chain.rng,
            units,
            priors,
            chain.state,
            count,
            settings.split_merge,
            chain.kept,
            first,
            thin,
        )

    return advance
