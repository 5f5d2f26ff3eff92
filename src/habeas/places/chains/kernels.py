"""Compiled kernels: Dirichlet-multinomial flows over points, and how units fit one node."""

from __future__ import annotations

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]


@njit(cache=True)
def flow_log_likelihood(strength: Numbers, counts: Numbers) -> Numbers:
    """Log Dirichlet-multinomial weight of partners at each point, up to what is the same at all.

    `strength`, (partners, points), is concentration × expected share; `counts`, (partners,), may
    be fractions.
    """
    partners, points = strength.shape
    total = np.zeros(points)
    for row in range(partners):
        count = counts[row]
        if count <= 0:
            continue
        whole = count == np.floor(count) and count <= 6
        for point in range(points):
            a = strength[row, point]
            if whole:
                product = a
                for one in range(1, int(count)):
                    product *= a + one
                total[point] += math.log(product)
            else:
                total[point] += math.lgamma(a + count) - math.lgamma(a)
    return total


@njit(cache=True)
def side_fit(partner: Whole, share: Numbers, counts: Numbers, strength: Numbers) -> Numbers:
    """Predictive probability of each unit's partner at a node at each of some points, (n, s).

    `partner`, (n,), or -1 for none; `share`, (n,): how far each unit is counted in `counts`,
    (k,), which it is then left out of; `strength`, (k, s): concentration × expected share.
    """
    units, points = len(partner), strength.shape[1]
    total = counts.sum()
    around = strength.sum(0)
    fit = np.ones((units, points))
    for unit in range(units):
        row = partner[unit]
        if row < 0:
            continue
        own = max(counts[row] - share[unit], 0.0)
        rest = max(total - share[unit], 0.0)
        for point in range(points):
            fit[unit, point] = (own + strength[row, point]) / (rest + around[point])
    return fit


@njit(cache=True)
def unit_fit(
    travel: NDArray[np.float32], points: Whole, weight: Numbers, flows: Numbers
) -> Numbers:
    """Log-likelihood of each unit at a node that lies at `points`, (s,), with these weights, (n,).

    `travel`, (n, g): log-likelihood of the times told; `flows`, (n, s): probability of partners.
    """
    units = len(travel)
    value = np.empty(units)
    for unit in range(units):
        highest = -np.inf
        for number in range(len(points)):
            highest = max(highest, travel[unit, points[number]])
        total = 0.0
        for number in range(len(points)):
            told = travel[unit, points[number]] - highest
            total += weight[number] * math.exp(told) * flows[unit, number]
        value[unit] = highest + math.log(total + 1e-300)
    return value


@njit(cache=True)
def mixed_travel(travel: NDArray[np.float32], share: Numbers, place: Numbers) -> Numbers:
    """Log-likelihood of all times at each point, (g,), units counting as far as they belong.

    `travel`, (n, g); `share`, (n,): how far a unit is at the node; `place`, (g,): where it lies.
    """
    units, points = travel.shape
    total = np.zeros(points)
    for unit in range(units):
        inside = min(share[unit], 1.0)
        if inside < 0.02:
            continue
        mean = 0.0
        for point in range(points):
            mean += place[point] * math.exp(travel[unit, point])
        for point in range(points):
            ratio = math.exp(travel[unit, point]) / (mean + 1e-300)
            total[point] += math.log(1.0 - inside + inside * ratio + 1e-12)
    return total
