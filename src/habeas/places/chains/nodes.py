"""From draws to nodes: how sure each is, where it may lie, who supports it, and since when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from habeas.model import DateInterval
from habeas.places.chains.finding import Flow, HiddenNode, Standing
from habeas.places.chains.ground import Ground
from habeas.places.chains.kernels import Evidence, node_parts
from habeas.places.chains.mixture import Draws
from habeas.places.chains.network import Network
from habeas.places.chains.seeding import state_of
from habeas.places.chains.settings import ChainSettings
from habeas.places.chains.stay import FacilityPoint, Stay
from habeas.places.chains.tuning import Trust
from habeas.places.chains.units import Unit
from habeas.places.surface import Surface

Numbers = NDArray[np.float64]

# Two draws tell of the same node when they share at least half of its units.
_SAME = 0.5
_DRAWS_FOR_A_SURFACE = 12
# How often a single cluster's word for a label is wrong.
_WRONG_LABEL = 0.15
_FEWEST_CLUSTERS = 2
# The centre is sought among the likeliest points only.
_CENTRES = 150


@dataclass(frozen=True, slots=True)
class _Seen:
    """A node over the draws: existence, mean surface (g,), and each unit's membership (n,)."""

    existence: float
    mass: Numbers
    members: Numbers


def hidden_nodes(
    stays: Sequence[Stay],
    facilities: Sequence[FacilityPoint],
    network: Network,
    units: Sequence[Unit],
    evidence: Evidence,
    draws: Draws,
    ground: Ground,
    trust: Trust,
    settings: ChainSettings,
) -> tuple[tuple[HiddenNode, ...], Numbers]:
    """The nodes, surest first, and the probability of each unit at each of them, (n, nodes)."""
    best = draws.node[draws.best]
    found: list[tuple[HiddenNode, Numbers]] = []
    for number in sorted(set(best[best >= 0].tolist())):
        labelled = number < len(network.labels)
        seen = _seen(number, units, evidence, draws, trust, labelled, len(facilities))
        node = _node(stays, facilities, units, seen, ground, settings)
        if labelled:
            node = replace(node, label=network.labels[number])
        if node.supporting:
            found.append((node, seen.members))
    found.sort(key=lambda item: -item[0].existence * item[0].near)
    placed = _placed([node.existence * node.near for node, _ in found], found, settings)
    nodes = tuple(
        replace(node, id=f"H{number}", standing=_standing(node, number <= placed))
        for number, (node, _) in enumerate(found, start=1)
    )
    members = [row for _, row in found]
    return nodes, np.array(members).T if members else np.zeros((len(units), 0))


