"""Compiled kernels: Dirichlet-multinomial flows over points, and one sweep of the sampler."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]

LONE = -1  # a place of its own, or a mistake
KNOWN = -2  # one of the known facilities


@njit(cache=True)
def flow_log_likelihood(strength: Numbers, counts: Whole) -> Numbers:
    """Log Dirichlet-multinomial weight of partners at each point, up to what is the same at all.

    `strength`, (partners, points), is concentration × expected share; `counts`, (partners,).
    """
    partners, points = strength.shape
    total = np.zeros(points)
    for row in range(partners):
        count = counts[row]
        if count <= 0:
            continue
        for point in range(points):
            a = strength[row, point]
            if count <= 6:
                product = a
                for one in range(1, count):
                    product *= a + one
                total[point] += math.log(product)
            else:
                total[point] += math.lgamma(a + count) - math.lgamma(a)
    return total


class Evidence(NamedTuple):
    """What is fixed while the sampler runs.

    n units, g points, k facilities. `came` and `went`, (n,): the known facility before and after,
    or -1. `travel`, (n, g): log-likelihood of what was told of both journeys. `arrive` and
    `depart`, (k, g): concentration × expected share. `prior`, (g,): log. `lone`, (n,): log marginal
    of a place of its own; `known`, (n,): of any known facility. `label`, (n,): the node that a
    label fixes, or -1. `concentration`, (2,), is of arrivals and departures; `fresh`
    the weight of a new node. `beforehand`, (3,): pseudo-counts of hidden, lone and known units.
    """

    came: Whole
    went: Whole
    travel: NDArray[np.float32]
    arrive: Numbers
    depart: Numbers
    prior: Numbers
    lone: Numbers
    known: Numbers
    label: Whole
    concentration: Numbers
    fresh: float
    beforehand: Numbers


class State(NamedTuple):
    """What the sampler changes. `node`, (n,): the node of each unit, LONE or KNOWN.

    For h nodes: `point`, (h,): where it is; `arrivals`, `departures`, (h, k): its partners;
    `totals`, (h, 2): its arrivals and departures; `size`, (h,): its units. `aside`, (2,): how many
    units are lone, how many at known facilities.
    """

    node: Whole
    point: Whole
    arrivals: Whole
    departures: Whole
    totals: Whole
    size: Whole
    aside: Whole


@njit(cache=True)
def put(evidence: Evidence, state: State, unit: int, node: int, change: int) -> None:
    """Adds a unit to a node (`change` 1) or takes it away (-1)."""
    if node == LONE:
        state.aside[0] += change
    elif node == KNOWN:
        state.aside[1] += change
    else:
        state.size[node] += change
        if evidence.came[unit] >= 0:
            state.arrivals[node, evidence.came[unit]] += change
            state.totals[node, 0] += change
        if evidence.went[unit] >= 0:
            state.departures[node, evidence.went[unit]] += change
            state.totals[node, 1] += change


@njit(cache=True)
def fit_at(evidence: Evidence, state: State, unit: int, node: int, point: int) -> float:
    """Log-likelihood of a unit at a node that lies at a point, given the node's other units."""
    value = float(evidence.travel[unit, point])
    partner = evidence.came[unit]
    if partner >= 0:
        total = state.totals[node, 0] + evidence.concentration[0]
        value += math.log((state.arrivals[node, partner] + evidence.arrive[partner, point]) / total)
    partner = evidence.went[unit]
    if partner >= 0:
        total = state.totals[node, 1] + evidence.concentration[1]
        value += math.log(
            (state.departures[node, partner] + evidence.depart[partner, point]) / total
        )
    return value


@njit(cache=True)
def _drawn(logs: Numbers, uniform: float) -> int:
    """An index drawn in proportion to exp(logs)."""
    highest = logs.max()
    total = 0.0
    for number in range(len(logs)):
        total += math.exp(logs[number] - highest)
    target = uniform * total
    reached = 0.0
    for number in range(len(logs)):
        reached += math.exp(logs[number] - highest)
        if reached >= target:
            return number
    return len(logs) - 1


@njit(cache=True)
def _points_of_one(evidence: Evidence, unit: int) -> Numbers:
    """Log posterior over points of a node that holds one unit only."""
    logs = evidence.prior + evidence.travel[unit].astype(np.float64)
    if evidence.came[unit] >= 0:
        logs = logs + np.log(evidence.arrive[evidence.came[unit]])
    if evidence.went[unit] >= 0:
        logs = logs + np.log(evidence.depart[evidence.went[unit]])
    return np.asarray(logs)


