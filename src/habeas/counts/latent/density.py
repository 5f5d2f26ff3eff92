"""The posterior density with unseen people and class labels integrated out, and its gradient.

With π_c the probability of cell c and p0 that of the empty cell, the target is (prior) times
Π_c (π_c / (1 - p0))^{y_c} times F(cap), where F is the negative binomial probability that no more
are unseen than the cap allows: π(N) ∝ 1/N makes n0 | θ negative binomial. The concentration α is
integrated out as well: given the sticks it is Gamma(a + K - 1, b + S), S = -Σ log(1 - V_k), so the
sticks have density ∝ Π V_k/(V_k (1 - V_k)) · (b + S)^{-(a + K - 1)}.

Positions are logits: row j < L holds those of capture on list j, row L those of the sticks. Columns
are classes, filled up to a multiple of four. The cells form a tree: a node is its parent's pattern
and one list more, and its weight is its parent's times that list's odds. Walking the tree up and
down gives all cells and all expected counts; the gradient is expected minus predicted counts.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from habeas.counts.latent.arithmetic import (
    LARGEST_EXPONENT,
    exponential_of,
    log_gamma,
    log_one_plus_exponential,
    logarithm,
)
from habeas.counts.latent.compiled import compiled

Matrix = NDArray[np.float64]
Whole = NDArray[np.int64]

# Where the prior settings stand in the array `prior`.
ON, OFF, SHAPE, RATE = 0, 1, 2, 3
# Where the density's by-products stand in the array `facts`.
UNSEEN, LOG_CAP, SLOPE, CONCENTRATION = 0, 1, 2, 3


@compiled
def log_share_below_cap(p0: float, people: int, cap: int) -> float:
    """log P(n0 ≤ cap) for n0 negative binomial: (people) successes of chance 1 - p0."""
    x = 1.0 - p0
    mean = people * p0 / x
    if mean + 12.0 * np.sqrt(mean / x) < cap and mean < 0.1 * cap:
        return 0.0
    a = float(people)
    b = cap + 1.0
    front = log_gamma(a + b) - log_gamma(a) - log_gamma(b) + a * logarithm(x) + b * logarithm(p0)
    if x < (a + 1.0) / (a + b + 2.0):
        return front + logarithm(_beta_fraction(a, b, x) / a)
    other = exponential_of(front) * _beta_fraction(b, a, p0) / b
    return logarithm(max(1.0 - other, 1e-300))


@compiled
def _beta_fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of the incomplete beta function, by Lentz's method."""
    tiny = 1e-300
    c = 1.0
    d = 1.0 - (a + b) * x / (a + 1.0)
    d = 1.0 / (d if abs(d) > tiny else tiny)
    value = d
    for step in range(1, 2000):
        twice = 2.0 * step
        term = step * (b - step) * x / ((a + twice - 1.0) * (a + twice))
        d = 1.0 + term * d
        d = 1.0 / (d if abs(d) > tiny else tiny)
        c = 1.0 + term / c
        c = c if abs(c) > tiny else tiny
        value *= d * c
        term = -(a + step) * (a + b + step) * x / ((a + twice) * (a + twice + 1.0))
        d = 1.0 + term * d
        d = 1.0 / (d if abs(d) > tiny else tiny)
        c = 1.0 + term / c
        c = c if abs(c) > tiny else tiny
        change = d * c
        value *= change
        if abs(change - 1.0) < 1e-14:
            break
    return value


@compiled
def class_weights(
    position: Matrix, classes: int, rate: Matrix, off: Matrix, odds: Matrix, weights: Matrix
) -> float:
    """Fill rates, their complements, odds and the empty cell's weights; returns p0."""
    rows, lanes = position.shape
    lists = rows - 1
    for row in range(rows):
        for k in range(lanes):
            e = exponential_of(position[row, k])
            complement = 1.0 / (1.0 + e)
            odds[row, k] = e
            off[row, k] = complement
            rate[row, k] = e * complement
    rest = 1.0
    for k in range(classes - 1):
        weights[0, k] = rate[lists, k] * rest
        rest *= off[lists, k]
    weights[0, classes - 1] = rest
    for row in range(lists):
        for k in range(lanes):
            weights[0, k] *= off[row, k]
    p0 = 0.0
    for k in range(classes):
        p0 += weights[0, k]
    return p0


