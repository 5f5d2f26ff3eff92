"""How many unknown nodes there are, which stays were at which, and where they lie.

A mixture of nodes, each with a place on the candidate points and a flow profile (collapsed: a
Dirichlet round the shares expected at its place), beside two ways of being no hidden node: a place
of its own (one-off or mistaken), and a known facility that the witness could not name. Fitted by
EM from several over-full starts (k-means++ of Arthur and Vassilvitskii 2007 over units); nodes
that lose their units are dropped, two that one node explains as well are merged (cost per node as
in Figueiredo and Jain 2002). What the starts do not agree on is doubtful.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import logsumexp

from habeas.places.chains.evidence import Evidence
from habeas.places.chains.kernels import flow_log_likelihood, mixed_travel, side_fit, unit_fit
from habeas.places.chains.settings import ChainSettings
from habeas.places.distance import distance_km

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]

# Of unknown stays: alone or mistaken, at a known facility; as strong as half the units.
_ASIDE = np.array([0.25, 0.10]) * 0.5
_ROUNDS, _STEPS, _STEPS_A_PLACE = 5, 6, 3
_FEWEST_UNITS = 3.5
_MOST_STARTS, _UNITS_PER_START = 36, 20
_POINTS_OF_A_NODE = 60
_LEAST_COUNT = 0.1
# What a node costs: its place, among about e^7 points.
NODE_COST = 7.0
_ALIKE = 0.35
_SAME_PLACE_KM = 60.0
_MOST_TRIED = 12
# Two flow profiles at one place are one node unless each unit says otherwise by so much; two nodes
# with partners of their own would gain about log 2 a unit.
_INDIFFERENT_PER_UNIT = 0.12


@dataclass(frozen=True, slots=True)
class Solution:
    """One fit. `node`, (n, h): how far each unit is at each node, those of labels first; `aside`,

    (n, 2): how far it is lone, or at a known facility. `gain`, (h,): log-likelihood that would be
    lost with each node. `score`: log-likelihood less the cost of nodes.
    """

    node: Numbers
    aside: Numbers
    gain: Numbers
    score: float


def solutions(evidence: Evidence, labels: int, settings: ChainSettings) -> list[Solution]:
    """Fits from several starts, the best first; deterministic by `settings.seed`."""
    random = np.random.default_rng([settings.seed, 4])
    fixed = _fixed(evidence, labels)
    if not bool((evidence.label < 0).any()):
        return [Solution(fixed, np.zeros((len(evidence), 2)), np.full(labels, np.inf), 0.0)]
    found = []
    for _ in range(settings.starts):
        node = np.concatenate([fixed, _start(evidence, random)], axis=1)
        found.append(_merged(evidence, _fitted(evidence, node, labels), labels))
    return sorted(found, key=lambda solution: -solution.score)


def _fixed(evidence: Evidence, labels: int) -> Numbers:
    own = evidence.label[:, None] == np.arange(labels)[None, :]
    return np.asarray(own, dtype=np.float64)


def _start(evidence: Evidence, random: np.random.Generator) -> Numbers:
    """Nodes round units that nothing explains yet, more than there can be: (n, h)."""
    free = evidence.label < 0
    telling = free & (evidence.came >= 0) & (evidence.went >= 0)
    if not telling.any():
        telling = free
    base = np.logaddexp(np.log(0.75) + evidence.lone, np.log(0.25) + evidence.known)
    explained = base.copy()
    fits: list[Numbers] = []
    count = int(np.clip(free.sum() // _UNITS_PER_START, 2, _MOST_STARTS))
    for _ in range(count):
        chance = np.exp(np.minimum(base - explained, 0.0)) * telling
        unit = int(random.choice(len(evidence), p=chance / chance.sum()))
        share = np.zeros(len(evidence))
        share[unit] = 2.0
        fits.append(_fit(evidence, share))
        explained = np.logaddexp(explained, np.log(0.05) + fits[-1])
    logs = np.stack([*fits, evidence.lone, evidence.known], axis=1)
    logs += np.log([*[0.75 / count] * count, 0.15, 0.10])
    share = np.exp(logs - logsumexp(logs, axis=1, keepdims=True))
    return np.asarray(share[:, :count] * free[:, None])


def place_of(
    evidence: Evidence, share: Numbers, flow_temper: float = 1.0, travel_temper: float = 1.0
) -> Numbers:
    """The posterior of a node's place over the points, (g,), given how far each unit is there."""
    travel = share.astype(np.float32) @ evidence.travel
    logs = evidence.prior + flow_temper * _flow_logs(evidence, share) + travel_temper * travel
    mass = np.exp(logs - logs.max())
    return np.asarray(mass / mass.sum())


def _flow_logs(evidence: Evidence, share: Numbers) -> Numbers:
    flows = np.zeros(len(evidence.prior))
    for partner, strength in ((evidence.came, evidence.arrive), (evidence.went, evidence.depart)):
        counts = _counts(partner, share, len(strength))
        row = np.flatnonzero(counts > _LEAST_COUNT)
        flows += flow_log_likelihood(strength[row], counts[row])
    return flows


