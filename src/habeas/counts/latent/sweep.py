"""One Gibbs sweep over the table: people to classes, then sizes, order, capture.

Given the parameters, each cell's people (and the unseen) are split over the classes; given the
split, the sticks are integrated out while the concentration and the order of the classes move
(so that a big class does not get stuck at a late stick: Papaspiliopoulos & Roberts 2008), then
sticks and capture probabilities are drawn. Cells are visited, never people.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from habeas.counts.latent.arithmetic import exponential_of, log_gamma, logarithm
from habeas.counts.latent.compiled import compiled
from habeas.counts.latent.density import (
    OFF,
    ON,
    RATE,
    SHAPE,
    Matrix,
    Whole,
    log_share_below_cap,
)
from habeas.counts.latent.randomness import (
    Words,
    binomial,
    gamma_draw,
    logit_beta_draw,
    poisson,
    uniform,
)

Counts = NDArray[np.float64]

_MOST_TRIES = 200
_STEP = 2.0
_CLIP = 36.0


@compiled
def unseen_people(words: Words, p0: float, observed: int, cap: int) -> int:
    """n0 given p0: negative binomial, at most the cap."""
    p0 = min(p0, 1.0 - 1e-15)
    for _ in range(_MOST_TRIES):
        mean = gamma_draw(words, float(observed)) * p0 / (1.0 - p0)
        if mean < 1e15:
            unseen = poisson(words, mean)
            if unseen <= cap:
                return unseen
    return _walked_down(words, p0, observed, cap)


@compiled
def _walked_down(words: Words, p0: float, observed: int, cap: int) -> int:
    """The same far above the cap, where rejection would hang: inversion from the cap downwards."""
    left = logarithm(uniform(words)) + log_share_below_cap(p0, observed, cap)
    log_mass = (
        log_gamma(float(observed + cap))
        - log_gamma(float(observed))
        - log_gamma(cap + 1.0)
        + observed * logarithm(1.0 - p0)
        + cap * logarithm(p0)
    )
    share = exponential_of(left - log_mass)
    unseen = cap
    mass = 1.0
    while share > mass and unseen > 0:
        share -= mass
        mass *= unseen / ((observed + unseen - 1.0) * p0)
        unseen -= 1
    return unseen


@compiled
def _split(words: Words, people: int, weights: Matrix, classes: int, into: Matrix) -> None:
    """Put people of one cell into classes, in proportion to the weights."""
    rest = 0.0
    for k in range(classes):
        rest += weights[k]
    left = people
    if left == 1:
        mark = uniform(words) * rest
        for k in range(classes - 1):
            mark -= weights[k]
            if mark <= 0.0:
                into[k] += 1.0
                return
        into[classes - 1] += 1.0
        return
    for k in range(classes - 1):
        if left == 0:
            return
        chance = weights[k] / rest if rest > weights[k] else 1.0
        taken = binomial(words, left, chance)
        into[k] += taken
        left -= taken
        rest -= weights[k]
    into[classes - 1] += left


@compiled
def _concentration_density(
    log_alpha: float, sizes: Matrix, classes: int, total: float, prior: Matrix
) -> float:
    """log p(log α | class sizes), the sticks integrated out."""
    alpha = exponential_of(log_alpha)
    value = (prior[SHAPE] + classes - 1.0) * log_alpha - prior[RATE] * alpha
    later = total
    product = 1.0
    for k in range(classes - 1):
        product *= alpha + later
        if product > 1e200 or product < 1e-200:
            value -= logarithm(product)
            product = 1.0
        later -= sizes[k]
    value -= logarithm(product)
    last = sizes[classes - 1]
    first = log_gamma(last + alpha) if last > 0.0 else log_gamma(1.0 + alpha) - log_alpha
    return value + first - log_gamma(total + alpha)


@compiled
def _slice_concentration(
    words: Words, alpha: float, sizes: Matrix, classes: int, total: float, prior: Matrix
) -> float:
    """A slice step for log α (Neal 2003, with stepping out)."""
    here = logarithm(alpha)
    level = _concentration_density(here, sizes, classes, total, prior) + logarithm(uniform(words))
    low = here - _STEP * uniform(words)
    high = low + _STEP
    while low > -200.0 and _concentration_density(low, sizes, classes, total, prior) > level:
        low -= _STEP
    while high < 200.0 and _concentration_density(high, sizes, classes, total, prior) > level:
        high += _STEP
    while True:
        there = low + (high - low) * uniform(words)
        if _concentration_density(there, sizes, classes, total, prior) > level:
            return exponential_of(there)
        if there < here:
            low = there
        else:
            high = there
        if high - low < 1e-12:
            return alpha


@compiled
def _swap(
    words: Words, classes: int, alpha: float, total: float, sizes: Matrix, on: Matrix
) -> None:
    """Offer each class to change places with the next; the sticks are integrated out."""
    lists = on.shape[0]
    later = total
    for k in range(classes - 2):
        later -= sizes[k]
        changed = later + sizes[k] - sizes[k + 1]
        if sizes[k] != sizes[k + 1] and uniform(words) * (alpha + changed) < alpha + later:
            for row in range(lists):
                held = on[row, k]
                on[row, k] = on[row, k + 1]
                on[row, k + 1] = held
            held = sizes[k]
            sizes[k] = sizes[k + 1]
            sizes[k + 1] = held
            later = changed


@compiled
def sweep(
    words: Words,
    position: Matrix,
    alpha: float,
    classes: int,
    parent: Whole,
    last: Whole,
    people: Matrix,
    prior: Matrix,
    unseen: int,
    weights: Matrix,
    on: Matrix,
    split: Matrix,
) -> float:
    """Draw labels, α, sticks and capture given n0 and the nodes' weights; returns α."""
    rows, lanes = position.shape
    lists = rows - 1
    for node in range(len(parent)):
        for k in range(lanes):
            split[node, k] = 0.0
    _split(words, unseen, weights[0], classes, split[0])
    total = float(unseen)
    for node in range(1, len(parent)):
        if people[node] > 0.0:
            total += people[node]
            _split(words, int(people[node]), weights[node], classes, split[node])
    for row in range(lists):
        for k in range(lanes):
            on[row, k] = 0.0
    for node in range(len(parent) - 1, 0, -1):
        for k in range(lanes):
            on[last[node], k] += split[node, k]
            split[parent[node], k] += split[node, k]
    sizes = split[0]
    alpha = _slice_concentration(words, alpha, sizes, classes, total, prior)
    _swap(words, classes, alpha, total, sizes, on)
    later = total
    for k in range(classes - 1):
        later -= sizes[k]
        position[lists, k] = logit_beta_draw(words, 1.0 + sizes[k], alpha + later)
    for k in range(classes):
        for row in range(lists):
            drawn = logit_beta_draw(
                words, prior[ON] + on[row, k], prior[OFF] + sizes[k] - on[row, k]
            )
            position[row, k] = min(max(drawn, -_CLIP), _CLIP)
    return alpha
