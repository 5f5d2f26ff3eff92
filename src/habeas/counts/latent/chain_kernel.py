"""One chain: Gibbs sweeps and Hamiltonian trajectories in turn, compiled as one loop.

The trajectory moves along the ridge between the total and the size of hardly seen classes, where a
Gibbs sweep walks; the sweeps empty and fill classes, where a trajectory does not get. Nothing is
allocated inside the loop.
"""

from __future__ import annotations

import numpy as np

from habeas.counts.latent.arithmetic import (
    exponential_of,
    log_one_plus_exponential,
    logarithm,
)
from habeas.counts.latent.compiled import compiled
from habeas.counts.latent.density import (
    OFF,
    ON,
    RATE,
    SHAPE,
    Matrix,
    Whole,
    cell_weights,
    class_weights,
    gradient,
    log_density,
)
from habeas.counts.latent.randomness import Words, gamma_draw, normal, uniform
from habeas.counts.latent.sweep import sweep, unseen_people

# Where the step size and its adaptation stand in the array `tuning`
# (dual averaging: Hoffman & Gelman 2014, section 3.2).
STEP, LOG_STEP_MEAN, ERROR_MEAN, ROUNDS, ANCHOR, ACCEPTED, TRAJECTORIES, DIVERGED = range(8)
TUNING_SIZE = 8
_WANTED_ACCEPTANCE = 0.8
_DIVERGENCE = 1000.0


@compiled
def _adapt_step(tuning: Matrix, accepted: float) -> None:
    tuning[ROUNDS] += 1.0
    rounds = tuning[ROUNDS]
    weight = 1.0 / (rounds + 10.0)
    tuning[ERROR_MEAN] = (1.0 - weight) * tuning[ERROR_MEAN] + weight * (
        _WANTED_ACCEPTANCE - accepted
    )
    log_step = tuning[ANCHOR] - np.sqrt(rounds) / 0.05 * tuning[ERROR_MEAN]
    fade = exponential_of(-0.75 * logarithm(rounds))
    tuning[LOG_STEP_MEAN] = fade * log_step + (1.0 - fade) * tuning[LOG_STEP_MEAN]
    tuning[STEP] = exponential_of(log_step)


@compiled
def run(
    words: Words,
    position: Matrix,
    classes: int,
    parent: Whole,
    last: Whole,
    people: Matrix,
    observed: int,
    cap: int,
    prior: Matrix,
    scale: Matrix,
    information: Matrix,
    tuning: Matrix,
    adapting: bool,
    sweeps: int,
    leaps: int,
    totals_kept: Matrix,
    alphas_kept: Matrix,
    occupied_kept: Matrix,
    positions_kept: Matrix,
) -> None:
    """Run len(totals_kept) rounds from `position`, which is left where the chain ends.

    Each round: `sweeps` Gibbs sweeps, one trajectory of 1 … 2·`leaps` - 1 steps, then a fresh n0.
    Kept are N, α, the number of classes with people, and the position of every round for which
    `positions_kept` has room (evenly spaced).
    """
    rows, lanes = position.shape
    lists = rows - 1
    nodes = len(parent)
    rate = np.zeros((rows, lanes))
    off = np.zeros((rows, lanes))
    odds = np.zeros((rows, lanes))
    slope = np.zeros((rows, lanes))
    momentum = np.zeros((rows, lanes))
    start = np.zeros((rows, lanes))
    on = np.zeros((lists, lanes))
    weights = np.zeros((nodes, lanes))
    below = np.zeros((nodes, lanes))
    totals = np.zeros(nodes)
    facts = np.zeros(4)
    rounds = len(totals_kept)
    every = max(1, rounds // max(1, len(positions_kept)))
    stored = 0
    for turn in range(rounds):
        spent = 0.0
        for k in range(classes - 1):
            spent += log_one_plus_exponential(position[lists, k])
        alpha = gamma_draw(words, prior[SHAPE] + classes - 1.0) / (prior[RATE] + spent)
        for _ in range(sweeps):
            p0 = class_weights(position, classes, rate, off, odds, weights)
            cell_weights(parent, last, odds, weights)
            unseen = unseen_people(words, p0, observed, cap)
            alpha = sweep(
                words, position, alpha, classes, parent, last, people, prior, unseen,
                weights, on, below,
            )  # fmt: skip
        occupied = 0.0
        for k in range(classes):
            if below[0, k] > 0.0:
                occupied += 1.0
        if leaps > 0:
            gradient(
                position, classes, parent, last, people, observed, cap, prior,
                rate, off, odds, weights, totals, below, slope, facts,
            )  # fmt: skip
            if adapting:
                _gather_information(classes, rate, off, below, prior, facts[3], information)
            energy = -log_density(position, classes, people, observed, prior, odds, totals, facts)
            for row in range(rows):
                for k in range(lanes):
                    start[row, k] = position[row, k]
                    if scale[row, k] > 0.0:
                        momentum[row, k] = normal(words)
                        energy += 0.5 * momentum[row, k] * momentum[row, k]
            steps = 1 + int(uniform(words) * (2 * leaps - 1))
            length = tuning[STEP] * (0.8 + 0.4 * uniform(words))
            for _ in range(steps):
                for row in range(rows):
                    for k in range(lanes):
                        kick = momentum[row, k] + 0.5 * length * scale[row, k] * slope[row, k]
                        momentum[row, k] = kick
                        position[row, k] += length * scale[row, k] * kick
                gradient(
                    position, classes, parent, last, people, observed, cap, prior,
                    rate, off, odds, weights, totals, below, slope, facts,
                )  # fmt: skip
                for row in range(rows):
                    for k in range(lanes):
                        momentum[row, k] += 0.5 * length * scale[row, k] * slope[row, k]
            after = -log_density(position, classes, people, observed, prior, odds, totals, facts)
            for row in range(rows):
                for k in range(lanes):
                    if scale[row, k] > 0.0:
                        after += 0.5 * momentum[row, k] * momentum[row, k]
            accepted = 0.0
            if after - energy < _DIVERGENCE:
                accepted = exponential_of(min(0.0, energy - after))
            else:
                tuning[DIVERGED] += 1.0
            tuning[ACCEPTED] += accepted
            tuning[TRAJECTORIES] += 1.0
            if uniform(words) >= accepted:
                for row in range(rows):
                    for k in range(lanes):
                        position[row, k] = start[row, k]
            if adapting:
                _adapt_step(tuning, accepted)
        p0 = class_weights(position, classes, rate, off, odds, weights)
        totals_kept[turn] = observed + unseen_people(words, p0, observed, cap)
        alphas_kept[turn] = alpha
        occupied_kept[turn] = occupied
        if turn % every == 0 and stored < len(positions_kept):
            positions_kept[stored] = position
            stored += 1
    if adapting and tuning[ROUNDS] > 0.0:
        tuning[STEP] = exponential_of(tuning[LOG_STEP_MEAN])


@compiled
def _gather_information(
    classes: int,
    rate: Matrix,
    off: Matrix,
    below: Matrix,
    prior: Matrix,
    concentration: float,
    information: Matrix,
) -> None:
    """Add the curvature of each coordinate's own term: people times λ(1 - λ)."""
    lists = len(rate) - 1
    both = prior[ON] + prior[OFF]
    later = below[0, classes - 1]
    for k in range(classes - 1, -1, -1):
        for row in range(lists):
            information[row, k] += (below[0, k] + both) * rate[row, k] * off[row, k]
        if k < classes - 1:
            information[lists, k] += (
                (below[0, k] + 1.0 + later + concentration) * rate[lists, k] * off[lists, k]
            )
            later += below[0, k]
