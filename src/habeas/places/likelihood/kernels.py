"""How likely some words are at each cell: the arithmetic of one telling, compiled.

Distances are on the plane that touches the globe at the anchor: right to a percent for the
distances that people tell.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

IN, NEAR, BETWEEN, DISTANCE, DRIVE, ROAD = range(6)
KM = 111.195
# The wide part of every error: its share is set, its width is so many times the usual one.
_WIDER = 2.6
_ROOT = 2.5066282746310002


@njit(cache=True)
def _error(offset: float, width: float, wide_share: float) -> float:
    """A normal density with a wide part."""
    narrow = np.exp(-0.5 * (offset / width) ** 2) / (width * _ROOT)
    broad = width * _WIDER
    wide = np.exp(-0.5 * (offset / broad) ** 2) / (broad * _ROOT)
    return float((1.0 - wide_share) * narrow + wide_share * wide)


@njit(cache=True)
def decay(km: float, length: float, wide_share: float) -> float:
    """An exponential decay with a wide part; 1 at 0 km."""
    narrow = np.exp(-km / length)
    wide = np.exp(-km / (length * _WIDER))
    return float((1.0 - wide_share) * narrow + wide_share * wide)


@njit(cache=True)
def _towards(north: float, east: float, direction: float, error: float, wrong: float) -> float:
    """How well a direction fits, relative to none being told; direction in degrees, NaN: none."""
    if np.isnan(direction):
        return 1.0
    away = np.degrees(np.arctan2(east, north)) - direction
    away = (away + 180.0) % 360.0 - 180.0
    fit = np.exp(-0.5 * (away / error) ** 2) * 360.0 / (error * _ROOT)
    return float(wrong + (1.0 - wrong) * fit)


@njit(cache=True)
def add_one_anchor(
    dense: Floats,
    cell_latitude: Floats,
    cell_longitude: Floats,
    sums: Floats,
    relation: int,
    latitude: float,
    longitude: float,
    weight: float,
    reach: float,
    length: float,
    told: float,
    width: float,
    wide_share: float,
    per_km: float,
    start: float,
    direction: float,
    direction_error: float,
    direction_wrong: float,
) -> None:
    """Add weight · P(words | cell) to `dense` for the cells at most `reach` km from the anchor.

    Cells come sorted by latitude. `told` is in km or minutes; `per_km` and `start` turn a distance
    into it.
    """
    squeeze = np.cos(np.radians(latitude))
    i = np.searchsorted(cell_latitude, latitude - reach / KM)
    while i < len(cell_latitude) and cell_latitude[i] <= latitude + reach / KM:
        east = (cell_longitude[i] - longitude) * squeeze * KM
        if abs(east) <= reach:
            north = (cell_latitude[i] - latitude) * KM
            km = np.sqrt(north * north + east * east)
            if km <= reach:
                value = weight * decay(km, length, wide_share) / sums[i]
                if relation in (DISTANCE, DRIVE):
                    expected = start + per_km * max(km, 0.7)
                    value *= _error(np.log(told / expected), width, wide_share)
                dense[i] += value * _towards(
                    north, east, direction, direction_error, direction_wrong
                )
        i += 1


@njit(cache=True)
def add_two_anchors(
    dense: Floats,
    cell_latitude: Floats,
    cell_longitude: Floats,
    sums: Floats,
    latitude: float,
    longitude: float,
    other_latitude: float,
    other_longitude: float,
    weight: float,
    length: float,
    wide_share: float,
) -> None:
    """Add weight · P(between these two | cell): near both, and hardly off the line."""
    middle = 0.5 * (latitude + other_latitude)
    squeeze = np.cos(np.radians(middle))
    apart_north = (other_latitude - latitude) * KM
    apart_east = (other_longitude - longitude) * squeeze * KM
    apart = np.sqrt(apart_north**2 + apart_east**2)
    slack = 0.09 * apart + 1.2
    margin = (3.0 * slack + apart) / 2.0
    low, high = middle - margin / KM, middle + margin / KM
    i = np.searchsorted(cell_latitude, low)
    while i < len(cell_latitude) and cell_latitude[i] <= high:
        east = (cell_longitude[i] - longitude) * squeeze * KM
        north = (cell_latitude[i] - latitude) * KM
        one = np.sqrt(north * north + east * east)
        if one <= apart + 3.0 * slack:
            other = np.sqrt((north - apart_north) ** 2 + (east - apart_east) ** 2)
            detour = (one + other - apart) / slack
            if detour < 3.0:
                fit = decay(one, length, wide_share) * decay(other, length, wide_share)
                dense[i] += weight * fit * np.exp(-0.5 * detour * detour) / (sums[i] * sums[i])
        i += 1


@njit(cache=True)
def gather(
    dense: Floats, prior: Floats, least: float
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """The cells of `dense` above `least` times its largest value, with the logs; clears it.

    The logs are relative to the mean of the values under the prior: they say how much likelier the
    words are there than somewhere.
    """
    top = 0.0
    for i in range(len(dense)):
        top = max(top, dense[i])
    count = 0
    mean = 0.0
    for i in range(len(dense)):
        if dense[i] > 0.0 and dense[i] >= least * top:
            count += 1
            mean += dense[i] * prior[i]
    cells = np.empty(count, dtype=np.int32)
    logs = np.empty(count, dtype=np.float32)
    k = 0
    for i in range(len(dense)):
        if dense[i] > 0.0 and dense[i] >= least * top:
            cells[k] = i
            logs[k] = np.log(dense[i] / mean)
            k += 1
        dense[i] = 0.0
    return cells, logs
