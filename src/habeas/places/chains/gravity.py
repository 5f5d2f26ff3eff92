"""Who sends to whom, by distance: a gravity model learned from journeys between known facilities.

n_ij ~ Poisson(O_i · D_j · f(d_ij)): what a facility sends, what it receives, and a decay f, a
smoothed step function of distance, fitted by iterative proportional fitting. Each facility's own
reach bends f towards what that facility's journeys show (gamma–Poisson shrinkage). Seen from a
point, the shares of its partners follow; what known facilities near that point send and receive is
mixed in, because neighbours share regions, borders and roads that distance does not know.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.places.chains.ground import RING_KM, RINGS, Ground

Numbers = NDArray[np.float64]

# Steps of the decay, in rings: 8 rings are a factor of 1.7.
_STEP_RINGS = 8
STEPS = RINGS // _STEP_RINGS
_ROUNDS = 40
_STEP_PRIOR = 3.0
_REACH_PRIOR = 8.0
# A facility of which nothing is known sends and receives a little nevertheless.
_LEAST_FLOW = 0.3
# The journeys of one large neighbour do not outweigh all others.
_MOST_OF_A_NEIGHBOUR = 60.0


@dataclass(frozen=True, slots=True)
class Pull:
    """One direction of the flow. `size` has shape (facilities,); `reach` (facilities, RINGS).

    The expected share of partner a at a point in its ring r is proportional to
    size[a] · reach[a, r]. `seen` and `foreseen`, (facilities, STEPS), are what `reach` came from;
    `expected`, (facilities, facilities), is what the model foresees for each pair.
    """

    size: Numbers
    decay: Numbers
    reach: Numbers
    seen: Numbers
    foreseen: Numbers
    expected: Numbers


@dataclass(frozen=True, slots=True)
class Gravity:
    """What the known network teaches. `flows[i, j]` counts journeys from i to j."""

    flows: Numbers
    arrivals: Pull
    departures: Pull


def learn_gravity(flows: Numbers, rings: NDArray[np.int16]) -> Gravity:
    """Gravity of the journeys `flows`, (k, k), between facilities that lie in these `rings`."""
    count = len(flows)
    step = step_of(rings)
    apart = ~np.eye(count, dtype=bool)
    sent, taken = flows.sum(1) + _LEAST_FLOW, flows.sum(0) + _LEAST_FLOW
    origin, target = sent.copy(), taken / max(taken.sum(), 1.0)
    decay = np.ones(STEPS)
    seen_at = np.bincount(step[apart], flows[apart], STEPS).astype(np.float64)
    for _ in range(_ROUNDS):
        pulled = np.where(apart, decay[step], 0.0)
        origin = sent / np.maximum(pulled @ target, 1e-12)
        target = taken / np.maximum(pulled.T @ origin, 1e-12)
        bare = np.bincount(step[apart], np.outer(origin, target)[apart], STEPS)
        decay = _smooth(seen_at, bare.astype(np.float64))
    expected = np.where(apart, np.outer(origin, target) * decay[step], 0.0)
    return Gravity(
        flows,
        _pull(origin, decay, flows, expected, step),
        _pull(target, decay, flows.T, expected.T, step.T),
    )


def _smooth(seen: Numbers, bare: Numbers) -> Numbers:
    """The decay at each step, drawn towards its neighbours where little was seen."""
    kernel = np.exp(-0.5 * (np.subtract.outer(np.arange(STEPS), np.arange(STEPS)) / 0.8) ** 2)
    wide = np.exp(-0.5 * (np.subtract.outer(np.arange(STEPS), np.arange(STEPS)) / 2.5) ** 2)
    overall = seen.sum() / max(bare.sum(), 1e-12)
    broad = (wide @ seen + 0.5) / (wide @ bare + 0.5 / max(overall, 1e-12))
    decay = (kernel @ seen + _STEP_PRIOR) / (kernel @ bare + _STEP_PRIOR / broad)
    return np.asarray(decay / decay.max())


def _pull(
    size: Numbers, decay: Numbers, flows: Numbers, expected: Numbers, step: NDArray[np.int64]
) -> Pull:
    count = len(size)
    seen, foreseen = np.zeros((count, STEPS)), np.zeros((count, STEPS))
    for number in range(count):
        seen[number] = np.bincount(step[number], flows[number], STEPS)
        foreseen[number] = np.bincount(step[number], expected[number], STEPS)
    return Pull(size, decay, _reach(decay, seen, foreseen), seen, foreseen, expected)


def _reach(decay: Numbers, seen: Numbers, expected: Numbers) -> Numbers:
    """The decay over rings, bent by what was seen of a facility; any leading shape."""
    bent = np.log(decay) + np.log((seen + _REACH_PRIOR) / (expected + _REACH_PRIOR))
    middles = np.arange(STEPS) * _STEP_RINGS + (_STEP_RINGS - 1) / 2
    rows = [np.interp(np.arange(RINGS), middles, row) for row in np.atleast_2d(bent)]
    return np.asarray(np.exp(np.array(rows).reshape(*bent.shape[:-1], RINGS)))


@dataclass(frozen=True, slots=True)
class Blend:
    """How the shares at a point are made: kernel width of neighbours and the weight of gravity.

    `arriving` and `departing` are how closely a node keeps to these shares: the concentrations of a
    Dirichlet-multinomial; small when every facility has a few partners of its own.
    """

    width_km: float
    gravity_weight: float
    arriving: float
    departing: float


def shares(pull: Pull, flows: Numbers, ground: Ground, blend: Blend) -> Numbers:
    """Expected share of each partner at each point: shape (facilities, points), columns sum to 1.

    `flows[a, k]` counts journeys between partner a and known facility k in this direction.
    """
    drawn = pull.size[:, None] * np.take_along_axis(pull.reach, ground.rings.astype(np.int64), 1)
    drawn /= drawn.sum(0)
    kernel = neighbour_kernel(flows, ground, blend.width_km)
    mixed = blend.gravity_weight * drawn + flows @ kernel
    return np.asarray(mixed / mixed.sum(0))


def neighbour_kernel(flows: Numbers, ground: Ground, width_km: float) -> Numbers:
    """The weight of each known facility's journeys at each point, shape (facilities, points)."""
    total = flows.sum(0)
    capped = np.minimum(1.0, _MOST_OF_A_NEIGHBOUR / np.maximum(total, 1.0))
    away = RING_KM[ground.rings]
    return np.asarray(np.exp(-0.5 * (away / width_km) ** 2) * capped[:, None])


def without(pull: Pull, partner: int, facility: int, step: int, flow: float) -> Numbers:
    """A partner's reach, (RINGS,), as if its journeys with one facility had not been seen.

    `step` is the step of distance in which that facility lies, `flow` the journeys with it.
    """
    seen, foreseen = pull.seen[partner].copy(), pull.foreseen[partner].copy()
    seen[step] = max(seen[step] - flow, 0.0)
    foreseen[step] = max(foreseen[step] - pull.expected[partner, facility], 0.0)
    return _reach(pull.decay, seen, foreseen)


def step_of(rings: NDArray[np.int16]) -> NDArray[np.int64]:
    """The step of the decay in which each ring lies."""
    return np.minimum(rings // _STEP_RINGS, STEPS - 1).astype(np.int64)
