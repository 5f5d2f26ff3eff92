"""Headcounts from levels: a hierarchical model, learned where a population is declared.

log level = log people + institution's own effect + product's effect + noise, where the noise of
one product is now and then of another kind: a farm grows part of it, it is not bought at all, or
a bakery buys for a neighbour as well. Of the institutions that declare a population some may feed
more people than that: their share is learned, too, so that they do not widen everybody's interval.
Gibbs sampling; the institutions' own effects have Student tails whose weight is learned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t as student

from habeas.places.procurement.sampler import Told, first_state, sample

Numbers = NDArray[np.float64]

_MIDDLING = 6.0


@dataclass(frozen=True, slots=True)
class Posterior:
    """Draws of the posterior. `log_level` (draws, n) is log people + own effect of each, `spread`
    and `tail` (draws,) the scale and degrees of freedom of own effects, `usual` (n, products) the
    share of draws in which a product was of the usual kind.
    """

    log_level: Numbers
    spread: Numbers
    tail: Numbers
    usual: Numbers
    product_noise: Numbers

    def log_people(self, rng: np.random.Generator, times: int = 4) -> Numbers:
        """(draws x times, n): the log of the number of people, the own effect unknown."""
        level = np.tile(self.log_level, (times, 1))
        spread, tail = np.tile(self.spread, times), np.tile(self.tail, times)
        return level - spread[:, None] * rng.standard_t(tail[:, None], level.shape)

    def chance_of_no_more(self, log_people: Numbers) -> Numbers:
        """(n,): the chance of levels as high as these if no more than so many people eat."""
        above = (self.log_level - log_people[None]) / self.spread[:, None]
        return np.asarray(np.mean(student.sf(above, self.tail[:, None]), axis=0))


def fit(
    levels: Numbers,
    log_declared: Sequence[Numbers],
    *,
    seed: int,
    warm_up: int = 300,
    draws: int = 800,
) -> tuple[Posterior, ...]:
    """The posteriors from levels (n, products), one for each array (n,) of declared populations.

    Those are logs. NaN stands for what was not bought or is not declared. Deterministic by seed.
    """
    bought = np.isfinite(levels)
    found = []
    streams = np.random.default_rng(seed).spawn(len(log_declared))
    for one, rng in zip(log_declared, streams, strict=True):
        known = np.isfinite(one)
        middle = float(np.median(one[known])) if known.any() else _MIDDLING
        told = Told(np.where(bought, levels, 0.0), bought, np.where(known, one, 0.0), known, middle)
        start = first_state(told, _first_levels(levels, middle))
        level, own, usual, noise = sample(rng, told, start, warm_up, draws)
        usual = np.where(bought, usual, np.nan)
        found.append(Posterior(level, own[:, 0], own[:, 1], usual, noise))
    return tuple(found)


def _first_levels(levels: Numbers, middle: float) -> Numbers:
    """The median over products; the middling population where nothing was bought."""
    some = np.isfinite(levels).any(axis=1)
    found = np.full(len(levels), middle)
    found[some] = np.nanmedian(levels[some], axis=1)
    return found
