"""What the compiled functions pass to each other."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Vector = NDArray[np.float64]
Whole = NDArray[np.int64]
Words = NDArray[np.uint64]

# A row of classes is filled up to a multiple of this, so that it is worked on as vectors.
LANES = 4


class Cells(NamedTuple):
    """The tree of used cells: see tree.py."""

    parent: Whole
    last: Whole
    people: Vector


class Model(NamedTuple):
    """K, n, the most unseen people, Beta(on, off) of capture, Gamma(shape, rate) of α."""

    classes: int
    observed: int
    cap: int
    on: float
    off: float
    shape: float
    rate: float


class Workspace(NamedTuple):
    """Room for what is computed at a position, so that nothing is allocated in the loop.

    Of the position's shape, (L + 1) × lanes: `rate` (the probabilities), `off` (one less them),
    `odds`, `slope` (the gradient), `momentum`, `start`. Nodes × lanes: `weights` (probability of
    class and cell), `below` (people by class in the node and all below it). `totals`: probability
    of each node's cell. `on`: people by list and class. `facts`: single numbers, by the names
    below.
    """

    rate: Matrix
    off: Matrix
    odds: Matrix
    slope: Matrix
    momentum: Matrix
    start: Matrix
    on: Matrix
    weights: Matrix
    below: Matrix
    totals: Vector
    facts: Vector


# Places in `facts`: p0; log P(n0 ≤ cap); S = -Σ log(1 - V_k); the mean of α given the sticks.
UNSEEN, LOG_CAP, STICKS, CONCENTRATION = 0, 1, 2, 3


def workspace(lists: int, lanes: int, nodes: int) -> Workspace:
    """An empty workspace for this many lists, classes (filled up) and nodes."""
    shape = (lists + 1, lanes)
    return Workspace(
        rate=np.zeros(shape),
        off=np.zeros(shape),
        odds=np.zeros(shape),
        slope=np.zeros(shape),
        momentum=np.zeros(shape),
        start=np.zeros(shape),
        on=np.zeros((lists, lanes)),
        weights=np.zeros((nodes, lanes)),
        below=np.zeros((nodes, lanes)),
        totals=np.zeros(nodes),
        facts=np.zeros(4),
    )
