"""The posterior density with unseen people and class labels integrated out, and its gradient.

With π_c the probability of cell c and p0 that of the empty cell, the target is (prior) times
Π_c (π_c / (1 - p0))^{y_c} times F(cap), where F is the negative binomial probability that no more
are unseen than the cap allows: π(N) ∝ 1/N makes n0 | θ negative binomial. The concentration α is
integrated out as well: given the sticks it is Gamma(a + K - 1, b + S), S = -Σ log(1 - V_k), so the
sticks have density ∝ (b + S)^{-(a + K - 1)} Π 1/(1 - V_k).

Positions are logits: row j < L holds those of capture on list j, row L those of the sticks. Columns
are classes. The cells form a tree: a node is its parent's pattern and one list more, and its weight
is its parent's times that list's odds. Walking the tree up and down gives all cells and all
expected counts; the gradient is expected minus predicted counts.

Rows are taken out of the matrices before a loop: the compiler then makes the loop a vector.
"""

from __future__ import annotations

import math

from habeas.counts.latent.kernel.arithmetic import (
    exponential_of,
    log_one_plus_exponential,
    logarithm,
)
from habeas.counts.latent.kernel.cap import expected_unseen_ratio, log_share_below_cap
from habeas.counts.latent.kernel.compiled import compiled
from habeas.counts.latent.kernel.types import (
    CONCENTRATION,
    LOG_CAP,
    STICKS,
    UNSEEN,
    Cells,
    Matrix,
    Model,
    Workspace,
)


@compiled
def fill_weights(position: Matrix, model: Model, cells: Cells, work: Workspace) -> float:
    """Fill probabilities, odds and the weights of all nodes; returns p0."""
    rows, lanes = position.shape
    lists = rows - 1
    logits, odds = position.reshape(-1), work.odds.reshape(-1)
    off, rate = work.off.reshape(-1), work.rate.reshape(-1)
    for place in range(rows * lanes):
        e = exponential_of(logits[place])
        complement = 1.0 / (1.0 + e)
        odds[place] = e
        off[place] = complement
        rate[place] = e * complement
    root = work.weights[0]
    rest = 1.0
    for k in range(model.classes - 1):
        root[k] = work.rate[lists, k] * rest
        rest *= work.off[lists, k]
    root[model.classes - 1] = rest
    for row in range(lists):
        not_on = work.off[row]
        for k in range(lanes):
            root[k] *= not_on[k]
    p0 = 0.0
    for k in range(model.classes):
        p0 += root[k]
    for node in range(1, len(cells.parent)):
        weight = work.weights[node]
        above = work.weights[cells.parent[node]]
        ratio = work.odds[cells.last[node]]
        for k in range(lanes):
            weight[k] = above[k] * ratio[k]
    return p0


@compiled
def stick_logs(position: Matrix, model: Model) -> float:
    """S = -Σ log(1 - V_k)."""
    spent = 0.0
    for k in range(model.classes - 1):
        spent += log_one_plus_exponential(position[-1, k])
    return spent


@compiled
def _stick_logs_at(position: Matrix, model: Model, work: Workspace) -> float:
    """The same with one logarithm, where the product of the 1 - V_k does not vanish."""
    product = 1.0
    for k in range(model.classes - 1):
        product *= work.off[-1, k]
    return -logarithm(product) if product > 1e-280 else stick_logs(position, model)


@compiled
def _expected_counts(cells: Cells, work: Workspace) -> None:
    """People by class below each node (the root's own are given), and by list added to `slope`."""
    lanes = work.weights.shape[1]
    for node in range(1, len(cells.parent)):
        weight = work.weights[node]
        share = work.below[node]
        a, b, c, d = 0.0, 0.0, 0.0, 0.0
        for k in range(0, lanes, 4):
            a += weight[k]
            b += weight[k + 1]
            c += weight[k + 2]
            d += weight[k + 3]
        total = (a + b) + (c + d)
        work.totals[node] = total
        factor = cells.people[node] / total
        for k in range(lanes):
            share[k] = weight[k] * factor
    for node in range(len(cells.parent) - 1, 0, -1):
        share = work.below[node]
        above = work.below[cells.parent[node]]
        held = work.slope[cells.last[node]]
        for k in range(lanes):
            held[k] += share[k]
            above[k] += share[k]


@compiled
def fill_gradient(position: Matrix, model: Model, cells: Cells, work: Workspace) -> None:
    """Fill `slope` with the gradient of the log density, and `totals` and `facts`."""
    rows, lanes = position.shape
    lists = rows - 1
    facts = work.facts
    p0 = fill_weights(position, model, cells, work)
    facts[UNSEEN] = p0
    facts[LOG_CAP] = log_share_below_cap(p0, model.observed, model.cap) if p0 < 1.0 else -math.inf
    unseen = expected_unseen_ratio(p0, model.observed, model.cap, facts[LOG_CAP])
    work.slope[:lists] = model.on
    root, everybody = work.weights[0], work.below[0]
    for k in range(lanes):
        everybody[k] = root[k] * unseen
    _expected_counts(cells, work)
    both = model.on + model.off
    for row in range(lists):
        rates, slopes = work.rate[row], work.slope[row]
        for k in range(lanes):
            slopes[k] -= (everybody[k] + both) * rates[k]
    facts[STICKS] = _stick_logs_at(position, model, work)
    concentration = (model.shape + model.classes - 1.0) / (model.rate + facts[STICKS])
    facts[CONCENTRATION] = concentration
    slopes, rates, complements = work.slope[lists], work.rate[lists], work.off[lists]
    later = everybody[model.classes - 1]
    for k in range(model.classes - 2, -1, -1):
        share = everybody[k]
        slopes[k] = (share + 1.0) * complements[k] - (later + concentration) * rates[k]
        later += share


@compiled
def log_density(position: Matrix, model: Model, cells: Cells, work: Workspace) -> float:
    """The log density, up to a constant, where `fill_gradient` was called last."""
    lists = position.shape[0] - 1
    facts = work.facts
    if facts[UNSEEN] >= 1.0:
        return -math.inf
    value: float = facts[LOG_CAP] - model.observed * logarithm(1.0 - facts[UNSEEN])
    for node in range(1, len(cells.people)):
        if cells.people[node] > 0.0:
            value += cells.people[node] * logarithm(max(work.totals[node], 1e-300))
    value += _log_capture_prior(position, model, work)
    for k in range(model.classes - 1):
        value += position[lists, k]
    power = model.shape + model.classes - 1.0
    value -= facts[STICKS] + power * logarithm(model.rate + facts[STICKS])
    return value


@compiled
def _log_capture_prior(position: Matrix, model: Model, work: Workspace) -> float:
    """Σ a·logit + (a + b)·log(1 - λ): the Beta priors on the scale of the logits."""
    lists = position.shape[0] - 1
    logits = 0.0
    logs = 0.0
    product = 1.0
    for k in range(model.classes):
        line = 1.0
        for row in range(lists):
            logits += position[row, k]
            line *= 1.0 + work.odds[row, k]
        if not line < 1e300:
            return -math.inf
        if line > 1e150 or product > 1e150:
            logs += logarithm(product)
            product = 1.0
        product *= line
    return model.on * logits - (model.on + model.off) * (logs + logarithm(product))