def _seen(
    number: int,
    units: Sequence[Unit],
    evidence: Evidence,
    draws: Draws,
    trust: Trust,
    labelled: bool,
    facilities: int,
) -> _Seen:
    own = draws.node[draws.best] == number
    matched: list[NDArray[np.bool_]] = []
    supported = 0
    for draw in draws.node:
        same = (draw == number) if labelled else _alike(own, draw)
        if same is None:
            continue
        matched.append(same)
        supported += len({units[unit].cluster for unit in np.flatnonzero(same).tolist()}) >= 2
    clusters = len({units[unit].cluster for unit in np.flatnonzero(own).tolist()})
    existence = 1 - _WRONG_LABEL**clusters if labelled else supported / len(draws.node)
    step = max(1, len(matched) // _DRAWS_FOR_A_SURFACE)
    mass = np.zeros(len(evidence.prior))
    for same in matched[::step]:
        node = np.where(same, 0, -1).astype(np.int64)
        travel, flows = node_parts(evidence, state_of(evidence, facilities, 1, node), 0)
        logs = evidence.prior + trust.flow_temper * flows + trust.travel_temper * travel
        weight = np.exp(logs - logs.max())
        mass += weight / weight.sum()
    return _Seen(
        existence, mass / mass.sum(), np.mean(matched, axis=0) * len(matched) / len(draws.node)
    )


def _alike(own: NDArray[np.bool_], draw: NDArray[np.int64]) -> NDArray[np.bool_] | None:
    """The units of the most similar node of another draw, if they share half or more."""
    inside = draw[own]
    inside = inside[inside >= 0]
    if not len(inside):
        return None
    other = draw == np.bincount(inside).argmax()
    if (own & other).sum() < _SAME * (own | other).sum():
        return None
    return np.asarray(other)


def _node(
    stays: Sequence[Stay],
    facilities: Sequence[FacilityPoint],
    units: Sequence[Unit],
    seen: _Seen,
    ground: Ground,
    settings: ChainSettings,
) -> HiddenNode:
    surface = Surface(
        ground.latitude, ground.longitude, seen.mass * (1 - settings.elsewhere), settings.elsewhere
    )
    centre = _centre(surface, settings.near_km)
    inside = [unit for unit, share in zip(units, seen.members, strict=True) if share > 0.5]
    supporting = tuple(sorted(stay for unit in inside for stay in unit.stays))
    return HiddenNode(
        "",
        "",
        Standing.WEAK,
        seen.existence,
        centre,
        surface.within(*centre, settings.near_km),
        surface.radius_km(*centre),
        surface,
        supporting,
        len({unit.cluster for unit in inside}),
        float(seen.members.sum()),
        _flows(facilities, units, seen.members),
        _active([stays[number] for number in supporting]),
    )


def _centre(surface: Surface, km: float) -> tuple[float, float]:
    likely = np.argsort(-surface.mass, kind="stable")[:_CENTRES]
    points = [(float(surface.latitude[n]), float(surface.longitude[n])) for n in likely]
    return max(points, key=lambda p: _about(surface, p, km))


def _about(surface: Surface, point: tuple[float, float], km: float) -> float:
    """The mass within reach of a point; of two that hold as much, more close by is better."""
    latitude, longitude = point
    near = surface.within(latitude, longitude, km)
    return near + 0.5 * surface.within(latitude, longitude, km / 2)


def _flows(
    facilities: Sequence[FacilityPoint], units: Sequence[Unit], members: Numbers
) -> tuple[Flow, ...]:
    arrivals: dict[int, float] = defaultdict(float)
    departures: dict[int, float] = defaultdict(float)
    for unit, share in zip(units, members.tolist(), strict=True):
        if share > 0:
            arrivals[unit.came] += share
            departures[unit.went] += share
    partners = sorted(
        (partner for partner in {*arrivals, *departures} if partner >= 0),
        key=lambda partner: (-(arrivals[partner] + departures[partner]), partner),
    )
    return tuple(Flow(facilities[p].id, arrivals[p], departures[p]) for p in partners)


def _active(stays: Sequence[Stay]) -> DateInterval:
    """From the earliest to the latest day on which somebody is said to have been there."""
    days = [
        day
        for stay in stays
        for day in (stay.arrived.first, stay.arrived.last, stay.left.first, stay.left.last)
        if day is not None
    ]
    return DateInterval(min(days), max(days)) if days else DateInterval(None, None)


def _placed(
    chances: Sequence[float], found: Sequence[tuple[HiddenNode, Numbers]], settings: ChainSettings
) -> int:
    """How many of the surest nodes may be called placed at the expected share of wrong ones."""
    placed, total = 0, 0.0
    for number, (chance, (node, _)) in enumerate(zip(chances, found, strict=True), start=1):
        if node.clusters < _FEWEST_CLUSTERS or node.existence < 0.5:
            continue
        total += chance
        if total / number >= 1 - settings.false_share:
            placed = number
    return placed


def _standing(node: HiddenNode, placed: bool) -> Standing:
    if node.clusters < _FEWEST_CLUSTERS or node.existence <= 0.5:
        return Standing.WEAK
    return Standing.PLACED if placed else Standing.UNPLACED
