"""What every independent unit says of every candidate point, and of every known facility."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import logsumexp

from habeas.places.chains.gravity import Gravity, shares
from habeas.places.chains.ground import Ground
from habeas.places.chains.travel import TravelLaw
from habeas.places.chains.tuning import Trust
from habeas.places.chains.units import Unit

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]

# How unlikely it is that an unnamed stay was at the very facility that was named beside it.
_SAME_PLACE = -50.0


@dataclass(frozen=True, slots=True)
class Learned:
    """What the journeys between known facilities taught."""

    travel: TravelLaw
    gravity: Gravity
    trust: Trust


@dataclass(frozen=True, slots=True)
class Evidence:
    """n units, g points, k facilities.

    `came` and `went`, (n,): the known facility before and after, or -1. `travel`, (n, g):
    log-likelihood of what was told of both journeys. `arrive` and `depart`, (k, g): concentration ×
    expected share. `prior`, (g,): log. `single`, (n, g): log-likelihood at a node of its own.
    `lone`, (n,): its mean over points. `at_known`, (n, k): log weight of each known facility;
    `known`, (n,): their sum. `label`, (n,): the number of the label, or -1.
    `ground` holds the points.
    """

    came: Whole
    went: Whole
    travel: NDArray[np.float32]
    arrive: Numbers
    depart: Numbers
    prior: Numbers
    single: NDArray[np.float32]
    lone: Numbers
    at_known: Numbers
    known: Numbers
    label: Whole
    ground: Ground

    def __len__(self) -> int:
        return len(self.came)


def evidence_of(
    units: Sequence[Unit], ground: Ground, facilities: Ground, learned: Learned
) -> Evidence:
    """All that is weighed; `facilities` are the known ones as a ground of their own."""
    came = np.array([unit.came for unit in units], dtype=np.int64)
    went = np.array([unit.went for unit in units], dtype=np.int64)
    flows, blend = learned.gravity.flows, learned.trust.blend
    arrive = shares(learned.gravity.arrivals, flows, ground, blend)
    depart = shares(learned.gravity.departures, flows.T, ground, blend)
    prior = np.log(ground.prior)
    travel = np.zeros((len(units), len(ground)), dtype=np.float32)
    at_known = _known_flows(units, facilities, learned)
    for row, unit in enumerate(units):
        for partner, journeys in ((unit.came, unit.journeys_in), (unit.went, unit.journeys_out)):
            told = [e for j in journeys if (e := learned.travel.evidence(j)) is not None]
            if partner >= 0 and told:
                rings = np.mean(told, axis=0)
                travel[row] += rings[ground.rings[partner]].astype(np.float32)
                at_known[row] += rings[facilities.rings[partner]]
    single = travel.copy()
    for partners, share in ((came, np.log(arrive)), (went, np.log(depart))):
        for row in np.flatnonzero(partners >= 0).tolist():
            single[row] += share[partners[row]].astype(np.float32)
    return Evidence(
        came,
        went,
        travel,
        blend.arriving * arrive,
        blend.departing * depart,
        prior,
        single,
        np.asarray(logsumexp(single + prior[None, :], axis=1), dtype=np.float64),
        at_known,
        np.asarray(logsumexp(at_known, axis=1), dtype=np.float64),
        np.array([unit.label for unit in units], dtype=np.int64),
        ground,
    )


def _known_flows(units: Sequence[Unit], facilities: Ground, learned: Learned) -> Numbers:
    """Log weight of each known facility as the place of each unit, flows only: (n, k)."""
    flows, blend = learned.gravity.flows, learned.trust.blend
    busy = flows.sum(0) + flows.sum(1) + 1.0
    arrive = shares(learned.gravity.arrivals, flows, facilities, blend)
    depart = shares(learned.gravity.departures, flows.T, facilities, blend)
    into = np.log(_smoothed(flows, arrive, blend.arriving))
    out = np.log(_smoothed(flows.T, depart, blend.departing))
    weights = np.tile(np.log(busy / busy.sum()), (len(units), 1))
    for row, unit in enumerate(units):
        for partner, share in ((unit.came, into), (unit.went, out)):
            if partner >= 0:
                weights[row] += share[partner]
                weights[row, partner] = _SAME_PLACE
    return weights


def _smoothed(flows: Numbers, share: Numbers, concentration: float) -> Numbers:
    return np.asarray(
        (flows + concentration * share) / (flows.sum(0, keepdims=True) + concentration)
    )
