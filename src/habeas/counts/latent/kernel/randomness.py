"""Random numbers inside the compiled chain: a generator whose four words travel with the chain.

xoshiro256++ (Blackman & Vigna 2021), seeded by splitmix64. Normal: Marsaglia's polar method.
Gamma: Marsaglia & Tsang 2000. Binomial and Poisson: inversion where the mean is small, else the
transformed rejection of Hörmann 1993 (BTRS, PTRS).
"""

from __future__ import annotations

import math

import numpy as np

from habeas.counts.latent.kernel.arithmetic import (
    exponential_of,
    log_gamma,
    logarithm,
    stirling_rest,
)
from habeas.counts.latent.kernel.compiled import compiled
from habeas.counts.latent.kernel.types import Words

_TO_UNIT = 1.0 / 9007199254740992.0
_SMALL_MEAN = 10.0


def seeded(seed: int) -> Words:
    """The four words of a generator, from any whole number."""
    words = np.zeros(4, dtype=np.uint64)
    mask = (1 << 64) - 1
    state = seed & mask
    for place in range(4):
        state = (state + 0x9E3779B97F4A7C15) & mask
        z = state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        words[place] = z ^ (z >> 31)
    return words


@compiled
def uniform(words: Words) -> float:
    """A number in (0, 1): never 0, so that its logarithm exists."""
    first = words[0]
    total = first + words[3]
    result = ((total << np.uint64(23)) | (total >> np.uint64(41))) + first
    shifted = words[1] << np.uint64(17)
    words[2] ^= words[0]
    words[3] ^= words[1]
    words[1] ^= words[2]
    words[0] ^= words[3]
    words[2] ^= shifted
    last = words[3]
    words[3] = (last << np.uint64(45)) | (last >> np.uint64(19))
    return (np.float64(result >> np.uint64(11)) + 0.5) * _TO_UNIT


@compiled
def normal(words: Words) -> float:
    """A standard normal number."""
    while True:
        x = 2.0 * uniform(words) - 1.0
        y = 2.0 * uniform(words) - 1.0
        s = x * x + y * y
        if 0.0 < s < 1.0:
            return x * math.sqrt(-2.0 * logarithm(s) / s)


@compiled
def _gamma_from_one(words: Words, shape: float) -> float:
    d = shape - 1.0 / 3.0
    c = 1.0 / math.sqrt(9.0 * d)
    while True:
        x = normal(words)
        v = 1.0 + c * x
        if v <= 0.0:
            continue
        v = v * v * v
        u = uniform(words)
        square = x * x
        if u < 1.0 - 0.0331 * square * square:
            return d * v
        if logarithm(u) < 0.5 * square + d * (1.0 - v + logarithm(v)):
            return d * v


@compiled
def log_gamma_draw(words: Words, shape: float) -> float:
    """The logarithm of a Gamma(shape, 1) number; small shapes do not underflow."""
    if shape >= 1.0:
        return logarithm(_gamma_from_one(words, shape))
    boosted = logarithm(_gamma_from_one(words, shape + 1.0))
    return boosted + logarithm(uniform(words)) / shape


@compiled
def gamma_draw(words: Words, shape: float) -> float:
    """A Gamma(shape, 1) number; at least 1e-300."""
    if shape >= 1.0:
        return _gamma_from_one(words, shape)
    return exponential_of(max(log_gamma_draw(words, shape), -690.0))


@compiled
def logit_beta_draw(words: Words, first: float, second: float) -> float:
    """log(x / (1 - x)) of a Beta(first, second) number x."""
    if first == 1.0 and second == 1.0:
        u = uniform(words)
        return logarithm(u / (1.0 - u))
    if first >= 1.0 and second >= 1.0:
        return logarithm(_gamma_from_one(words, first) / _gamma_from_one(words, second))
    return log_gamma_draw(words, first) - log_gamma_draw(words, second)


@compiled
def _small_binomial(words: Words, trials: int, chance: float) -> int:
    odds = chance / (1.0 - chance)
    mass = exponential_of(trials * logarithm(1.0 - chance))
    left = uniform(words)
    successes = 0
    while left > mass and successes < trials:
        left -= mass
        successes += 1
        mass *= odds * (trials - successes + 1) / successes
    return successes


@compiled
def _large_binomial(words: Words, trials: int, chance: float) -> int:
    spread = math.sqrt(trials * chance * (1.0 - chance))
    b = 1.15 + 2.53 * spread
    a = -0.0873 + 0.0248 * b + 0.01 * chance
    centre = trials * chance + 0.5
    squeeze = 0.92 - 4.2 / b
    odds = chance / (1.0 - chance)
    scale = (2.83 + 5.1 / b) * spread
    mode = math.floor((trials + 1) * chance)
    while True:
        u = uniform(words) - 0.5
        v = uniform(words)
        us = 0.5 - abs(u)
        k = math.floor((2.0 * a / us + b) * u + centre)
        if us >= 0.07 and v <= squeeze:
            return int(k)
        if k < 0.0 or k > trials:
            continue
        bound = (
            (mode + 0.5) * logarithm((mode + 1.0) / (odds * (trials - mode + 1.0)))
            + (trials + 1.0) * logarithm((trials - mode + 1.0) / (trials - k + 1.0))
            + (k + 0.5) * logarithm(odds * (trials - k + 1.0) / (k + 1.0))
            + stirling_rest(mode)
            + stirling_rest(trials - mode)
            - stirling_rest(k)
            - stirling_rest(trials - k)
        )
        if logarithm(v * scale / (a / (us * us) + b)) <= bound:
            return int(k)


@compiled
def binomial(words: Words, trials: int, chance: float) -> int:
    """Successes among `trials`, each with this chance."""
    if trials == 0 or chance <= 0.0:
        return 0
    if chance >= 1.0:
        return trials
    small = min(chance, 1.0 - chance)
    if trials * small < _SMALL_MEAN:
        successes = _small_binomial(words, trials, small)
    else:
        successes = _large_binomial(words, trials, small)
    return successes if chance <= 0.5 else trials - successes


@compiled
def poisson(words: Words, mean: float) -> int:
    """A Poisson number; means up to 1e15."""
    if mean < _SMALL_MEAN:
        limit = exponential_of(-mean)
        product = uniform(words)
        count = 0
        while product > limit:
            product *= uniform(words)
            count += 1
        return count
    b = 0.931 + 2.53 * math.sqrt(mean)
    a = -0.059 + 0.02483 * b
    inverse_alpha = 1.1239 + 1.1328 / (b - 3.4)
    squeeze = 0.9277 - 3.6224 / (b - 2.0)
    while True:
        u = uniform(words) - 0.5
        v = uniform(words)
        us = 0.5 - abs(u)
        k = math.floor((2.0 * a / us + b) * u + mean + 0.43)
        if us >= 0.07 and v <= squeeze:
            return int(k)
        if k < 0.0 or (us < 0.013 and v > us):
            continue
        left = logarithm(v * inverse_alpha / (a / (us * us) + b))
        if left <= k * logarithm(mean) - mean - log_gamma(k + 1.0):
            return int(k)
