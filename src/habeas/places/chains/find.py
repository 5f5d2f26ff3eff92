"""From stays to hidden nodes and completed chains: the one public call."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from habeas.model import InputRefused
from habeas.places.chains.agreement import believed_nodes
from habeas.places.chains.completion import Weighed, completed_chains
from habeas.places.chains.evidence import Learned, evidence_of
from habeas.places.chains.finding import ChainFinding
from habeas.places.chains.gravity import learn_gravity
from habeas.places.chains.ground import RINGS, Places, ground_at, ground_of, ring_of
from habeas.places.chains.mixture import solutions
from habeas.places.chains.network import Journey, Network, network_of
from habeas.places.chains.nodes import hidden_nodes
from habeas.places.chains.settings import ChainSettings
from habeas.places.chains.stay import FacilityPoint, Stay
from habeas.places.chains.travel import TravelLaw, learn_travel
from habeas.places.chains.tuning import Timed, tune
from habeas.places.chains.units import Unit, units_of
from habeas.places.distance import distance_km

Numbers = NDArray[np.float64]

_TUNING_POINTS = 700


def find_hidden_nodes(
    stays: Sequence[Stay],
    facilities: Sequence[FacilityPoint],
    places: Places | None = None,
    settings: ChainSettings | None = None,
) -> ChainFinding:
    """The unknown nodes of a transfer network that fit flows and travel times on both sides.

    `places` are latitude, longitude and population of populated places, three arrays of one shape;
    None lays a regular net round the facilities. Deterministic by `settings.seed`.
    Raises InputRefused when fewer than two facilities are known.
    """
    settings = settings or ChainSettings()
    if len(facilities) < 2:
        raise InputRefused(
            f"{len(facilities)} facilities with coordinates, where two at least are needed",
            where="facilities",
            remedy="give the known facilities with latitude and longitude",
        )
    network = network_of(stays, facilities)
    latitude = np.array([facility.latitude for facility in facilities], dtype=np.float64)
    longitude = np.array([facility.longitude for facility in facilities], dtype=np.float64)
    away = distance_km(latitude[:, None], longitude[:, None], latitude, longitude)
    ground = ground_of(places, facilities, settings.points)
    learned = _learn(network, facilities, places, away, settings)
    units = units_of(network)
    at_known = ground_at(latitude, longitude, np.ones(len(latitude)), latitude, longitude)
    if not units:
        return ChainFinding(
            (), completed_chains(network, facilities, (), None), (), network.refused
        )
    evidence = evidence_of(units, ground, at_known, learned)
    found = solutions(evidence, len(network.labels), settings)
    believed = believed_nodes(units, network.labels, evidence, found, learned.trust)
    nodes, members = hidden_nodes(stays, facilities, units, believed, ground, settings)
    weighed = Weighed(nodes, members, found[0].aside[:, 1], evidence.at_known)
    return ChainFinding(
        nodes,
        completed_chains(network, facilities, units, weighed),
        _notes(network, learned, units),
        network.refused,
    )


def _learn(
    network: Network,
    facilities: Sequence[FacilityPoint],
    places: Places | None,
    away: Numbers,
    settings: ChainSettings,
) -> Learned:
    between = [j for j in network.journeys if j.origin >= 0 and j.target >= 0]
    km = np.array([away[j.origin, j.target] for j in between])
    travel = learn_travel(between, km)
    flows = np.zeros(away.shape)
    seen: set[tuple[str, int, int]] = set()
    for journey in between:
        told = (journey.cluster, journey.origin, journey.target)
        if told not in seen:  # one cluster's telling of one way counts once
            seen.add(told)
            flows[journey.origin, journey.target] += max(round(journey.count), 1)
    rings = ring_of(away)
    gravity = learn_gravity(flows, rings)
    latitude = np.array([facility.latitude for facility in facilities], dtype=np.float64)
    longitude = np.array([facility.longitude for facility in facilities], dtype=np.float64)
    random = np.random.default_rng([settings.seed, 3])
    coarse = ground_of(places, facilities, _TUNING_POINTS)
    trust = tune(
        gravity,
        _timed(between, travel),
        coarse,
        (latitude, longitude, rings),
        settings.near_km,
        random,
    )
    return Learned(travel, gravity, trust)


def _timed(journeys: Sequence[Journey], travel: TravelLaw) -> Timed:
    told = [(j, row) for j in journeys if (row := travel.evidence(j)) is not None]
    origin = np.array([j.origin for j, _ in told], dtype=np.int64)
    target = np.array([j.target for j, _ in told], dtype=np.int64)
    rows = np.array([row for _, row in told]).reshape(len(told), RINGS)
    return Timed(
        np.concatenate([origin, target]),
        np.concatenate([target, origin]),
        np.concatenate([rows, rows]),
    )


def _notes(network: Network, learned: Learned, units: Sequence[Unit]) -> tuple[str, ...]:
    law, trust = learned.travel.hours, learned.trust
    notes = []
    blind = sum(unit.came < 0 and unit.went < 0 for unit in units)
    if blind:
        notes.append(
            f"{blind} unknown stays have no known facility before or after: they say nothing"
        )
    if not any(_timed_unit(unit) for unit in units):
        notes.append(
            "No unknown stay has a travel time: places rest on flows"
            + (" alone" if learned.travel.gaps is None else " and on the days between stays")
        )
    elif not law.learned_from:
        notes.append("Travel times could not be checked on known journeys: usual speeds were taken")
    if not trust.tried:
        notes.append(
            "Too few known facilities with journeys to try the method on: surfaces are kept wide"
        )
    else:
        notes.append(
            f"Tried on {trust.tried} known facilities taken for hidden: "
            f"on average {trust.held:.0%} of the probability lay near the true place"
        )
    return tuple(notes)


def _timed_unit(unit: Unit) -> bool:
    return any(j.leg.hours is not None for j in (*unit.journeys_in, *unit.journeys_out))
