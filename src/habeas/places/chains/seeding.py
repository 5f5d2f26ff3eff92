"""Where the sampler starts: nodes put where they explain most, then alike ones merged."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, logsumexp

from habeas.places.chains.kernels import (
    KNOWN,
    LONE,
    Evidence,
    State,
    fits_at,
    node_log_posterior,
    peaks,
    put,
)

Numbers = NDArray[np.float64]

_FAILURES = 3
_ROUNDS = 5
_LEAST_GAIN = 3.0
_FEWEST_MEMBERS = 2
# What a new node's share of all units is taken to be while it is looked for.
_NEW_SHARE = np.log(0.05)
_LONE_SHARE = np.log(0.5)
_KNOWN_SHARE = np.log(0.15)
# How far from the best place another start may begin, in units of log gain.
_WANDER = 4.0


def state_of(evidence: Evidence, facilities: int, nodes: int, node: NDArray[np.int64]) -> State:
    """A state with every unit where `node`, (n,), puts it; all nodes at the first point."""
    state = State(
        node.astype(np.int64),
        np.zeros(nodes, dtype=np.int64),
        np.zeros((nodes, facilities), dtype=np.int64),
        np.zeros((nodes, facilities), dtype=np.int64),
        np.zeros((nodes, 2), dtype=np.int64),
        np.zeros(nodes, dtype=np.int64),
        np.zeros(2, dtype=np.int64),
    )
    for unit, at in enumerate(state.node.tolist()):
        put(evidence, state, unit, at, 1)
    return state


def empty_state(evidence: Evidence, facilities: int, labels: int, spare: int) -> State:
    """No nodes but those that labels fix, with their units in them; all others lone."""
    fixed = np.where(evidence.label >= 0, evidence.label, LONE)
    state = state_of(evidence, facilities, labels + spare, fixed)
    for node in range(labels):
        if state.size[node]:
            state.point[node] = int(np.argmax(node_log_posterior(evidence, state, node)))
    return state


def seed(
    evidence: Evidence,
    state: State,
    single: NDArray[np.float32],
    random: np.random.Generator,
    *,
    wander: bool,
) -> None:
    """Fills `state` with nodes, the most telling first; `wander` starts somewhere else each time.

    `single`, (n, g), is the log-likelihood of each unit at a node of its own at each point.
    """
    outside = np.logaddexp(_LONE_SHARE + evidence.lone, _KNOWN_SHARE + evidence.known)
    open_to = evidence.label < 0
    at_known = open_to & (_KNOWN_SHARE + evidence.known > _LONE_SHARE + evidence.lone)
    for node in np.flatnonzero(state.size).tolist():
        fits = fits_at(evidence, state, node, int(state.point[node]))
        outside = np.logaddexp(outside, _NEW_SHARE + fits)
    closed = np.zeros(single.shape[1])
    failures = 0
    while failures < _FAILURES and (free := np.flatnonzero(state.size == 0)).size:
        gain = peaks(single, outside - _NEW_SHARE, open_to & (state.node == LONE)) - closed
        if wander:
            gain = gain + _WANDER * random.gumbel(size=len(gain))
        point = int(np.argmax(gain))
        fits = _grown(evidence, state, int(free[0]), point, outside, single)
        if fits is None:
            failures += 1
            closed[point] = np.inf
            continue
        failures = 0
        outside = np.logaddexp(outside, _NEW_SHARE + fits)
    for unit in np.flatnonzero(at_known & (state.node == LONE)).tolist():
        _reassign(evidence, state, unit, KNOWN)
    merge_alike(evidence, state)


def _grown(
    evidence: Evidence,
    state: State,
    node: int,
    point: int,
    outside: Numbers,
    single: NDArray[np.float32],
) -> Numbers | None:
    """A node grown from a point: the fit of every unit; None (no change) if it gains little."""
    fits = single[:, point].astype(np.float64)
    takable = (evidence.label < 0) & (state.node == LONE)
    for _ in range(_ROUNDS):
        better = _NEW_SHARE + fits - outside
        members = takable & (better > 0)
        for unit in np.flatnonzero((state.node == node) != members).tolist():
            _reassign(evidence, state, unit, node if members[unit] else LONE)
        if members.sum() < _FEWEST_MEMBERS:
            break
        point = int(np.argmax(node_log_posterior(evidence, state, node)))
        state.point[node] = point
        fits = fits_at(evidence, state, node, point)
    members = state.node == node
    gain = float((_NEW_SHARE + fits - outside)[members].sum())
    if members.sum() < _FEWEST_MEMBERS or gain < _LEAST_GAIN:
        for unit in np.flatnonzero(members).tolist():
            _reassign(evidence, state, unit, LONE)
        return None
    return fits


def _reassign(evidence: Evidence, state: State, unit: int, node: int) -> None:
    put(evidence, state, unit, int(state.node[unit]), -1)
    state.node[unit] = node
    put(evidence, state, unit, node, 1)


def node_log_evidence(evidence: Evidence, state: State, node: int) -> float:
    """Log marginal likelihood of a node's units, its place and partners integrated out."""
    constant = float(
        (
            gammaln(evidence.concentration) - gammaln(evidence.concentration + state.totals[node])
        ).sum()
    )
    return float(logsumexp(node_log_posterior(evidence, state, node))) + constant


def log_joint(evidence: Evidence, state: State) -> float:
    """How good a whole assignment is: evidence of all nodes, and the prior over partitions."""
    total = float(
        evidence.lone[state.node == LONE].sum() + evidence.known[state.node == KNOWN].sum()
    )
    hidden = int(state.size.sum())
    groups = np.array([hidden, *state.aside.tolist()])
    total += float(gammaln(groups + evidence.beforehand).sum())
    total += float(gammaln(evidence.fresh) - gammaln(evidence.fresh + hidden))
    for node in np.flatnonzero(state.size).tolist():
        total += node_log_evidence(evidence, state, node) + float(gammaln(state.size[node]))
        total += float(np.log(evidence.fresh))
    return total


def merge_alike(evidence: Evidence, state: State) -> None:
    """Merges two nodes as long as one place explains the units of both better."""
    own = {node: node_log_evidence(evidence, state, node) for node in _unlabelled(evidence, state)}
    tried: set[tuple[int, int]] = set()
    merged = True
    while merged:
        merged = False
        for one in sorted(own):
            for other in sorted(own):
                if other <= one or (one, other) in tried:
                    continue
                tried.add((one, other))
                if _merged(evidence, state, one, other, own):
                    tried = {pair for pair in tried if one not in pair and other not in pair}
                    merged = True
                    break
            if merged:
                break


def _unlabelled(evidence: Evidence, state: State) -> list[int]:
    labelled = {int(label) for label in evidence.label if label >= 0}
    return [node for node in np.flatnonzero(state.size).tolist() if node not in labelled]


def _merged(evidence: Evidence, state: State, one: int, other: int, own: dict[int, float]) -> bool:
    first, second = int(state.size[one]), int(state.size[other])
    apart = own[one] + own[other] + float(np.log(evidence.fresh))
    apart += float(gammaln(first) + gammaln(second) - gammaln(first + second))
    moved = np.flatnonzero(state.node == other).tolist()
    for unit in moved:
        _reassign(evidence, state, unit, one)
    together = node_log_evidence(evidence, state, one)
    if together > apart:
        del own[other]
        own[one] = together
        state.point[one] = int(np.argmax(node_log_posterior(evidence, state, one)))
        return True
    for unit in moved:
        _reassign(evidence, state, unit, other)
    return False
