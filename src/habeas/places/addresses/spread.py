"""From places that may be meant to a surface: each with the scatter of what is told by its name."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from habeas.places.addresses.ground import Ground
from habeas.places.addresses.reading import Reading, Seat
from habeas.places.addresses.weighing import Option
from habeas.places.distance import KM_PER_DEGREE
from habeas.places.surface import Surface

Numbers = NDArray[np.float64]
Part = tuple[Numbers, Numbers, Numbers]

# Finest where the circle of 90 % ends.
_QUANTILES = np.array([0.1, 0.3, 0.5, 0.65, 0.75, 0.82, 0.87, 0.91, 0.94, 0.97, 0.99])
_LEAST_SHARE = 1e-4
_NORMAL: Numbers = np.array([NormalDist().inv_cdf(share) for share in _QUANTILES.tolist()])
_BEARINGS: Numbers = np.arange(0.0, 360.0, 45.0)
_LEAST_TOLD_KM = 0.5
_PEOPLE_PER_KM2 = 3_000.0
_ALONG: Numbers = np.linspace(0.05, 0.95, 13)
_ASIDE: Numbers = np.array([-0.1, 0.0, 0.1])


@dataclass(frozen=True, slots=True)
class Scatter:
    """Log-normal distances of the truth from what a name stands for: median in km, and sigma.

    `told_km` and `told_drive` are the sigmas of a distance and a drive that are told, `told_way`
    the scatter about the point where distance and direction lead, in parts of the distance.
    To the median of `name` comes `of_radius` of the radius of a town of so many people; villages,
    whose points are rougher, have it `village` times. `unknown` lies about the likeliest place;
    `in_region` of what is unknown lies anywhere in the region that is told.
    """

    name: tuple[float, float] = (0.36, 1.1)
    of_radius: float = 0.095
    village: float = 1.5
    near: tuple[float, float] = (6.0, 1.0)
    told_km: float = 0.45
    told_drive: float = 0.55
    told_way: tuple[float, float] = (0.3, 0.7)
    city: tuple[float, float] = (8.0, 0.8)
    district: tuple[float, float] = (35.0, 0.7)
    region: tuple[float, float] = (180.0, 0.8)
    unknown: tuple[float, float] = (80.0, 1.0)
    in_region: float = 0.6


SCATTER = Scatter()


def surface_of(
    options: Sequence[Option],
    shares: Numbers,
    unknown: float,
    reading: Reading,
    ground: Ground,
    scatter: Scatter = SCATTER,
) -> Surface:
    """The surface of a description; `options` are not empty.

    Options of less than a ten-thousandth are left out, for speed; their mass goes to the rest.
    """
    parts = _unknown(options, shares, unknown, ground, scatter)
    for option, share in zip(options, shares.tolist(), strict=True):
        if share >= _LEAST_SHARE:
            parts.append(_part(option, share, reading, ground, scatter))
    latitude, longitude, mass = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Surface(latitude, longitude, mass / mass.sum())


def _unknown(
    options: Sequence[Option], shares: Numbers, unknown: float, ground: Ground, scatter: Scatter
) -> list[Part]:
    """Where the truth is when none of the options is: about the likeliest, and in the region."""
    best = options[int(np.argmax(shares))]
    regions = [at for at, one in enumerate(options) if one.rank == "region" and one.covers]
    land: Part | None = None
    if regions:
        likeliest = options[max(regions, key=lambda at: float(shares[at]))]
        land = _land(likeliest.covers, scatter.in_region * unknown, ground)
    left = unknown if land is None else (1 - scatter.in_region) * unknown
    about = _about(best, *_free(scatter.unknown), share=left)
    return [about] if land is None else [about, land]


def _land(codes: tuple[str, ...], share: float, ground: Ground) -> Part | None:
    latitude, longitude = ground.scattered(codes)
    if not len(latitude):
        return None
    return latitude, longitude, np.full(len(latitude), share / len(latitude))


def _part(option: Option, share: float, reading: Reading, ground: Ground, scatter: Scatter) -> Part:
    if option.rank in {"region", "country"} and option.covers:
        land = _land(option.covers, share, ground)
        if land is not None:
            return land
    if option.ends:
        return _along(option.ends, share)
    if option.rank == "name":
        seat = reading.seats[option.seat] if option.seat >= 0 else None
        plain = about_town(option, ground, scatter)
        ring = _free(plain) if seat is None else _of_seat(seat, plain, scatter)
    else:
        ring = _free(
            {"city": scatter.city, "district": scatter.district}.get(option.rank, scatter.region)
        )
    return _about(option, *ring, share=share)


def _along(ends: tuple[float, ...], share: float) -> Part:
    """Points along the way between two ends, a tenth of it to either side."""
    along = np.repeat(_ALONG, len(_ASIDE))
    aside = np.tile(_ASIDE, len(_ALONG))
    north, east = ends[2] - ends[0], ends[3] - ends[1]
    narrowing = max(0.05, math.cos(math.radians((ends[0] + ends[2]) / 2)))
    latitude = ends[0] + along * north + aside * east * narrowing
    longitude = ends[1] + along * east - aside * north / narrowing
    longitude = (longitude + 180.0) % 360.0 - 180.0
    return np.clip(latitude, -89.9, 89.9), longitude, np.full(len(along), share / len(along))


def about_town(option: Option, ground: Ground, scatter: Scatter) -> tuple[float, float]:
    """Median (km) and sigma about a place of this size: who writes a town means a site in it."""
    people = ground.people(option.latitude, option.longitude, option.code)
    radius = math.sqrt(people / (math.pi * _PEOPLE_PER_KM2))
    rough = scatter.village if option.kind == "village" else 1.0
    return rough * scatter.name[0] + scatter.of_radius * radius, scatter.name[1]


def _of_seat(seat: Seat, plain: tuple[float, float], scatter: Scatter) -> tuple[Numbers, Numbers]:
    if seat.km is not None:
        km = max(seat.km, _LEAST_TOLD_KM)
        if seat.degrees is not None:
            return _free((scatter.told_way[0] * km, scatter.told_way[1]))
        return _free((km, scatter.told_drive if seat.driven else scatter.told_km))
    return _free((scatter.near[0] + plain[0], scatter.near[1]) if seat.link else plain)


def _free(distances: tuple[float, float]) -> tuple[Numbers, Numbers]:
    return _grid(distances, _BEARINGS)


def _grid(distances: tuple[float, float], bearings: Numbers) -> tuple[Numbers, Numbers]:
    median, sigma = distances
    radii = median * np.exp(sigma * _NORMAL)
    return np.repeat(radii, len(bearings)), np.tile(bearings, len(radii))


def _about(option: Option, radii: Numbers, bearings: Numbers, share: float) -> Part:
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