@compiled
def cell_weights(parent: Whole, last: Whole, odds: Matrix, weights: Matrix) -> None:
    """The weight of every class in every node, from the root's."""
    lanes = weights.shape[1]
    for node in range(1, len(parent)):
        above = parent[node]
        row = last[node]
        for k in range(lanes):
            weights[node, k] = weights[above, k] * odds[row, k]


@compiled
def gradient(
    position: Matrix,
    classes: int,
    parent: Whole,
    last: Whole,
    people: Matrix,
    observed: int,
    cap: int,
    prior: Matrix,
    rate: Matrix,
    off: Matrix,
    odds: Matrix,
    weights: Matrix,
    totals: Matrix,
    below: Matrix,
    slope: Matrix,
    facts: Matrix,
) -> None:
    """Fill `slope` with the gradient of the log density; by-products for `log_density`."""
    rows, lanes = position.shape
    lists = rows - 1
    p0 = class_weights(position, classes, rate, off, odds, weights)
    cell_weights(parent, last, odds, weights)
    facts[UNSEEN] = p0
    facts[LOG_CAP] = log_share_below_cap(p0, observed, cap) if p0 < 1.0 else -np.inf
    unseen = observed / (1.0 - p0)
    if facts[LOG_CAP] < 0.0 and p0 < 1.0:
        log_density_at_cap = (
            log_gamma(observed + cap + 1.0)
            - log_gamma(float(observed))
            - log_gamma(cap + 1.0)
            + (observed - 1.0) * logarithm(1.0 - p0)
            + cap * logarithm(p0)
        )
        unseen -= exponential_of(log_density_at_cap - facts[LOG_CAP])
    for row in range(lists):
        for k in range(lanes):
            slope[row, k] = prior[ON]
    for k in range(lanes):
        below[0, k] = weights[0, k] * unseen
    for node in range(1, len(parent)):
        total = 0.0
        if people[node] > 0.0:
            for k in range(lanes):
                total += weights[node, k]
            factor = people[node] / total
        else:
            total = 1.0
            factor = 0.0
        totals[node] = total
        for k in range(lanes):
            below[node, k] = weights[node, k] * factor
    for node in range(len(parent) - 1, 0, -1):
        above = parent[node]
        row = last[node]
        for k in range(lanes):
            slope[row, k] += below[node, k]
            below[above, k] += below[node, k]
    both = prior[ON] + prior[OFF]
    for row in range(lists):
        for k in range(lanes):
            slope[row, k] -= (below[0, k] + both) * rate[row, k]
    spent = 0.0
    product = 1.0
    for k in range(classes - 1):
        if position[lists, k] > 36.0:
            spent += position[lists, k]
        else:
            product *= 1.0 + odds[lists, k]
        if product > 1e200:
            spent += logarithm(product)
            product = 1.0
    spent += logarithm(product)
    concentration = (prior[SHAPE] + classes - 1.0) / (prior[RATE] + spent)
    facts[CONCENTRATION] = concentration
    facts[SLOPE] = spent
    later = below[0, classes - 1]
    for k in range(classes - 2, -1, -1):
        share = below[0, k]
        slope[lists, k] = (share + 1.0) * off[lists, k] - (later + concentration) * rate[lists, k]
        later += share


@compiled
def log_density(
    position: Matrix,
    classes: int,
    people: Matrix,
    observed: int,
    prior: Matrix,
    odds: Matrix,
    totals: Matrix,
    facts: Matrix,
) -> float:
    """The log density at the position of the last `gradient`, up to a constant."""
    lists = position.shape[0] - 1
    if facts[UNSEEN] >= 1.0:
        return -np.inf
    value = facts[LOG_CAP] - observed * logarithm(1.0 - facts[UNSEEN])
    for node in range(1, len(people)):
        if people[node] > 0.0:
            value += people[node] * logarithm(max(totals[node], 1e-300))
    both = prior[ON] + prior[OFF]
    for k in range(classes):
        line = 0.0
        product = 1.0
        for row in range(lists):
            line += prior[ON] * position[row, k]
            product *= 1.0 + odds[row, k]
            if product > 1e200:
                line -= both * logarithm(product)
                product = 1.0
        value += line - both * logarithm(product)
    for k in range(classes - 1):
        value += position[lists, k] - log_one_plus_exponential(position[lists, k])
    return value - (prior[SHAPE] + classes - 1.0) * logarithm(prior[RATE] + facts[SLOPE])


__all__ = ["LARGEST_EXPONENT", "cell_weights", "class_weights", "gradient", "log_density"]
