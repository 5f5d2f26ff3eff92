"""The compiled sampler of the headcount model: each part drawn given all others, again and again.

What the parts mean stands in `headcount`.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

# Kinds of a product's deviation: usual, part of it grown, hardly bought, bought for others too.
# Mean and standard deviation of the log; the usual kind's spread is learned.
_KINDS = np.array([[0.0, 0.1], [-0.45, 0.3], [-3.0, 1.0], [0.4, 0.25]])
_KIND_PRIOR = np.array([16.0, 2.0, 1.0, 1.0])
# Who feeds more than is declared: the log of how many times as many.
_EXCESS_MEAN, _EXCESS_SPREAD = 0.55, 0.35
_HOST_PRIOR, _HONEST_PRIOR = 1.0, 9.0
_TAILS = np.array([3.0, 5.0, 8.0, 16.0, 60.0])
_SPREAD_GUESS, _SPREAD_WEIGHT = 0.2, 3.0
_NOISE_GUESS, _NOISE_WEIGHT = 0.12, 3.0
_PRODUCT_PRIOR = 0.35
_SMALLEST_SHARE = 1e-12
_UNDECLARED_PRIOR = 1.5
_FIRST_TAIL, _FIRST_EXCESS = 16.0, 0.1
# Places in `State.own`.
_SPREAD, _TAIL, _EXCESS = 0, 1, 2


class Told(NamedTuple):
    """What is known: log levels and which were bought (n, products), log declared populations and
    which are known (n,), the log of a middling population where none is declared.
    """

    values: Numbers
    bought: NDArray[np.bool_]
    declared: Numbers
    known: NDArray[np.bool_]
    middle: float


class State(NamedTuple):
    """What is drawn. `own`: variance and tail of own effects, share of those who feed more."""

    level: Numbers
    weight: Numbers
    host: NDArray[np.bool_]
    kind: NDArray[np.int64]
    product: Numbers
    noise: Numbers
    share: Numbers
    own: Numbers


def first_state(told: Told, level: Numbers) -> State:
    """Where the sampler starts, from a first guess (n,) of log levels."""
    number, products = told.values.shape
    return State(
        level.copy(),
        np.ones(number),
        np.zeros(number, dtype=np.bool_),
        np.zeros((number, products), dtype=np.int64),
        np.zeros(products),
        np.full(products, _NOISE_GUESS**2),
        np.tile(_KIND_PRIOR / _KIND_PRIOR.sum(), (products, 1)),
        np.array([_SPREAD_GUESS**2, _FIRST_TAIL, _FIRST_EXCESS]),
    )


@njit(cache=True, nogil=True)
def sample(
    rng: np.random.Generator, told: Told, state: State, warm_up: int, draws: int
) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Draws of log levels (draws, n), of spread and tail (draws, 2), then means over the draws:
    how often each product was of the usual kind (n, products), and its noise (products,).
    """
    number, products = told.values.shape
    levels = np.empty((draws, number))
    own = np.empty((draws, 2))
    usual = np.zeros((number, products))
    noise = np.zeros(products)
    for step in range(warm_up + draws):
        _draw_kinds(rng, told, state)
        _draw_levels(rng, told, state)
        _draw_hosts(rng, told, state)
        _draw_own_effects(rng, told, state)
        _draw_products(rng, told, state)
        if step < warm_up:
            continue
        levels[step - warm_up] = state.level
        own[step - warm_up, 0] = math.sqrt(state.own[_SPREAD])
        own[step - warm_up, 1] = state.own[_TAIL]
        usual += state.kind == 0
        noise += np.sqrt(state.noise)
    return levels, own, usual / draws, noise / draws


@njit(cache=True, nogil=True)
def _variance(state: State, product: int, kind: int) -> float:
    """Every kind has the product's own noise as well."""
    if kind == 0:
        return float(state.noise[product])
    return float(state.noise[product] + _KINDS[kind, 1] ** 2)


@njit(cache=True, nogil=True)
def _drawn(rng: np.random.Generator, odds: Numbers) -> int:
    """A place drawn by log odds."""
    highest = odds.max()
    total = 0.0
    for place in range(len(odds)):
        total += math.exp(odds[place] - highest)
    left = rng.random() * total
    for place in range(len(odds) - 1):
        left -= math.exp(odds[place] - highest)
        if left < 0:
            return place
    return len(odds) - 1


@njit(cache=True, nogil=True)
def _draw_kinds(rng: np.random.Generator, told: Told, state: State) -> None:
    odds = np.empty(len(_KINDS))
    prior = np.empty(len(_KINDS))
    variance = np.empty(len(_KINDS))
    for product in range(len(state.noise)):
        for kind in range(len(_KINDS)):
            variance[kind] = _variance(state, product, kind)
            prior[kind] = math.log(state.share[product, kind]) - 0.5 * math.log(variance[kind])
        for one in range(len(told.known)):
            if not told.bought[one, product]:
                continue
            off = told.values[one, product] - state.level[one] - state.product[product]
            for kind in range(len(_KINDS)):
                odds[kind] = prior[kind] - 0.5 * (off - _KINDS[kind, 0]) ** 2 / variance[kind]
            state.kind[one, product] = _drawn(rng, odds)


