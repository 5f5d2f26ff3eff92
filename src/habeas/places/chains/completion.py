"""Each person's chain with what is probable for the stays that nobody could name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.places.chains.finding import CompletedChain, HiddenNode, Whereabouts
from habeas.places.chains.network import Network
from habeas.places.chains.stay import FacilityPoint
from habeas.places.chains.units import Unit

Numbers = NDArray[np.float64]

_SHOWN = 5
_LEAST_SHOWN = 0.02


@dataclass(frozen=True, slots=True)
class Weighed:
    """What was found of n units: `members`, (n, nodes), the probability at each of `nodes`;

    `known`, (n,), that of being at some known facility; `at_known`, (n, facilities), log weights
    of which.
    """

    nodes: Sequence[HiddenNode]
    members: Numbers
    known: Numbers
    at_known: Numbers


def completed_chains(
    network: Network,
    facilities: Sequence[FacilityPoint],
    units: Sequence[Unit],
    weighed: Weighed | None,
) -> tuple[CompletedChain, ...]:
    """One chain a person, in order of time; `weighed` may be None where nothing is unknown."""
    of_stay: dict[int, Whereabouts] = {}
    for row, unit in enumerate(units):
        if weighed is not None:
            places = _places(facilities, unit, row, weighed)
            elsewhere = max(0.0, 1.0 - sum(share for _, share in places))
            for stay in unit.stays:
                of_stay[stay] = Whereabouts(stay, False, places, elsewhere)
    return tuple(
        CompletedChain(
            person,
            tuple(
                of_stay[number]
                if number in of_stay
                else Whereabouts(number, True, ((facilities[network.place[number]].id, 1.0),))
                for number in numbers
            ),
        )
        for person, numbers in network.order.items()
    )


def _places(
    facilities: Sequence[FacilityPoint], unit: Unit, row: int, weighed: Weighed
) -> tuple[tuple[str, float], ...]:
    own = weighed.members[row]
    places = [(weighed.nodes[n].id, float(own[n])) for n in np.flatnonzero(own).tolist()]
    known = min(float(weighed.known[row]), max(0.0, 1.0 - float(own.sum())))
    if known > 0 and (unit.came >= 0 or unit.went >= 0):
        logs = weighed.at_known[row]
        weight = np.exp(logs - logs.max())
        weight *= known / weight.sum()
        likely = np.argsort(-weight, kind="stable")[:_SHOWN].tolist()
        places += [(facilities[k].id, float(weight[k])) for k in likely]
    kept = [place for place in places if place[1] >= _LEAST_SHOWN]
    return tuple(sorted(kept, key=lambda place: -place[1]))
