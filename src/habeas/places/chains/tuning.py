"""How far the movements can be trusted to say where a node is: tried on the known facilities.

Each known facility is taken for hidden in turn: its place is looked for from a thinned sample of
its own journeys, with what it taught the model taken out. The blend of gravity and neighbours, the
concentration, and two tempers (of flows and of travel times) are those that give most probability
to the true places. So the width of a surface is what it had to be in this very network.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from habeas.places.chains.gravity import (
    Blend,
    Gravity,
    Pull,
    neighbour_kernel,
    step_of,
    without,
)
from habeas.places.chains.ground import Ground
from habeas.places.chains.kernels import flow_log_likelihood
from habeas.places.distance import distance_km

Numbers = NDArray[np.float64]

_BLENDS = ((60.0, 60.0), (60.0, 15.0), (150.0, 15.0), (150.0, 4.0), (100.0, 1_000.0))
_CONCENTRATIONS = (1.5, 3.0, 6.0, 12.0, 25.0, 50.0, 100.0)
_TEMPERS = (0.3, 0.5, 0.7, 1.0)
_MOST_TRIED = 80
_FEWEST_TRIED = 12
_FEWEST_JOURNEYS = 6
_USUAL_JOURNEYS = 30
# Every surface keeps a broad part for nodes that are unlike the known ones; see `agreement`.
_FLOOR = 0.003
# The circle that is to hold 90 % of the true places holds nearly so many of those tried.
_CIRCLE, _HELD_ENOUGH = 0.9, 0.88
_WIDER = (1.0, 0.85, 0.7, 0.55, 0.4)


@dataclass(frozen=True, slots=True)
class Trust:
    """The blend, and the powers to which flows and travel times are raised, 0 to 1.

    `tried` is on how many known facilities they were chosen, 0 when there were too few and the
    cautious defaults stand; `held` the mean mass within reach of the true place there.
    """

    blend: Blend
    flow_temper: float
    travel_temper: float
    tried: int = 0
    held: float = float("nan")


CAUTIOUS = Trust(Blend(100.0, 30.0, 10.0, 10.0), 0.6, 0.7)


@dataclass(frozen=True, slots=True)
class Timed:
    """Journeys between known facilities of which a travel time is known.

    `place` and `partner` number facilities, shape (n,); every journey stands twice, once from each
    end. `evidence`, (n, RINGS), is its log-likelihood by distance.
    """

    place: NDArray[np.int64]
    partner: NDArray[np.int64]
    evidence: Numbers


def tune(
    gravity: Gravity,
    timed: Timed,
    ground: Ground,
    facilities: tuple[Numbers, Numbers, NDArray[np.int16]],
    near_km: float,
    random: np.random.Generator,
) -> Trust:
    """The trust under which known facilities are found best.

    `facilities` are their latitudes, longitudes and the rings in which they lie from one another.
    """
    latitude, longitude, rings = facilities
    flows = gravity.flows
    journeys = np.minimum(flows.sum(0) + flows.sum(1), 10_000)
    fit = np.flatnonzero(journeys >= _FEWEST_JOURNEYS)
    if len(fit) < _FEWEST_TRIED:
        return CAUTIOUS
    tried = np.sort(random.permutation(fit)[:_MOST_TRIED])
    holds = [ground.near(float(latitude[k]), float(longitude[k]), near_km) for k in tried]
    for row, k in enumerate(tried):  # in a wide country no point may lie within reach
        holds[row][ground.nearest(float(latitude[k]), float(longitude[k]))] = True
    travel = [_travel(timed, int(k), ground, random) for k in tried]
    thinned = [(_thinned(flows[:, k], random), _thinned(flows[k, :], random)) for k in tried]
    step = step_of(rings)
    at = np.array(
        [ground.nearest(float(latitude[k]), float(longitude[k])) for k in tried], dtype=np.int64
    )
    best, best_score, best_held = CAUTIOUS, -np.inf, 0.0
    told = np.zeros((len(tried), len(ground)))
    for width, weight in _BLENDS:
        logs = np.zeros((len(tried), len(ground)))
        found: list[float] = []
        for pull, own, side in ((gravity.arrivals, flows, 0), (gravity.departures, flows.T, 1)):
            left_out = _LeftOut(pull, own, ground, width, weight, step if side == 0 else step.T)
            seen = [left_out.shares(int(k), thinned[row][side]) for row, k in enumerate(tried)]
            counts = [thinned[row][side][partners] for row, (partners, _) in enumerate(seen)]
            true = [share[:, point] for (_, share), point in zip(seen, at, strict=True)]
            concentration = _concentration(true, counts)
            found.append(concentration)
            for row, (_, share) in enumerate(seen):
                logs[row] += flow_log_likelihood(
                    concentration * share, counts[row].astype(np.float64)
                )
        for flow, time in product(_TEMPERS, _TEMPERS):
            score, held = _score(
                np.log(ground.prior) + flow * logs + time * np.array(travel), holds
            )
            if score > best_score + 1e-6:
                blend = Blend(width, weight, found[0], found[1])
                best, best_score, best_held = Trust(blend, flow, time), score, held
                told = flow * logs + time * np.array(travel)
    wider = _wide_enough(told, ground, at)
    return Trust(
        best.blend, wider * best.flow_temper, wider * best.travel_temper, len(tried), best_held
    )


def _wide_enough(told: Numbers, ground: Ground, at: NDArray[np.int64]) -> float:
    """The largest power of the evidence under which circles hold the true places often enough.

    `told`, (tried, points): log-likelihoods; `at`, (tried,): the point of each true place.
    """
    for wider in _WIDER:
        logs = np.log(ground.prior) + wider * told
        mass = np.exp(logs - logs.max(1, keepdims=True))
        mass /= mass.sum(1, keepdims=True)
        held = 0
        for row, true in zip(mass, at.tolist(), strict=True):
            centre = int(np.argmax(row))
            away = distance_km(
                ground.latitude[centre],
                ground.longitude[centre],
                ground.latitude,
                ground.longitude,
            )
            held += row[away < away[true]].sum() < _CIRCLE
        if held >= _HELD_ENOUGH * len(at):
            return wider
    return _WIDER[-1]


def _concentration(shares: list[Numbers], counts: list[NDArray[np.int64]]) -> float:
    """The concentration under which partners at the true places are likeliest."""
    scores = []
    for concentration in _CONCENTRATIONS:
        score = 0.0
        for share, count in zip(shares, counts, strict=True):
            strength = concentration * share
            score += float((gammaln(strength + count) - gammaln(strength)).sum())
            score += float(gammaln(concentration) - gammaln(concentration + count.sum()))
        scores.append(score)
    return _CONCENTRATIONS[int(np.argmax(scores))]


def _score(logs: Numbers, holds: list[NDArray[np.bool_]]) -> tuple[float, float]:
    mass = np.exp(logs - logs.max(1, keepdims=True))
    mass /= mass.sum(1, keepdims=True)
    near = np.array([row[held].sum() for row, held in zip(mass, holds, strict=True)])
    return float(np.log(near + _FLOOR).mean()), float(near.mean())


def _thinned(counts: Numbers, random: np.random.Generator) -> NDArray[np.int64]:
    """As many of a facility's journeys as a hidden node usually has."""
    whole = np.rint(counts).astype(np.int64)
    if whole.sum() <= _USUAL_JOURNEYS:
        return whole
    return np.asarray(
        random.multivariate_hypergeometric(
            np.minimum(whole, 10_000_000), _USUAL_JOURNEYS, method="marginals"
        )
    )


