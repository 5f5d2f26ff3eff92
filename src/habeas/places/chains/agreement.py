"""What the fits agree on: how far each node is believed, and where it may lie over all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.places.chains.evidence import Evidence
from habeas.places.chains.mixture import NODE_COST, Solution, place_of, robust_place
from habeas.places.chains.tuning import Trust
from habeas.places.chains.units import Unit

Numbers = NDArray[np.float64]

# Fits whose scores differ by so much are equally good for all that is known.
_INDIFFERENT = 8.0
# Two fits tell of the same node when they share half of its units.
_SAME = 0.5
# How often a single cluster's word for a label is wrong.
_WRONG_LABEL = 0.15
_FEWEST_CLUSTERS = 2
# Stays without a name are laid to a node by this very model: their say is less than it seems.
_UNNAMED_TEMPER = 0.85
# A node may be unlike those that the tempers were learned on: so much of it lies more widely.
_UNFORESEEN, _BROAD = 0.05, 0.25


@dataclass(frozen=True, slots=True)
class Believed:
    """A node over all fits: its label or "", existence, mean surface (g,), and members (n,)."""

    label: str
    existence: float
    mass: Numbers
    members: Numbers


def believed_nodes(
    units: Sequence[Unit],
    labels: Sequence[str],
    evidence: Evidence,
    found: Sequence[Solution],
    trust: Trust,
) -> list[Believed]:
    """The nodes of the best fit, judged by all; `found` has the best first."""
    best = found[0]
    weight = np.exp([(solution.score - best.score) / _INDIFFERENT for solution in found])
    weight /= weight.sum()
    believed = []
    for number in range(best.node.shape[1]):
        named = number < len(labels)
        own = best.node[:, number]
        existence, mass, members = 0.0, np.zeros(len(evidence.prior)), np.zeros(len(own))
        for solution, share in zip(found, weight.tolist(), strict=True):
            match = number if named else _match(own, solution.node[:, len(labels) :], len(labels))
            if match is None:
                continue
            there = solution.node[:, match]
            mass += share * _surface(evidence, there, trust, named=named)
            members += share * there
            if named:
                existence += share * (1 - _WRONG_LABEL ** _clusters(units, there))
            elif _clusters(units, there) >= _FEWEST_CLUSTERS:
                existence += share / (1 + np.exp(NODE_COST - solution.gain[match]))
        label = labels[number] if named else ""
        believed.append(Believed(label, float(existence), mass / mass.sum(), members))
    return believed


def _surface(evidence: Evidence, share: Numbers, trust: Trust, *, named: bool) -> Numbers:
    """Where a node may lie, (g,): the tempered posterior, and a broad one for the unforeseen."""
    seek, temper = (place_of, 1.0) if named else (robust_place, _UNNAMED_TEMPER)
    flow, travel = temper * trust.flow_temper, temper * trust.travel_temper
    sharp = seek(evidence, share, flow, travel)
    broad = place_of(evidence, share, _BROAD * flow, _BROAD * travel)
    return (1 - _UNFORESEEN) * sharp + _UNFORESEEN * broad


def _match(own: Numbers, node: Numbers, first: int) -> int | None:
    """The most similar node of another fit, by units shared; None if they share too few."""
    if not node.shape[1]:
        return None
    both = np.minimum(own[:, None], node).sum(0)
    any_of_them = np.maximum(own[:, None], node).sum(0)
    likest = int(np.argmax(both / any_of_them))
    return first + likest if both[likest] >= _SAME * any_of_them[likest] else None


def _clusters(units: Sequence[Unit], share: Numbers) -> int:
    return len({units[unit].cluster for unit in np.flatnonzero(share > 0.5).tolist()})