@njit(cache=True, nogil=True)
def _draw_levels(rng: np.random.Generator, told: Told, state: State) -> None:
    for one in range(len(told.known)):
        mean, variance = told.middle, _UNDECLARED_PRIOR**2
        if told.known[one]:
            mean, variance = told.declared[one], state.own[_SPREAD] / state.weight[one]
            if state.host[one]:
                mean += _EXCESS_MEAN
                variance += _EXCESS_SPREAD**2
        precision, summed = 1 / variance, mean / variance
        for product in range(len(state.noise)):
            if told.bought[one, product]:
                kind = state.kind[one, product]
                part = 1 / _variance(state, product, kind)
                off = told.values[one, product] - state.product[product] - _KINDS[kind, 0]
                precision += part
                summed += part * off
        state.level[one] = summed / precision + rng.standard_normal() / math.sqrt(precision)


@njit(cache=True, nogil=True)
def _draw_hosts(rng: np.random.Generator, told: Told, state: State) -> None:
    excess = state.own[_EXCESS]
    hosts, honest = 0, 0
    for one in range(len(told.known)):
        if not told.known[one]:
            continue
        off = state.level[one] - told.declared[one]
        own = state.own[_SPREAD] / state.weight[one]
        wide = own + _EXCESS_SPREAD**2
        plain = math.log1p(-excess) - 0.5 * (math.log(own) + off**2 / own)
        more = math.log(excess) - 0.5 * (math.log(wide) + (off - _EXCESS_MEAN) ** 2 / wide)
        chance = 1 / (1 + math.exp(min(500.0, max(-500.0, plain - more))))
        state.host[one] = rng.random() < chance
        hosts += int(state.host[one])
        honest += int(not state.host[one])
    drawn = rng.beta(_HOST_PRIOR + hosts, _HONEST_PRIOR + honest)
    state.own[_EXCESS] = min(1 - _SMALLEST_SHARE, max(_SMALLEST_SHARE, drawn))


@njit(cache=True, nogil=True)
def _draw_own_effects(rng: np.random.Generator, told: Told, state: State) -> None:
    spread, tail = state.own[_SPREAD], state.own[_TAIL]
    number, squares = 0, 0.0
    for one in range(len(told.known)):
        state.weight[one] = 1.0
        if told.known[one] and not state.host[one]:
            square = (state.level[one] - told.declared[one]) ** 2
            state.weight[one] = rng.gamma((tail + 1) / 2, 2 / (tail + square / spread))
            number += 1
            squares += state.weight[one] * square
    shape = _SPREAD_WEIGHT + number / 2
    spread = (_SPREAD_WEIGHT * _SPREAD_GUESS**2 + squares / 2) / rng.gamma(shape, 1.0)
    odds = np.empty(len(_TAILS))
    for place in range(len(_TAILS)):
        tail = _TAILS[place]
        odds[place] = number * (
            math.lgamma((tail + 1) / 2) - math.lgamma(tail / 2) - 0.5 * math.log(tail * math.pi)
        )
        for one in range(len(told.known)):
            if told.known[one] and not state.host[one]:
                square = (state.level[one] - told.declared[one]) ** 2
                odds[place] -= (tail + 1) / 2 * math.log1p(square / spread / tail)
    state.own[_SPREAD] = spread
    state.own[_TAIL] = _TAILS[_drawn(rng, odds)]


@njit(cache=True, nogil=True)
def _draw_products(rng: np.random.Generator, told: Told, state: State) -> None:
    for product in range(len(state.noise)):
        counts = np.zeros(len(_KINDS))
        summed = 0.0
        for one in range(len(told.known)):
            if told.bought[one, product]:
                kind = state.kind[one, product]
                counts[kind] += 1
                if kind == 0:
                    summed += told.values[one, product] - state.level[one]
        noise = state.noise[product]
        precision = counts[0] / noise + 1 / _PRODUCT_PRIOR**2
        effect = summed / noise / precision + rng.standard_normal() / math.sqrt(precision)
        squares = 0.0
        for one in range(len(told.known)):
            if told.bought[one, product] and state.kind[one, product] == 0:
                squares += (told.values[one, product] - state.level[one] - effect) ** 2
        state.product[product] = effect
        scale = _NOISE_WEIGHT * _NOISE_GUESS**2 + squares / 2
        state.noise[product] = scale / rng.gamma(_NOISE_WEIGHT + counts[0] / 2, 1.0)
        for kind in range(len(_KINDS)):
            counts[kind] = rng.gamma(_KIND_PRIOR[kind] + counts[kind], 1.0)
        state.share[product] = np.maximum(counts / counts.sum(), _SMALLEST_SHARE)
