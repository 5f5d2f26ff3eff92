"""From places that may be meant to a surface: each with the scatter of what is told by its name."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from habeas.places.addresses.ground import Ground
from habeas.places.addresses.reading import Reading, Seat
from habeas.places.addresses.weighing import Option
from habeas.places.distance import KM_PER_DEGREE
from habeas.places.surface import Surface

Numbers = NDArray[np.float64]

# Finest where the circle of 90 % ends.
_QUANTILES = np.array([0.1, 0.3, 0.5, 0.65, 0.75, 0.82, 0.87, 0.91, 0.94, 0.97, 0.99])
_LEAST_SHARE = 1e-4
_BEARINGS: Numbers = np.arange(0.0, 360.0, 45.0)
_TOLD_WAY: Numbers = np.array([-30.0, -10.0, 10.0, 30.0])


@dataclass(frozen=True, slots=True)
class Scatter:
    """Log-normal distances of the truth from what a name stands for: median in km, and sigma."""

    name: tuple[float, float] = (1.0, 1.3)
    near: tuple[float, float] = (4.0, 1.0)
    told_km: float = 0.35
    city: tuple[float, float] = (8.0, 0.8)
    district: tuple[float, float] = (35.0, 0.7)
    region: tuple[float, float] = (180.0, 0.8)
    unknown: tuple[float, float] = (120.0, 1.2)


SCATTER = Scatter()


def surface_of(
    options: Sequence[Option],
    shares: Numbers,
    unknown: float,
    reading: Reading,
    ground: Ground,
    scatter: Scatter = SCATTER,
) -> Surface:
    """The surface of a description. `options` are not empty; `unknown` spreads about the likeliest.

    Options of less than a ten-thousandth are left out, for speed; their mass goes to the rest.
    """
    best = options[int(np.argmax(shares))]
    parts = [_about(best, *_free(scatter.unknown), share=unknown)]
    for option, share in zip(options, shares.tolist(), strict=True):
        if share >= _LEAST_SHARE:
            parts.append(_part(option, share, reading, ground, scatter))
    latitude, longitude, mass = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Surface(latitude, longitude, mass / mass.sum())


def _part(
    option: Option, share: float, reading: Reading, ground: Ground, scatter: Scatter
) -> tuple[Numbers, Numbers, Numbers]:
    if option.rank in {"region", "country"} and option.covers:
        latitude, longitude = ground.scattered(option.covers)
        if len(latitude):
            return latitude, longitude, np.full(len(latitude), share / len(latitude))
    if option.rank == "name":
        ring = _of_seat(reading.seats[option.seat], scatter)
    else:
        ring = _free(
            {"city": scatter.city, "district": scatter.district}.get(option.rank, scatter.region)
        )
    return _about(option, *ring, share=share)


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
