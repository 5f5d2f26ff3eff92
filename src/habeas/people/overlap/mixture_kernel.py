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
        return min(max(int(drawn), 0), trials)
    if chance > 0.5:
        return trials - _by_waiting(trials, 1 - chance)
    return _by_waiting(trials, chance)


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
def divide(
    pairs: Places,
    kind: Places,
    cell: Places,
    chances: Numbers,
    possible: Places,
    weights: Numbers,
    pattern: Numbers,
    drawn: bool,
    by_pattern: Numbers,
    by_cell: Numbers,
) -> float:
    """Divide the pairs of every row among classes and patterns; returns the log-likelihood.

    rows: `pairs`, `kind`, `cell` (r,), `chances` (r, patterns) of the row's bits given a pattern.
    `possible` (kinds, patterns): the patterns that a kind of comparison can show, then -1.
    `weights` (cells, classes): the share of each class among the pairs of a cell.
    `pattern` (classes, kinds, patterns): the share of each pattern.
    Adds to `by_pattern` (classes, kinds, patterns) and `by_cell` (cells, classes).
    The class last and pattern last takes what is left over.
    """
    classes, _, patterns = pattern.shape
    joint = np.empty(classes * patterns)
    log_likelihood = 0.0
    for r in range(len(pairs)):
        shown = possible[kind[r]]
        total = 0.0
        filled = 0
        for c in range(classes):
            for p in shown:
                if p < 0:
                    break
                joint[filled] = weights[cell[r], c] * pattern[c, kind[r], p] * chances[r, p]
                total += joint[filled]
                filled += 1
        each = filled // classes
        log_likelihood += pairs[r] * math.log(max(total, 1e-300))
        left, weight_left = pairs[r], total
        for k in range(filled):
            if joint[k] <= 1e-12 * total:
                continue
            if drawn:
                share = float(_binomial(left, joint[k] / max(weight_left, joint[k])))
                left -= int(share)
                weight_left -= joint[k]
            else:
                share = pairs[r] * joint[k] / total
            if share > 0.0:
                by_pattern[k // each, kind[r], shown[k % each]] += share
                by_cell[cell[r], k // each] += share
            if drawn and left == 0:
                break
        if drawn and left > 0:
            by_pattern[classes - 1, kind[r], patterns - 1] += left
            by_cell[cell[r], classes - 1] += left
    return log_likelihood


@njit(cache=True)
def class_chances(
    kind: Places, cell: Places, chances: Numbers, weights: Numbers, pattern: Numbers
) -> Numbers:
    """The probability that a pair of each row is of the first class, (r,)."""
    classes, _, patterns = pattern.shape
    found = np.zeros(len(kind))
    for r in range(len(kind)):
        total = 0.0
        for c in range(classes):
            value = 0.0
            for p in range(patterns):
                value += pattern[c, kind[r], p] * chances[r, p]
            value *= weights[cell[r], c]
            total += value
            if c == 0:
                found[r] = value
        if total > 0.0:
            found[r] /= total
    return found