def robust_place(
    evidence: Evidence, share: Numbers, flow_temper: float, travel_temper: float
) -> Numbers:
    """As `place_of`, but units that other nodes explain as well hardly pull it, (g,).

    The times of a unit count as in the likelihood of the mixture: log(1 - r + r · T(x) / T), with
    r its share in this node and T its mean over where the node is.
    """
    place = place_of(evidence, share, flow_temper, travel_temper)
    for _ in range(2):
        travel = mixed_travel(evidence.travel, share, place)
        logs = evidence.prior + flow_temper * _flow_logs(evidence, share) + travel_temper * travel
        place = np.exp(logs - logs.max())
        place /= place.sum()
    return place


def _counts(partner: Whole, share: Numbers, facilities: int) -> Numbers:
    told = partner >= 0
    return np.bincount(partner[told], share[told], facilities).astype(np.float64)


def _fit(evidence: Evidence, share: Numbers, place: Numbers | None = None) -> Numbers:
    """Log-likelihood of every unit at the node that holds these shares of units, (n,).

    `place`, (g,), is where the node is, if that was found before.
    """
    if place is None:
        place = place_of(evidence, share)
    points = np.sort(np.argsort(-place, kind="stable")[:_POINTS_OF_A_NODE])
    flows = np.ones((len(share), len(points)))
    for partner, strength in ((evidence.came, evidence.arrive), (evidence.went, evidence.depart)):
        counts = _counts(partner, share, len(strength))
        flows *= side_fit(partner, share, counts, np.ascontiguousarray(strength[:, points]))
    weight = place[points] / place[points].sum()
    return np.asarray(unit_fit(evidence.travel, points, weight, flows))


def _step(evidence: Evidence, node: Numbers, places: list[Numbers] | None = None) -> Solution:
    """One step of EM: nodes from their units, then units to nodes."""
    units, count = node.shape
    free = evidence.label < 0
    places = places or [place_of(evidence, share) for share in node.T]
    fits = [_fit(evidence, share, place) for share, place in zip(node.T, places, strict=True)]
    logs = np.stack([*fits, evidence.lone, evidence.known], axis=1)
    held = np.concatenate([node.sum(0), _ASIDE * units + (1 - node.sum(1))[free].sum() / 2])
    logs += np.log(np.maximum(held / held.sum(), 1e-9))
    total = logsumexp(logs, axis=1)
    share = np.exp(logs - total[:, None])
    gain = -np.log(np.maximum(1 - share[free, :count], 1e-9)).sum(0)
    share[~free, :count] = node[~free]
    share[~free, count:] = 0.0
    score = float(total[free].sum()) - NODE_COST * count
    return Solution(share[:, :count], share[:, count:], gain, score)


def _fitted(evidence: Evidence, node: Numbers, labels: int) -> Solution:
    solution = _step(evidence, node)
    for round_number in range(_ROUNDS):
        for step in range(_STEPS):
            if step % _STEPS_A_PLACE == 0:  # places change less than partners do
                places = [place_of(evidence, share) for share in solution.node.T]
            solution = _step(evidence, solution.node, places)
        last = round_number == _ROUNDS - 1
        kept = solution.node.sum(0) >= _FEWEST_UNITS
        kept |= np.arange(len(kept)) < labels
        if last:
            kept &= (solution.gain >= NODE_COST) | (np.arange(len(kept)) < labels)
        if not kept.all():
            solution = _step(evidence, solution.node[:, kept])
    return solution


def _merged(evidence: Evidence, solution: Solution, labels: int) -> Solution:
    """Two nodes without a label become one if that explains the units nearly as well."""
    tries = _MOST_TRIED
    pairs = _alike(evidence, solution.node, labels)
    while pairs and tries:
        tries -= 1
        one, other, near = pairs.pop(0)
        node = solution.node.copy()
        node[:, one] += node[:, other]
        tried = _step(evidence, np.delete(node, other, axis=1))
        tried = _step(evidence, tried.node)
        smaller = float(solution.node[:, [one, other]].sum(0).min())
        lost = _INDIFFERENT_PER_UNIT * smaller if near else 0.0
        if tried.score >= solution.score - lost:
            solution = tried
            pairs = _alike(evidence, solution.node, labels)
    return solution


def _alike(evidence: Evidence, node: Numbers, labels: int) -> list[tuple[int, int, bool]]:
    """Pairs of nodes that lie near one another (True) or have much the same partners."""
    if node.shape[1] < labels + 2:
        return []
    profile = np.concatenate(
        [
            [_counts(evidence.came, share, len(evidence.arrive)) for share in node.T],
            [_counts(evidence.went, share, len(evidence.depart)) for share in node.T],
        ],
        axis=1,
    )
    profile /= np.maximum(np.linalg.norm(profile, axis=1, keepdims=True), 1e-9)
    close = profile @ profile.T
    points = [int(np.argmax(place_of(evidence, share))) for share in node.T]
    latitude, longitude = evidence.ground.latitude[points], evidence.ground.longitude[points]
    away = distance_km(latitude[:, None], longitude[:, None], latitude, longitude)
    pairs = [
        (float(away[one, other]), one, other)
        for one in range(labels, len(close))
        for other in range(one + 1, len(close))
        if close[one, other] > _ALIKE or away[one, other] < _SAME_PLACE_KM
    ]
    return [(one, other, km < _SAME_PLACE_KM) for km, one, other in sorted(pairs)]