@njit(cache=True)
def node_log_posterior(evidence: Evidence, state: State, node: int) -> Numbers:
    """Log prior, travel and flows of a node's units at each point, (g,), up to a constant."""
    travel, flows = node_parts(evidence, state, node)
    return np.asarray(evidence.prior + travel + flows)


@njit(cache=True)
def node_parts(evidence: Evidence, state: State, node: int) -> tuple[Numbers, Numbers]:
    """The two parts of the evidence about a node's place, each (g,): travel, and flows."""
    travel = np.zeros(len(evidence.prior))
    for unit in range(len(state.node)):
        if state.node[unit] == node:
            travel += evidence.travel[unit]
    came = np.flatnonzero(state.arrivals[node])
    went = np.flatnonzero(state.departures[node])
    flows = flow_log_likelihood(evidence.arrive[came], state.arrivals[node][came])
    flows += flow_log_likelihood(evidence.depart[went], state.departures[node][went])
    return travel, flows


@njit(cache=True)
def assign(evidence: Evidence, state: State, order: Whole, uniforms: Numbers) -> None:
    """One sweep of collapsed Gibbs over all units that no label fixes (Neal 2000, algorithm 8).

    `order` is the order of units, `uniforms`, (n, 2), the chance that is used.
    """
    nodes = len(state.size)
    logs = np.empty(nodes + 3)
    hidden = state.size.sum()
    for unit in order:
        if evidence.label[unit] >= 0:
            continue
        hidden -= state.node[unit] >= 0
        put(evidence, state, unit, state.node[unit], -1)
        share = math.log((hidden + evidence.beforehand[0]) / (hidden + evidence.fresh))
        free = -1
        for node in range(nodes):
            if state.size[node] > 0:
                logs[node] = (
                    share
                    + math.log(state.size[node])
                    + fit_at(evidence, state, unit, node, state.point[node])
                )
            else:
                logs[node] = -np.inf
                free = node
        logs[nodes] = math.log(state.aside[0] + evidence.beforehand[1]) + evidence.lone[unit]
        logs[nodes + 1] = math.log(state.aside[1] + evidence.beforehand[2]) + evidence.known[unit]
        logs[nodes + 2] = -np.inf
        if free >= 0:
            logs[nodes + 2] = share + math.log(evidence.fresh) + evidence.lone[unit]
        chosen = _drawn(logs, uniforms[unit, 0])
        node = chosen
        if chosen == nodes:
            node = LONE
        elif chosen == nodes + 1:
            node = KNOWN
        elif chosen == nodes + 2:
            node = free
            state.point[free] = _drawn(_points_of_one(evidence, unit), uniforms[unit, 1])
        state.node[unit] = node
        hidden += node >= 0
        put(evidence, state, unit, node, 1)


@njit(cache=True)
def peaks(single: NDArray[np.float32], outside: Numbers, open_to: NDArray[np.bool_]) -> Numbers:
    """How much a new node at each point would explain, (g,), beyond what is explained already.

    `single`, (n, g): log-likelihood of each unit at a new node there; `outside`, (n,): its
    log-likelihood without one; `open_to`, (n,): the units that a new node could take.
    """
    units, points = single.shape
    gain = np.zeros(points)
    for unit in range(units):
        if not open_to[unit]:
            continue
        for point in range(points):
            better = single[unit, point] - outside[unit]
            if better > -6.0:
                gain[point] += math.log1p(math.exp(min(better, 30.0)))
    return gain


@njit(cache=True)
def fits_at(evidence: Evidence, state: State, node: int, point: int) -> Numbers:
    """Log-likelihood of every unit at one node, (n,), the unit itself not counted in it."""
    values = np.empty(len(state.node))
    for unit in range(len(state.node)):
        own = state.node[unit] == node
        if own:
            put(evidence, state, unit, node, -1)
        values[unit] = fit_at(evidence, state, unit, node, point)
        if own:
            put(evidence, state, unit, node, 1)
    return values


@njit(cache=True)
def move(evidence: Evidence, state: State, uniforms: Numbers) -> None:
    """Draws anew where each node lies, given its units; `uniforms` has shape (h,)."""
    for node in range(len(state.size)):
        if state.size[node] > 0:
            logs = node_log_posterior(evidence, state, node)
            state.point[node] = _drawn(logs, uniforms[node])
