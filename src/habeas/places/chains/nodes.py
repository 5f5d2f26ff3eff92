"""From draws to nodes: how sure each is, where it may lie, who supports it, and since when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from habeas.model import DateInterval
from habeas.places.chains.agreement import Believed
from habeas.places.chains.finding import Flow, HiddenNode, Standing
from habeas.places.chains.ground import Ground
from habeas.places.chains.settings import ChainSettings
from habeas.places.chains.stay import FacilityPoint, Stay
from habeas.places.chains.units import Unit
from habeas.places.surface import Surface

Numbers = NDArray[np.float64]

_FEWEST_CLUSTERS = 2
_LIKELIER_THAN_NOT = 0.5
# The centre is sought among the likeliest points only.
_CENTRES = 150


def hidden_nodes(
    stays: Sequence[Stay],
    facilities: Sequence[FacilityPoint],
    units: Sequence[Unit],
    believed: Sequence[Believed],
    ground: Ground,
    settings: ChainSettings,
) -> tuple[tuple[HiddenNode, ...], Numbers]:
    """The nodes, surest first, and the probability of each unit at each of them, (n, nodes)."""
    found = [
        (node, item.members)
        for item in believed
        if (node := _node(stays, facilities, units, item, ground, settings)).supporting
    ]
    found.sort(key=lambda item: -item[0].existence * item[0].near)
    placed = _placed([node for node, _ in found], settings)
    nodes = tuple(
        replace(node, id=f"H{number}", standing=_standing(node, number <= placed))
        for number, (node, _) in enumerate(found, start=1)
    )
    members = [row for _, row in found]
    return nodes, np.array(members).T if members else np.zeros((len(units), 0))


def _node(
    stays: Sequence[Stay],
    facilities: Sequence[FacilityPoint],
    units: Sequence[Unit],
    item: Believed,
    ground: Ground,
    settings: ChainSettings,
) -> HiddenNode:
    mass = item.mass * (1 - settings.elsewhere)
    surface = Surface(ground.latitude, ground.longitude, mass, settings.elsewhere)
    centre = _centre(surface, settings.near_km)
    inside = [unit for unit, share in zip(units, item.members, strict=True) if share > 0.5]
    supporting = tuple(sorted(stay for unit in inside for stay in unit.stays))
    return HiddenNode(
        "",
        item.label,
        Standing.WEAK,
        item.existence,
        centre,
        surface.within(*centre, settings.near_km),
        surface.radius_km(*centre),
        surface,
        supporting,
        len({unit.cluster for unit in inside}),
        float(item.members.sum()),
        _flows(facilities, units, item.members),
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


def _placed(nodes: Sequence[HiddenNode], settings: ChainSettings) -> int:
    """How many of the surest nodes may be called placed at the expected share of wrong ones."""
    placed, counted, right = 0, 0, 0.0
    for number, node in enumerate(nodes, start=1):
        if not _exists(node):
            continue
        counted += 1
        right += node.existence * node.near
        if right >= (1 - settings.false_share) * counted:
            placed = number
    return placed


def _exists(node: HiddenNode) -> bool:
    return node.clusters >= _FEWEST_CLUSTERS and node.existence > _LIKELIER_THAN_NOT


def _standing(node: HiddenNode, placed: bool) -> Standing:
    if not _exists(node):
        return Standing.WEAK
    return Standing.PLACED if placed else Standing.UNPLACED
