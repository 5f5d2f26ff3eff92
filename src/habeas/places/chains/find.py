"""From stays to hidden nodes and completed chains: the one public call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import logsumexp

from habeas.model import InputRefused
from habeas.places.chains.completion import completed_chains
from habeas.places.chains.finding import ChainFinding
from habeas.places.chains.gravity import Gravity, learn_gravity, shares
from habeas.places.chains.ground import RINGS, Ground, Places, ground_at, ground_of, ring_of
from habeas.places.chains.kernels import Evidence
from habeas.places.chains.mixture import run_chains
from habeas.places.chains.network import Journey, Network, network_of
from habeas.places.chains.nodes import hidden_nodes
from habeas.places.chains.settings import ChainSettings
from habeas.places.chains.stay import FacilityPoint, Stay
from habeas.places.chains.travel import TravelLaw, learn_travel
from habeas.places.chains.tuning import Timed, Trust, tune
from habeas.places.chains.units import Unit, units_of
from habeas.places.distance import distance_km

Numbers = NDArray[np.float64]

_TUNING_POINTS = 700
# A new node's weight against units that stand alone (Dirichlet process).
_FRESH = 0.5
# Of unknown stays: at a hidden node that others passed too, alone or mistaken, at a known facility.
_BEFOREHAND = np.array([0.6, 0.25, 0.15])


@dataclass(frozen=True, slots=True)
class Learned:
    """What the journeys between known facilities taught."""

    travel: TravelLaw
    gravity: Gravity
    trust: Trust


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
    evidence, single, known = _evidence(units, ground, at_known, learned)
    draws = run_chains(evidence, single, len(facilities), len(network.labels), settings)
    nodes, members = hidden_nodes(
        stays, facilities, network, units, evidence, draws, ground, learned.trust, settings
    )
    return ChainFinding(
        nodes,
        completed_chains(network, facilities, units, draws, nodes, members, known),
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


def _evidence(
    units: Sequence[Unit], ground: Ground, at_known: Ground, learned: Learned
) -> tuple[Evidence, NDArray[np.float32], Numbers]:
    """What the sampler weighs; each unit at a node of its own, (n, g); at a facility, (n, k)."""
    came = np.array([unit.came for unit in units], dtype=np.int64)
    went = np.array([unit.went for unit in units], dtype=np.int64)
    flows, blend = learned.gravity.flows, learned.trust.blend
    arrive = shares(learned.gravity.arrivals, flows, ground, blend)
    depart = shares(learned.gravity.departures, flows.T, ground, blend)
    prior = np.log(ground.prior)
    travel = np.zeros((len(units), len(ground)), dtype=np.float32)
    at_facility = np.zeros((len(units), len(flows)))
    for row, unit in enumerate(units):
        for partner, journeys in ((unit.came, unit.journeys_in), (unit.went, unit.journeys_out)):
            told = [e for j in journeys if (e := learned.travel.evidence(j)) is not None]
            if partner >= 0 and told:
                evidence = np.mean(told, axis=0)
                travel[row] += evidence[ground.rings[partner]].astype(np.float32)
                at_facility[row] += evidence[at_known.rings[partner]]
    single = travel.copy()
    _add_partners(single, came, np.log(arrive))
    _add_partners(single, went, np.log(depart))
    known = at_facility + _known_flows(units, at_known, learned)
    lone = logsumexp(single + prior[None, :], axis=1) if len(units) else np.zeros(0)
    evidence = Evidence(
        came,
        went,
        travel,
        blend.arriving * arrive,
        blend.departing * depart,
        prior,
        np.asarray(lone, dtype=np.float64),
        np.asarray(logsumexp(known, axis=1) if len(units) else np.zeros(0), dtype=np.float64),
        np.array([unit.label for unit in units], dtype=np.int64),
        np.array([blend.arriving, blend.departing]),
        _FRESH,
        len(units) * _BEFOREHAND,
    )
    return evidence, single, known


def _add_partners(single: NDArray[np.float32], partner: NDArray[np.int64], share: Numbers) -> None:
    for row in np.flatnonzero(partner >= 0).tolist():
        single[row] += share[partner[row]].astype(np.float32)


def _known_flows(units: Sequence[Unit], at_known: Ground, learned: Learned) -> Numbers:
    """Log weight of each known facility as the place of each unit, flows only: (n, k)."""
    flows, blend = learned.gravity.flows, learned.trust.blend
    busy = flows.sum(0) + flows.sum(1) + 1.0
    arrive = shares(learned.gravity.arrivals, flows, at_known, blend)
    depart = shares(learned.gravity.departures, flows.T, at_known, blend)
    into = np.log(_smoothed(flows, arrive, blend.arriving))
    out = np.log(_smoothed(flows.T, depart, blend.departing))
    weights = np.tile(np.log(busy / busy.sum()), (len(units), 1))
    for row, unit in enumerate(units):
        for partner, share in ((unit.came, into), (unit.went, out)):
            if partner >= 0:
                weights[row] += share[partner]
                weights[row, partner] = -50.0
    return weights


def _smoothed(flows: Numbers, share: Numbers, concentration: float) -> Numbers:
    return np.asarray(
        (flows + concentration * share) / (flows.sum(0, keepdims=True) + concentration)
    )


def _notes(network: Network, learned: Learned, units: Sequence[Unit]) -> tuple[str, ...]:
    law, trust = learned.travel.hours, learned.trust
    notes = []
    blind = sum(unit.came < 0 and unit.went < 0 for unit in units)
    if blind:
        notes.append(
            f"{blind} unknown stays have no known facility before or after: they say nothing"
        )
    if not law.learned_from and learned.travel.gaps is None:
        notes.append(
            "No journey between known facilities has a travel time: places rest on flows alone"
            if not any(_timed_unit(unit) for unit in units)
            else "Travel times could not be checked on known journeys: usual speeds were taken"
        )
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
