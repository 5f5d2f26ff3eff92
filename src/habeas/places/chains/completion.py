"""Each person's chain with what is probable for the stays that nobody could name."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from habeas.places.chains.finding import CompletedChain, HiddenNode, Whereabouts
from habeas.places.chains.kernels import KNOWN
from habeas.places.chains.mixture import Draws
from habeas.places.chains.network import Network
from habeas.places.chains.stay import FacilityPoint
from habeas.places.chains.units import Unit

Numbers = NDArray[np.float64]

_SHOWN = 5
_LEAST_SHOWN = 0.02


def completed_chains(
    network: Network,
    facilities: Sequence[FacilityPoint],
    units: Sequence[Unit],
    draws: Draws,
    nodes: Sequence[HiddenNode],
    members: Numbers,
    known: Numbers,
) -> tuple[CompletedChain, ...]:
    """One chain a person, in order of time.

    `members`, (n, nodes), is each unit's probability at each node; `known`, (n, facilities), the
    log weight of each known facility.
    """
    at_known = (draws.node == KNOWN).mean(axis=0)
    of_stay: dict[int, Whereabouts] = {}
    for row, unit in enumerate(units):
        told = unit.came >= 0 or unit.went >= 0
        places = [
            (nodes[n].id, float(members[row, n])) for n in np.flatnonzero(members[row]).tolist()
        ]
        if told and at_known[row] > 0:
            weight = np.exp(known[row] - known[row].max()) * at_known[row]
            weight /= np.exp(known[row] - known[row].max()).sum()
            places += [(facilities[k].id, float(weight[k])) for k in np.argsort(-weight)[:_SHOWN]]
        kept = sorted((item for item in places if item[1] >= _LEAST_SHOWN), key=lambda i: -i[1])
        elsewhere = max(0.0, 1.0 - sum(share for _, share in kept))
        for stay in unit.stays:
            of_stay[stay] = Whereabouts(stay, False, tuple(kept), elsewhere)
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
