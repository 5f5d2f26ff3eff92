"""One chain: Gibbs sweeps and Hamiltonian trajectories in turn, compiled as one loop.

The trajectory moves along the ridge between the total and the size of hardly seen classes, where a
Gibbs sweep walks; the sweeps empty and fill classes, where a trajectory does not get. Nothing is
allocated inside the loop.
"""

from __future__ import annotations

import math

from habeas.counts.latent.kernel.arithmetic import exponential_of, logarithm
from habeas.counts.latent.kernel.compiled import compiled
from habeas.counts.latent.kernel.density import (
    fill_gradient,
    fill_weights,
    log_density,
    stick_logs,
)
from habeas.counts.latent.kernel.randomness import gamma_draw, normal, uniform
from habeas.counts.latent.kernel.sweep import sweep, unseen_people
from habeas.counts.latent.kernel.types import (
    CONCENTRATION,
    Cells,
    Matrix,
    Model,
    Vector,
    Words,
    Workspace,
)

# Where the step size and its adaptation stand in the array `tuning`
# (dual averaging: Hoffman & Gelman 2014, section 3.2).
STEP, LOG_STEP_MEAN, ERROR_MEAN, ROUNDS, ANCHOR, ACCEPTED, TRAJECTORIES, DIVERGED = range(8)
TUNING_SIZE = 8
_WANTED_ACCEPTANCE = 0.8
_DIVERGENCE = 1000.0


@compiled
def _adapt_step(tuning: Vector, accepted: float) -> None:
    tuning[ROUNDS] += 1.0
    rounds = tuning[ROUNDS]
    weight = 1.0 / (rounds + 10.0)
    error = _WANTED_ACCEPTANCE - accepted
    tuning[ERROR_MEAN] = (1.0 - weight) * tuning[ERROR_MEAN] + weight * error
    log_step = tuning[ANCHOR] - math.sqrt(rounds) / 0.05 * tuning[ERROR_MEAN]
    fade = exponential_of(-0.75 * logarithm(rounds))
    tuning[LOG_STEP_MEAN] = fade * log_step + (1.0 - fade) * tuning[LOG_STEP_MEAN]
    tuning[STEP] = exponential_of(log_step)


@compiled
def _gather_information(model: Model, work: Workspace, information: Matrix) -> None:
    """Add the curvature of each coordinate's own term: people times λ(1 - λ)."""
    lists = len(work.rate) - 1
    both = model.on + model.off
    later = work.below[0, model.classes - 1] + work.facts[CONCENTRATION]
    for k in range(model.classes - 1, -1, -1):
        size = work.below[0, k]
        for row in range(lists):
            information[row, k] += (size + both) * work.rate[row, k] * work.off[row, k]
        if k < model.classes - 1:
            spread = work.rate[lists, k] * work.off[lists, k]
            information[lists, k] += (size + 1.0 + later) * spread
            later += size


@compiled
def _leap(
    position: Matrix, scale: Matrix, length: float, model: Model, cells: Cells, work: Workspace
) -> None:
    """One leapfrog step."""
    rows, lanes = position.shape
    for row in range(rows):
        places, scales = position[row], scale[row]
        momenta, slopes = work.momentum[row], work.slope[row]
        for k in range(lanes):
            momenta[k] += 0.5 * length * scales[k] * slopes[k]
            places[k] += length * scales[k] * momenta[k]
    fill_gradient(position, model, cells, work)
    for row in range(rows):
        scales, momenta, slopes = scale[row], work.momentum[row], work.slope[row]
        for k in range(lanes):
            momenta[k] += 0.5 * length * scales[k] * slopes[k]


@compiled
def _kinetic(scale: Matrix, work: Workspace) -> float:
    energy = 0.0
    for row in range(len(scale)):
        for k in range(scale.shape[1]):
            if scale[row, k] > 0.0:
                energy += 0.5 * work.momentum[row, k] * work.momentum[row, k]
    return energy


@compiled
def _trajectory(
    words: Words,
    position: Matrix,
    scale: Matrix,
    tuning: Vector,
    leaps: int,
    model: Model,
    cells: Cells,
    work: Workspace,
) -> float:
    """A Hamiltonian step on the collapsed density; returns the probability to accept it.

    `fill_gradient` must have been called at the position.
    """
    for row in range(len(scale)):
        for k in range(scale.shape[1]):
            work.start[row, k] = position[row, k]
            work.momentum[row, k] = normal(words) if scale[row, k] > 0.0 else 0.0
    before = _kinetic(scale, work) - log_density(position, model, cells, work)
    length = tuning[STEP] * (0.8 + 0.4 * uniform(words))
    for _ in range(1 + int(uniform(words) * (2 * leaps - 1))):
        _leap(position, scale, length, model, cells, work)
    after = _kinetic(scale, work) - log_density(position, model, cells, work)
    accepted = 0.0
    # Written so that an energy that is no number counts as a divergence.
    if after - before < _DIVERGENCE:
        accepted = exponential_of(min(0.0, before - after))
    else:
        tuning[DIVERGED] += 1.0
    tuning[ACCEPTED] += accepted
    tuning[TRAJECTORIES] += 1.0
    if uniform(words) >= accepted:
        position[:] = work.start
    return accepted


@compiled
def run(
    words: Words,
    position: Matrix,
    model: Model,
    cells: Cells,
    work: Workspace,
    scale: Matrix,
    information: Matrix,
    tuning: Vector,
    adapting: bool,
    sweeps: int,
    leaps: int,
    totals: Vector,
    alphas: Vector,
    occupied: Vector,
    positions: Matrix,
) -> None:
    """Run len(totals) rounds from `position`, which is left where the chain ends.

    Each round: `sweeps` Gibbs sweeps, one trajectory of 1 … 2·`leaps` - 1 steps (none where
    `leaps` is 0), then a fresh n0. Kept are N, α, the number of classes with people, and the
    position of as many evenly spaced rounds as `positions` has room for. While `adapting`, the
    step size in `tuning` follows the acceptance, and the curvature is added to `information`.
    """
    every = max(1, len(totals) // max(1, len(positions)))
    stored = 0
    for turn in range(len(totals)):
        rate = model.rate + stick_logs(position, model)
        alpha = gamma_draw(words, model.shape + model.classes - 1.0) / rate
        for _ in range(sweeps):
            p0 = fill_weights(position, model, cells, work)
            unseen = unseen_people(words, p0, model.observed, model.cap)
            alpha = sweep(words, position, alpha, unseen, model, cells, work)
        for k in range(model.classes):
            if work.below[0, k] > 0.0:
                occupied[turn] += 1.0
        alphas[turn] = alpha
        if leaps > 0:
            fill_gradient(position, model, cells, work)
            if adapting:
                _gather_information(model, work, information)
            accepted = _trajectory(words, position, scale, tuning, leaps, model, cells, work)
            if adapting:
                _adapt_step(tuning, accepted)
        p0 = fill_weights(position, model, cells, work)
        totals[turn] = model.observed + unseen_people(words, p0, model.observed, model.cap)
        if turn % every == 0 and stored < len(positions):
            positions[stored] = position
            stored += 1
    if adapting and tuning[ROUNDS] > 0.0:
        tuning[STEP] = exponential_of(tuning[LOG_STEP_MEAN])
