"""Data drawn from the sampler's own prior: a line of cells, units that err by a few cells."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.places.sites.chains import start_chain
from habeas.places.sites.kernel.run import Kept, run
from habeas.places.sites.kernel.types import CATEGORIES, Priors, Units
from habeas.places.sites.settings import SiteSettings

CELLS = 60
_REACH = 3


def settings(draws: int, warm_up: int = 60, seed: int = 1) -> SiteSettings:
    return SiteSettings(seed=seed, chains=1, warm_up=warm_up, draws=draws, sites_prior=6.0)


def priors_of_the_line(given: SiteSettings) -> Priors:
    weight = 1.0 + np.arange(CELLS) % 7
    return Priors(
        cells=weight / weight.sum(),
        longitude=np.zeros(CELLS),
        mistaken=np.array(given.mistaken_prior),
        shape=np.array(given.shape_prior),
        category=np.array([3.0, 2.0, 1.0, 0.5]),
        population=given.sites_prior,
    )


def seen_from(cell: int) -> NDArray[np.float64]:
    """P(what is told | cell): a triangle over the cells around it, cut at the ends of the line."""
    weight = np.maximum(0.0, _REACH + 1 - np.abs(np.arange(CELLS) - cell)).astype(np.float64)
    return np.asarray(weight / weight.sum())


_TELLING = np.stack([seen_from(cell) for cell in range(CELLS)])  # by cell, by what is told


def units_from(told: list[int], category: list[int], priors: Priors) -> Units:
    """Units that told of these cells; every unit is near every other."""
    cells, values, box = [], [], []
    for what in told:
        fits = _TELLING[:, what]
        some = np.flatnonzero(fits > 0)
        cells.append(some.astype(np.int32))
        values.append((fits[some] / (priors.cells @ fits)).astype(np.float32))
        box.append((some[0], some[-1], 0.0, 0.0))
    count = len(told)
    near = [[other for other in range(count) if other != unit] for unit in range(count)]
    return Units(
        start=np.concatenate(([0], np.cumsum([len(some) for some in cells]))).astype(np.int64),
        cells=np.concatenate(cells),
        values=np.concatenate(values),
        box=np.array(box, dtype=np.float64),
        category=np.array(category, dtype=np.int64),
        near_start=(np.arange(count + 1) * (count - 1)).astype(np.int64),
        near=np.array(near, dtype=np.int64).ravel(),
    )


@dataclass(frozen=True)
class Drawn:
    units: Units
    seen: int
    wrong: int
    shape: float


def draw_world(rng: np.random.Generator, priors: Priors, count: int) -> Drawn:
    """Parameters from the prior and data from the parameters."""
    shape = math.exp(rng.normal(priors.shape[0], priors.shape[1]))
    uniform = rng.random()
    population = math.ceil(priors.population * uniform / (1 - uniform))
    wrong_share = rng.beta(*priors.mistaken)
    categories = rng.dirichlet(priors.category, size=2)
    sizes: list[int] = []
    homes: list[int] = []
    told, category, wrong = [], [], 0
    for _ in range(count):
        mistaken = rng.random() < wrong_share
        if mistaken:
            wrong += 1
            home = int(rng.choice(CELLS, p=priors.cells))
        else:
            weights = [size + shape for size in sizes] + [shape * (population - len(sizes))]
            site = int(rng.choice(len(weights), p=np.array(weights) / sum(weights)))
            if site == len(sizes):
                sizes.append(0)
                homes.append(int(rng.choice(CELLS, p=priors.cells)))
            sizes[site] += 1
            home = homes[site]
        told.append(int(rng.choice(CELLS, p=_TELLING[home])))
        category.append(int(rng.choice(CATEGORIES, p=categories[int(mistaken)])))
    return Drawn(units_from(told, category, priors), len(sizes), wrong, shape)


def sampled(units: Units, priors: Priors, given: SiteSettings, thin: int = 1) -> Kept:
    """One chain over these units."""
    chain = start_chain(0, units, priors, given, given.draws)
    run(chain.rng, units, priors, chain.state, given.warm_up, 3, chain.kept, 0, 0)
    run(chain.rng, units, priors, chain.state, given.draws * thin, 3, chain.kept, 0, thin)
    return chain.kept
