"""How many unknown nodes there are, which stays were at which, and where they lie, by sampling.

A Dirichlet-process mixture over nodes with a place on the candidate points and a flow profile
(collapsed), beside two ways of being no hidden node: a place of its own (one-off or mistaken), and
a known facility that the witness could not name. Several chains from different starts (Neal 2000).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.places.chains.kernels import Evidence, assign, move
from habeas.places.chains.seeding import empty_state, log_joint, merge_alike, seed
from habeas.places.chains.settings import ChainSettings

Whole = NDArray[np.int64]

_SPARE_NODES = 60
# Alike nodes are merged so often before draws are kept.
_MERGES = 2


@dataclass(frozen=True, slots=True)
class Draws:
    """Kept draws: `node`, (draws, n), as `State.node`; `best` is the likeliest of them."""

    node: Whole
    best: int


def run_chains(
    evidence: Evidence,
    single: NDArray[np.float32],
    facilities: int,
    labels: int,
    settings: ChainSettings,
) -> Draws:
    """Draws of all chains; deterministic by `settings.seed`."""
    random = np.random.default_rng([settings.seed, 4])
    kept: list[Whole] = []
    joint: list[float] = []
    units = len(evidence.came)
    if not bool((evidence.label < 0).any()):
        state = empty_state(evidence, facilities, labels, 0)
        return Draws(state.node[None, :].copy(), 0)
    for chain in range(settings.chains):
        state = empty_state(evidence, facilities, labels, _SPARE_NODES)
        seed(evidence, state, single, random, wander=chain > 0)
        for sweep in range(settings.sweeps):
            assign(evidence, state, random.permutation(units), random.random((units, 2)))
            move(evidence, state, random.random(len(state.size)))
            left = settings.sweeps - sweep
            if left > settings.kept and sweep % max(1, settings.kept // _MERGES) == 0:
                merge_alike(evidence, state)
            if left <= settings.kept:
                kept.append(state.node.copy())
                joint.append(log_joint(evidence, state))
    return Draws(np.array(kept), int(np.argmax(joint)))