def _travel(timed: Timed, facility: int, ground: Ground, random: np.random.Generator) -> Numbers:
    own = np.flatnonzero(timed.place == facility)
    if len(own) > 2 * _USUAL_JOURNEYS:
        own = random.permutation(own)[: 2 * _USUAL_JOURNEYS]
    total = np.zeros(len(ground))
    for number in own:
        total += timed.evidence[number][ground.rings[timed.partner[number]]]
    return total


class _LeftOut:
    """Shares of partners at each point as if one facility did not exist, in one direction."""

    def __init__(
        self,
        pull: Pull,
        flows: Numbers,
        ground: Ground,
        width: float,
        weight: float,
        step: NDArray[np.int64],
    ) -> None:
        self.pull, self.flows, self.ground, self.weight, self.step = (
            pull,
            flows,
            ground,
            weight,
            step,
        )
        drawn = pull.size[:, None] * np.take_along_axis(
            pull.reach, ground.rings.astype(np.int64), 1
        )
        self.norm = drawn.sum(0)
        self.kernel = neighbour_kernel(flows, ground, width)
        self.near = flows @ self.kernel
        self.total = self.near.sum(0) + weight

    def shares(self, facility: int, counts: NDArray[np.int64]) -> tuple[NDArray[np.int64], Numbers]:
        """The partners of a facility, and their shares at each point without it."""
        partners = np.flatnonzero(counts)
        own = self.kernel[facility]
        share = np.zeros((len(partners), len(self.ground)))
        total = self.total - self.flows[:, facility].sum() * own
        for row, partner in enumerate(partners.tolist()):
            flow = float(self.flows[partner, facility])
            reach = without(self.pull, partner, facility, int(self.step[partner, facility]), flow)
            drawn = self.pull.size[partner] * reach[self.ground.rings[partner]] / self.norm
            neighbours = np.maximum(self.near[partner] - flow * own, 0.0)
            share[row] = (self.weight * drawn + neighbours) / total
        return partners, np.maximum(share, 1e-12)
