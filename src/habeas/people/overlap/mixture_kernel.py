"""One sweep over the counted pairs: which of them are of which class and pattern.

Compiled. With `drawn` the pairs of a row are divided at random (a step of Gibbs sampling), else in
proportion (a step of expectation–maximisation).
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Places = NDArray[np.int64]

_ENOUGH_FOR_NORMAL = 60.0
# Up to this many pairs are divided one by one.
_FEW = 30


@njit(cache=True)
def _binomial(trials: int, chance: float) -> int:
    """How many of so many trials succeed; normal where many do and many do not."""
    if trials <= 0 or chance <= 0.0:
        return 0
    if chance >= 1.0:
        return trials
    mean = trials * chance
    spread = mean * (1 - chance)
    if spread > _ENOUGH_FOR_NORMAL:
        drawn = round(mean + math.sqrt(spread) * np.random.normal(0.0, 1.0))
        return int(min(max(drawn, 0), trials))
    if chance > 0.5:
        return int(trials - _by_waiting(trials, 1 - chance))
    return int(_by_waiting(trials, chance))


@njit(cache=True)
def _by_waiting(trials: int, chance: float) -> int:
    """Binomial by the waiting times between successes."""
    successes = 0
    passed = 0.0
    rate = math.log1p(-chance)
    while True:
        passed += math.floor(math.log(1.0 - np.random.random()) / rate) + 1.0
        if passed > trials:
            return successes
        successes += 1


@njit(cache=True)
def seed_draws(seed: int) -> None:
    """Begin the compiled stream of random numbers anew."""
    np.random.seed(seed)


@njit(cache=True)
def _drawn_place(weights: Numbers, total: float) -> int:
    """One place, by the weights."""
    left = np.random.random() * total
    for k in range(len(weights)):
        left -= weights[k]
        if left < 0.0:
            return k
    return len(weights) - 1


@njit(cache=True)
def divide(
    pairs: Places,
    kind: Places,
    cell: Places,
    starts: Places,
    possible: Places,
    chances: Numbers,
    weights: Numbers,
    pattern: Numbers,
    drawn: bool,
    by_pattern: Numbers,
    by_cell: Numbers,
) -> float:
    """Divide the pairs of every row among classes and patterns; returns the log-likelihood.

    Rows: `pairs`, `kind`, `cell` (r,). Row r can be of the patterns `possible[starts[r] :
    starts[r + 1]]`, and has its bits with `chances` in the same places.
    `weights` (cells, classes): the share of each class among the pairs of a cell.
    `pattern` (classes, kinds, patterns): the share of each pattern.
    Adds to `by_pattern` (classes, kinds, patterns) and `by_cell` (cells, classes).
    """
    classes, _, patterns = pattern.shape
    joint = np.empty(classes * patterns)
    log_likelihood = 0.0
    for r in range(len(pairs)):
        shown = possible[starts[r] : starts[r + 1]]
        each = len(shown)
        total = 0.0
        for c in range(classes):
            weight = weights[cell[r], c]
            own = pattern[c, kind[r]]
            for k in range(each):
                joint[c * each + k] = weight * own[shown[k]] * chances[starts[r] + k]
                total += joint[c * each + k]
        log_likelihood += pairs[r] * math.log(max(total, 1e-300))
        # The class last is by far the largest where pairs are many; there its patterns are divided
        # in proportion, those of the others one by one.
        one_by_one = (classes if pairs[r] <= _FEW else classes - 1) if drawn else 0
        left, weight_left = pairs[r], total
        for c in range(classes):
            own = joint[c * each : (c + 1) * each]
            weight = own.sum()
            share = pairs[r] * weight / total
            if drawn:
                drawn_pairs = _binomial(left, weight / weight_left) if c < classes - 1 else left
                left -= drawn_pairs
                weight_left = max(weight_left - weight, 1e-300)
                share = float(drawn_pairs)
            by_cell[cell[r], c] += share
            if c < one_by_one:
                for _ in range(int(share)):
                    by_pattern[c, kind[r], shown[_drawn_place(own, weight)]] += 1.0
            elif share > 0.0 and weight > 0.0:
                for k in range(each):
                    by_pattern[c, kind[r], shown[k]] += share * own[k] / weight
    return log_likelihood


@njit(cache=True)
def class_chances(
    kind: Places,
    cell: Places,
    starts: Places,
    possible: Places,
    chances: Numbers,
    weights: Numbers,
    pattern: Numbers,
) -> Numbers:
    """The probability that a pair of each row is of the first class, (r,)."""
    found = np.zeros(len(kind))
    for r in range(len(kind)):
        total = 0.0
        for c in range(len(pattern)):
            value = 0.0
            for k in range(starts[r], starts[r + 1]):
                value += pattern[c, kind[r], possible[k]] * chances[k]
            value *= weights[cell[r], c]
            total += value
            if c == 0:
                found[r] = value
        if total > 0.0:
            found[r] /= total
    return found
