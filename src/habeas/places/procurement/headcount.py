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
from scipy.special import gammaln
from scipy.stats import t as student

Numbers = NDArray[np.float64]

# Kinds of a product's deviation: usual, part of it grown, hardly bought, bought for others too.
# Mean and standard deviation of the log; the usual kind's spread is learned.
_KINDS = np.array([[0.0, 0.1], [-0.45, 0.3], [-3.0, 1.0], [0.4, 0.25]])
_KIND_PRIOR = np.array([16.0, 2.0, 1.0, 1.0])
# Who feeds more than is declared: the log of how many times as many.
_EXCESS = (0.55, 0.35)
_EXCESS_PRIOR = (1.0, 9.0)
_TAILS = np.array([3.0, 5.0, 8.0, 16.0, 60.0])
_TAIL_CONSTANT = gammaln((_TAILS + 1) / 2) - gammaln(_TAILS / 2) - 0.5 * np.log(_TAILS * np.pi)
_SPREAD_GUESS, _SPREAD_WEIGHT = 0.2, 3.0
_NOISE_GUESS, _NOISE_WEIGHT = 0.12, 3.0
_PRODUCT_PRIOR = 0.35
_SMALLEST_SHARE = 1e-12
_UNDECLARED_PRIOR = 1.5


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

    Those are logs. NaN stands for what was not bought or is not declared. The fits run side by
    side, for each alone is small; deterministic by seed.
    """
    known = np.isfinite(np.stack(log_declared))
    declared = np.where(known, np.stack(log_declared), 0.0)
    bought = np.isfinite(levels)
    state = _State(np.where(bought, levels, 0.0), bought, known, declared, seed)
    kept: list[tuple[Numbers, Numbers, Numbers]] = []
    usual = np.zeros(state.kind.shape)
    noise = np.zeros(state.noise.shape)
    for step in range(warm_up + draws):
        state.sweep()
        if step >= warm_up:
            kept.append((state.level, np.sqrt(state.spread), state.tail))
            usual += state.kind == 0
            noise += np.sqrt(state.noise)
    level, spread, tail = (np.array([one[part] for one in kept]) for part in range(3))
    return tuple(
        Posterior(
            level[:, number],
            spread[:, number],
            tail[:, number],
            np.where(bought, usual[number] / draws, np.nan),
            noise[number] / draws,
        )
        for number in range(len(known))
    )


class _State:
    """The sampler's state; every sweep updates each part given the others.

    The first axis is that of the fits, then come institutions, then products.
    """

    def __init__(
        self,
        values: Numbers,
        bought: NDArray[np.bool_],
        known: NDArray[np.bool_],
        declared: Numbers,
        seed: int,
    ) -> None:
        self.values, self.bought, self.known, self.declared = values, bought, known, declared
        self.rng = np.random.default_rng(seed)
        fits, products = len(known), values.shape[1]
        self.product = np.zeros((fits, products))
        self.noise = np.full((fits, products), _NOISE_GUESS**2)
        self.share = np.tile(_KIND_PRIOR / _KIND_PRIOR.sum(), (fits, products, 1))
        self.kind = np.zeros((fits, *values.shape), dtype=np.int64)
        self.spread = np.full(fits, _SPREAD_GUESS**2)
        self.tail = np.full(fits, 16.0)
        self.excess = np.full(fits, 0.1)
        self.host = np.zeros(known.shape, dtype=bool)
        self.weight = np.ones(known.shape)
        self.middle = np.array(
            [np.median(row[some]) if some.any() else 6.0 for row, some in zip(declared, known,
             strict=True)]
        )[:, None]  # fmt: skip
        own = np.array(
            [np.median(row[some]) if some.any() else np.nan for row, some in zip(values, bought,
             strict=True)]
        )  # fmt: skip
        self.level = np.where(np.isfinite(own), own, self.middle)

    def sweep(self) -> None:
        self._kinds()
        self._levels()
        self._hosts()
        self._own_effects()
        self._products()

    def _kinds(self) -> None:
        off = (self.values - self.level[..., None] - self.product[:, None])[..., None]
        off = off - _KINDS[:, 0]
        variance = self._variances()[:, None]
        odds = np.log(self.share)[:, None] - 0.5 * (np.log(variance) + off**2 / variance)
        odds += self.rng.gumbel(size=odds.shape)
        self.kind = odds.argmax(axis=-1)

    def _variances(self) -> Numbers:
        """(fits, products, kinds): every kind has the product's own noise as well."""
        variance = _KINDS[:, 1] ** 2 + self.noise[..., None]
        variance[..., 0] = self.noise
        return np.asarray(variance)

    def _levels(self) -> None:
        variance = np.take_along_axis(
            self._variances()[:, None], self.kind[..., None], axis=3
        )[..., 0]  # fmt: skip
        precision = np.where(self.bought, 1 / variance, 0.0)
        told = precision * (self.values - self.product[:, None] - _KINDS[self.kind, 0])
        prior_mean = np.where(
            self.known, self.declared + np.where(self.host, _EXCESS[0], 0.0), self.middle
        )
        own = self.spread[:, None] / self.weight
        prior = np.where(
            self.known, np.where(self.host, own + _EXCESS[1] ** 2, own), _UNDECLARED_PRIOR**2
        )
        total = precision.sum(axis=-1) + 1 / prior
        mean = (told.sum(axis=-1) + prior_mean / prior) / total
        self.level = mean + self.rng.standard_normal(mean.shape) / np.sqrt(total)

    def _hosts(self) -> None:
        off = self.level - self.declared
        own = self.spread[:, None] / self.weight
        wide = own + _EXCESS[1] ** 2
        excess = self.excess[:, None]
        plain = np.log1p(-excess) - 0.5 * (np.log(own) + off**2 / own)
        more = np.log(excess) - 0.5 * (np.log(wide) + (off - _EXCESS[0]) ** 2 / wide)
        chance = 1 / (1 + np.exp(np.clip(plain - more, -500, 500)))
        self.host = self.known & (self.rng.random(off.shape) < chance)
        number = self.host.sum(axis=1)
        honest = self.known.sum(axis=1) - number
        self.excess = self.rng.beta(_EXCESS_PRIOR[0] + number, _EXCESS_PRIOR[1] + honest)

    def _own_effects(self) -> None:
        plain = self.known & ~self.host
        off = np.where(plain, self.level - self.declared, 0.0)
        spread, tail = self.spread[:, None], self.tail[:, None]
        drawn = self.rng.gamma((tail + 1) / 2, 2 / (tail + off**2 / spread))
        self.weight = np.where(plain, drawn, 1.0)
        squares = (self.weight * off**2).sum(axis=1)
        number = plain.sum(axis=1)
        self.spread = _inverse_gamma(
            self.rng,
            _SPREAD_WEIGHT + number / 2,
            _SPREAD_WEIGHT * _SPREAD_GUESS**2 + squares / 2,
        )
        scaled = (off**2 / self.spread[:, None])[..., None]
        logs = (-(_TAILS + 1) / 2 * np.log1p(scaled / _TAILS)).sum(axis=1)
        logs += number[:, None] * _TAIL_CONSTANT
        logs += self.rng.gumbel(size=logs.shape)
        self.tail = _TAILS[logs.argmax(axis=1)]

    def _products(self) -> None:
        usual = self.bought & (self.kind == 0)
        off = np.where(usual, self.values - self.level[..., None], 0.0)
        number = usual.sum(axis=1)
        total = number / self.noise + 1 / _PRODUCT_PRIOR**2
        mean = off.sum(axis=1) / self.noise / total
        self.product = mean + self.rng.standard_normal(mean.shape) / np.sqrt(total)
        squares = np.where(usual, (off - self.product[:, None]) ** 2, 0.0).sum(axis=1)
        self.noise = _inverse_gamma(
            self.rng, _NOISE_WEIGHT + number / 2, _NOISE_WEIGHT * _NOISE_GUESS**2 + squares / 2
        )
        of_kind = self.kind[..., None] == np.arange(len(_KINDS))
        counts = (of_kind & self.bought[..., None]).sum(axis=1)
        drawn = self.rng.gamma(_KIND_PRIOR + counts)
        self.share = np.maximum(drawn / drawn.sum(axis=-1, keepdims=True), _SMALLEST_SHARE)


def _inverse_gamma(rng: np.random.Generator, shape: Numbers, scale: Numbers) -> Numbers:
    return np.asarray(scale / rng.gamma(shape))
