"""Headcounts from levels: a hierarchical model, learned where a population is declared.

log level = log people + institution's own effect + product's effect + noise, where the noise of
one product is now and then of another kind: a farm grows part of it, it is not bought at all, or
a bakery buys for a neighbour as well. Of the institutions that declare a population some may feed
more people than that: their share is learned, too, so that they do not widen everybody's interval.
Gibbs sampling; the institutions' own effects have Student tails whose weight is learned.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t as student

Numbers = NDArray[np.float64]

# Kinds of a product's deviation: usual, part of it grown, hardly bought, bought for others too.
# Mean and standard deviation of the log; the usual kind's spread is learned.
_KINDS = np.array([[0.0, 0.1], [-0.45, 0.3], [-3.0, 1.0], [0.4, 0.25]])
_KIND_PRIOR = np.array([16.0, 2.0, 1.0, 1.0])
# Who feeds more than is declared: the log of how many times as many.
_EXCESS = (0.55, 0.35)
_EXCESS_PRIOR = (1.0, 9.0)
_TAILS = np.array([4.0, 8.0, 16.0, 60.0])
_SPREAD_GUESS, _SPREAD_WEIGHT = 0.2, 3.0
_NOISE_GUESS, _NOISE_WEIGHT = 0.12, 3.0
_PRODUCT_PRIOR = 0.35
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

    def log_people(self, rng: np.random.Generator) -> Numbers:
        """(draws, n): the log of the number of people, the own effect unknown."""
        own = self.spread[:, None] * rng.standard_t(self.tail[:, None], self.log_level.shape)
        return self.log_level - own

    def chance_of_no_more(self, log_people: Numbers) -> Numbers:
        """(n,): the chance of levels as high as these if no more than so many people eat."""
        above = (self.log_level - log_people[None]) / self.spread[:, None]
        return np.asarray(np.mean(student.sf(above, self.tail[:, None]), axis=0))


def fit(
    levels: Numbers, log_declared: Numbers, *, seed: int, warm_up: int = 300, draws: int = 800
) -> Posterior:
    """The posterior from levels (n, products) and the logs of declared populations (n,).

    NaN stands for what was not bought or is not declared. Deterministic by seed.
    """
    rng = np.random.default_rng(seed)
    bought, known = np.isfinite(levels), np.isfinite(log_declared)
    values = np.where(bought, levels, 0.0)
    state = _State(values, bought, known, np.where(known, log_declared, 0.0), rng)
    kept: list[tuple[Numbers, float, float]] = []
    usual = np.zeros(levels.shape)
    noise = np.zeros(levels.shape[1])
    for step in range(warm_up + draws):
        state.sweep()
        if step >= warm_up:
            kept.append((state.level.copy(), np.sqrt(state.spread), state.tail))
            usual += state.kind == 0
            noise += np.sqrt(state.noise)
    return Posterior(
        np.array([one[0] for one in kept]),
        np.array([one[1] for one in kept]),
        np.array([one[2] for one in kept]),
        np.where(bought, usual / draws, np.nan),
        noise / draws,
    )


class _State:
    """The sampler's state; every sweep updates each part given the others."""

    def __init__(
        self,
        values: Numbers,
        bought: NDArray[np.bool_],
        known: NDArray[np.bool_],
        declared: Numbers,
        rng: np.random.Generator,
    ) -> None:
        self.values, self.bought, self.known, self.declared, self.rng = (
            values, bought, known, declared, rng,
        )  # fmt: skip
        size, products = values.shape
        self.product = np.zeros(products)
        self.noise = np.full(products, _NOISE_GUESS**2)
        self.share = np.tile(_KIND_PRIOR / _KIND_PRIOR.sum(), (products, 1))
        self.kind = np.zeros((size, products), dtype=np.int64)
        self.spread = _SPREAD_GUESS**2
        self.tail = 16.0
        self.excess = 0.1
        self.host = np.zeros(size, dtype=bool)
        self.weight = np.ones(size)
        with np.errstate(all="ignore"):
            middle = np.nanmedian(np.where(bought, values, np.nan), axis=1)
        self.middle = float(np.median(declared[known])) if known.any() else 6.0
        self.level = np.where(np.isfinite(middle), middle, self.middle)

    def sweep(self) -> None:
        self._kinds()
        self._levels()
        self._hosts()
        self._own_effects()
        self._products()

    def _kinds(self) -> None:
        off = (self.values - self.level[:, None] - self.product)[..., None] - _KINDS[:, 0]
        variance = self._variances()
        odds = np.log(self.share) - 0.5 * (np.log(variance) + off**2 / variance)
        odds += self.rng.gumbel(size=odds.shape)
        self.kind = odds.argmax(axis=-1)

    def _variances(self) -> Numbers:
        """(products, kinds): every kind has the product's own noise as well."""
        variance = np.tile(_KINDS[:, 1] ** 2, (len(self.noise), 1)) + self.noise[:, None]
        variance[:, 0] = self.noise
        return np.asarray(variance)

    def _levels(self) -> None:
        variance = np.take_along_axis(self._variances()[None], self.kind[..., None], axis=2)[..., 0]
        precision = np.where(self.bought, 1 / variance, 0.0)
        told = precision * (self.values - self.product - _KINDS[self.kind, 0])
        prior_mean = np.where(
            self.known, self.declared + np.where(self.host, _EXCESS[0], 0.0), self.middle
        )
        own = self.spread / self.weight
        prior = np.where(
            self.known, np.where(self.host, own + _EXCESS[1] ** 2, own), _UNDECLARED_PRIOR**2
        )
        total = precision.sum(axis=1) + 1 / prior
        mean = (told.sum(axis=1) + prior_mean / prior) / total
        self.level = mean + self.rng.standard_normal(len(mean)) / np.sqrt(total)

    def _hosts(self) -> None:
        off = self.level - self.declared
        own = self.spread / self.weight
        wide = own + _EXCESS[1] ** 2
        plain = np.log1p(-self.excess) - 0.5 * (np.log(own) + off**2 / own)
        more = np.log(self.excess) - 0.5 * (np.log(wide) + (off - _EXCESS[0]) ** 2 / wide)
        chance = 1 / (1 + np.exp(np.clip(plain - more, -500, 500)))
        self.host = self.known & (self.rng.random(len(off)) < chance)
        number = int(self.host.sum())
        self.excess = float(
            self.rng.beta(
                _EXCESS_PRIOR[0] + number, _EXCESS_PRIOR[1] + int(self.known.sum()) - number
            )
        )

    def _own_effects(self) -> None:
        plain = self.known & ~self.host
        off = (self.level - self.declared)[plain]
        shape = (self.tail + 1) / 2
        rate = (self.tail + off**2 / self.spread) / 2
        self.weight = np.ones(len(self.level))
        self.weight[plain] = self.rng.gamma(shape, 1 / rate)
        squares = float((self.weight[plain] * off**2).sum())
        drawn = _inverse_gamma(
            self.rng, _SPREAD_WEIGHT + len(off) / 2, _SPREAD_WEIGHT * _SPREAD_GUESS**2 + squares / 2
        )
        self.spread = float(drawn)
        scale = np.sqrt(self.spread)
        logs = np.array([student.logpdf(off / scale, tail).sum() for tail in _TAILS])
        logs += self.rng.gumbel(size=len(logs))
        self.tail = float(_TAILS[logs.argmax()])

    def _products(self) -> None:
        usual = self.bought & (self.kind == 0)
        off = np.where(usual, self.values - self.level[:, None], 0.0)
        number = usual.sum(axis=0)
        total = number / self.noise + 1 / _PRODUCT_PRIOR**2
        mean = off.sum(axis=0) / self.noise / total
        self.product = mean + self.rng.standard_normal(len(mean)) / np.sqrt(total)
        squares = np.where(usual, (off - self.product) ** 2, 0.0).sum(axis=0)
        self.noise = _inverse_gamma(
            self.rng, _NOISE_WEIGHT + number / 2, _NOISE_WEIGHT * _NOISE_GUESS**2 + squares / 2
        )
        for product in range(len(number)):
            kinds = self.kind[self.bought[:, product], product]
            counts = np.bincount(kinds, minlength=len(_KINDS))
            self.share[product] = self.rng.dirichlet(_KIND_PRIOR + counts)


def _inverse_gamma(rng: np.random.Generator, shape: object, scale: object) -> Numbers:
    return np.asarray(scale) / rng.gamma(np.asarray(shape))
