"""One chain between two calls of the compiled loop: where it starts, and how it warms up."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.counts.latent.kernel.loop import ACCEPTED, ANCHOR, STEP, TUNING_SIZE, run
from habeas.counts.latent.kernel.randomness import seeded
from habeas.counts.latent.kernel.types import LANES, Cells, Model, Workspace, workspace

Array = NDArray[np.float64]

SWEEPS = 1
LEAPS = 30
# Trajectories start from steps of a tenth of a logit, and adapt around half a standard deviation.
_FIRST_SCALE = 0.1
_FIRST_STEP, _STEP_ANCHOR = 0.1, 0.5
_FEWEST_UNSEEN = 0.1
_LEAST_CURVATURE = 0.25


@dataclass(frozen=True)
class Rounds:
    """What a stretch of a chain has drawn: N, α, classes with people, and some positions."""

    totals: Array
    alpha: Array
    occupied: Array
    positions: Array


@dataclass(frozen=True)
class Chain:
    """A chain's state; `advance` changes its arrays."""

    cells: Cells
    model: Model
    work: Workspace
    words: NDArray[np.uint64]
    position: Array
    scale: Array
    information: Array
    tuning: Array

    def advance(
        self, rounds: int, *, keep: int = 0, adapting: bool = False, leaps: int = LEAPS
    ) -> Rounds:
        """Run this many rounds, keeping the positions of `keep` of them."""
        shape = self.position.shape
        drawn = Rounds(
            np.zeros(rounds), np.zeros(rounds), np.zeros(rounds), np.zeros((keep, *shape))
        )
        run(
            self.words,
            self.position,
            self.model,
            self.cells,
            self.work,
            self.scale,
            self.information,
            self.tuning,
            adapting,
            SWEEPS,
            leaps,
            drawn.totals,
            drawn.alpha,
            drawn.occupied,
            drawn.positions,
        )
        return drawn

    def adapt(self, rounds: int, *, leaps: int = LEAPS) -> Array:
        """Fit the step size and gather the curvature; returns the totals drawn."""
        self.tuning[:] = 0.0
        self.tuning[STEP] = _FIRST_STEP
        self.tuning[ANCHOR] = math.log(_STEP_ANCHOR)
        self.information[:] = 0.0
        drawn = self.advance(rounds, adapting=True, leaps=leaps)
        self.information[:] /= rounds
        return drawn.totals

    def rescale(self, information: Array) -> None:
        """Scale each coordinate by the inverse root of its curvature.

        That is the mean curvature of the coordinate's own term: for a capture logit the people in
        the class times λ(1 - λ). Where nobody is, the prior's tails are flat for as long as the
        concentration is small; a floor keeps the step from being fitted to them.
        """
        used = self.scale > 0
        self.scale[used] = 1 / np.sqrt(np.maximum(information[used], _LEAST_CURVATURE))

    def forget_acceptance(self) -> None:
        """Count acceptance and divergences anew, without those of the warm-up."""
        self.tuning[ACCEPTED:] = 0.0


def started(cells: Cells, model: Model, lists: int, seed: int, number: int, among: int) -> Chain:
    """A chain at random parameters whose share of unseen people is set by its number.

    Of `among` chains the first starts with a tenth as many unseen as observed, the last with half
    the cap, the others evenly between on the log scale.
    """
    random = np.random.default_rng([seed, number])
    classes = model.classes
    most = max(0.5 * model.cap / model.observed, 2 * _FEWEST_UNSEEN)
    ratio = _FEWEST_UNSEEN * (most / _FEWEST_UNSEEN) ** (number / max(1, among - 1))
    sticks = random.beta(1.0, 1.0, size=classes - 1)
    weights = np.append(sticks, 1.0) * np.cumprod(np.append(1.0, 1 - sticks))
    capture = random.logistic(size=(lists, classes))
    position = np.zeros((lists + 1, -(-classes // LANES) * LANES))
    position[:lists, :classes] = capture + _shift(capture, weights, ratio / (1 + ratio))
    position[lists, : classes - 1] = np.log(sticks / (1 - sticks))
    # Rounded, since the libraries of two machines may differ in the last bit of a logarithm.
    position = np.round(position, 6)
    scale = np.zeros_like(position)
    scale[:lists, :classes] = _FIRST_SCALE
    scale[lists, : classes - 1] = _FIRST_SCALE
    return Chain(
        cells,
        model,
        workspace(lists, position.shape[1], len(cells.parent)),
        seeded(int(random.integers(1 << 62))),
        position,
        scale,
        np.zeros_like(position),
        np.zeros(TUNING_SIZE),
    )


def _shift(capture: Array, weights: Array, unseen: float) -> float:
    """What to add to all logits so that this share of people is on no list."""
    low, high = -30.0, 30.0
    for _ in range(60):
        middle = (low + high) / 2
        share = weights @ np.exp(-np.logaddexp(0.0, capture + middle).sum(axis=0))
        low, high = (middle, high) if share > unseen else (low, middle)
    return (low + high) / 2
