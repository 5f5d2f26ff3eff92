"""From places that may be meant to a surface: each with the scatter of what is told by its name."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from habeas.places.addresses.reading import Reading, Seat
from habeas.places.addresses.weighing import WEIGHTS, Option, Weights
from habeas.places.distance import KM_PER_DEGREE
from habeas.places.surface import Surface

Numbers = NDArray[np.float64]

_QUANTILES = np.array([0.05, 0.2, 0.4, 0.6, 0.8, 0.95])
_BEARINGS: Numbers = np.arange(0.0, 360.0, 45.0)
_TOLD_WAY: Numbers = np.array([-30.0, -10.0, 10.0, 30.0])


@dataclass(frozen=True, slots=True)
class Scatter:
    """Log-normal distances of the truth from what a name stands for: median in km, and sigma."""

    name: tuple[float, float] = (2.5, 1.3)
    near: tuple[float, float] = (6.0, 1.0)
    told_km: float = 0.35
    city: tuple[float, float] = (8.0, 0.8)
    district: tuple[float, float] = (35.0, 0.7)
    region: tuple[float, float] = (180.0, 0.8)
    unknown: tuple[float, float] = (120.0, 1.2)


SCATTER = Scatter()


def probabilities(options: Sequence[Option], weights: Weights = WEIGHTS) -> tuple[Numbers, float]:
    """The probability of each option, and of none of them; together they sum to 1."""
    logs = np.array([option.log_weight for option in options] + [weights.unknown])
    exponentials = np.exp(logs - logs.max())
    shares = exponentials / exponentials.sum()
    return shares[:-1], float(shares[-1])


def surface_of(
    options: Sequence[Option],
    shares: Numbers,
    unknown: float,
    reading: Reading,
    scatter: Scatter = SCATTER,
) -> Surface:
    """The surface of a description. `options` are not empty; `unknown` spreads about the likeliest.

    Options of less than a ten-thousandth are left out, for speed; their mass goes to the rest.
    """
    kept = [at for at in range(len(options)) if shares[at] >= 1e-4]
    parts = [
        _about(options[at], *_ring(options[at], reading, scatter), share=float(shares[at]))
        for at in kept
    ]
    best = options[int(np.argmax(shares))]
    parts.append(_about(best, *_free(scatter.unknown), share=unknown))
    latitude, longitude, mass = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Surface(latitude, longitude, mass / mass.sum())


def _ring(option: Option, reading: Reading, scatter: Scatter) -> tuple[Numbers, Numbers]:
    seat = reading.seats[option.seat] if option.seat >= 0 else None
    if option.rank == "name" and seat is not None:
        return _of_seat(seat, scatter)
    return _free(
        {"city": scatter.city, "district": scatter.district, "region": scatter.region}.get(
            option.rank, scatter.unknown
        )
    )


def _of_seat(seat: Seat, scatter: Scatter) -> tuple[Numbers, Numbers]:
    if seat.km is not None:
        bearings: Numbers = _BEARINGS if seat.degrees is None else _TOLD_WAY + seat.degrees
        return _grid((max(seat.km, 0.5), scatter.told_km), bearings)
    return _free(scatter.near if seat.link else scatter.name)


def _free(distances: tuple[float, float]) -> tuple[Numbers, Numbers]:
    return _grid(distances, _BEARINGS)


def _grid(distances: tuple[float, float], bearings: Numbers) -> tuple[Numbers, Numbers]:
    median, sigma = distances
    radii = median * np.exp(sigma * ndtri(_QUANTILES))
    return np.repeat(radii, len(bearings)), np.tile(bearings, len(radii))


def _about(
    option: Option, radii: Numbers, bearings: Numbers, share: float
) -> tuple[Numbers, Numbers, Numbers]:
    turn = np.radians(bearings)
    latitude = np.clip(option.latitude + radii * np.cos(turn) / KM_PER_DEGREE, -89.9, 89.9)
    narrowing = max(0.05, math.cos(math.radians(option.latitude)))
    longitude = option.longitude + radii * np.sin(turn) / (KM_PER_DEGREE * narrowing)
    weights = np.repeat(_weights_of_quantiles(), len(radii) // len(_QUANTILES))
    longitude = (longitude + 180.0) % 360.0 - 180.0
    return latitude, longitude, share * weights / weights.sum()


def _weights_of_quantiles() -> Numbers:
    edges = np.concatenate([[0.0], (_QUANTILES[1:] + _QUANTILES[:-1]) / 2, [1.0]])
    return np.diff(edges)
