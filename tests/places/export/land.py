"""An invented land with borders, villages and an empty quarter, and sites in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from habeas.places import Surface, distance_km
from habeas.places.export import SiteRow

LATITUDE, LONGITUDE = 48.0, 37.9
KM_NORTH, KM_EAST = 111.2, 74.4


@dataclass(frozen=True)
class Villages:
    """What `habeas.language.PopulatedPlaces` gives, as far as it is asked for."""

    latitude: NDArray[np.float64]
    longitude: NDArray[np.float64]
    code: tuple[str, ...]


def oblast(latitude: float, longitude: float) -> str:
    """A winding border down the middle, and one of two countries in the east."""
    if longitude > 39.3:
        return "RU-ROS"
    return "UA-14" if longitude < LONGITUDE + 0.1 * np.sin(latitude * 25) else "UA-09"


def villages(seed: int = 1, spacing_km: float = 6.0, reach_km: float = 140.0) -> Villages:
    """About one village in 36 km²; north-west of the middle hardly any."""
    rng = np.random.default_rng(seed)
    steps = np.arange(-reach_km, reach_km, spacing_km)
    north, east = (axis.ravel() for axis in np.meshgrid(steps, steps))
    north, east = (axis + rng.normal(0, spacing_km / 3, axis.shape) for axis in (north, east))
    empty = (north > 40) & (east < -40) & (rng.random(north.shape) < 0.85)
    latitude = LATITUDE + north[~empty] / KM_NORTH
    longitude = LONGITUDE + east[~empty] / KM_EAST
    codes = map(oblast, latitude.tolist(), longitude.tolist())
    return Villages(latitude, longitude, tuple(codes))


LAND = villages()


def site(
    north: float = -8.0,
    east: float = -30.0,
    spread_km: float = 0.2,
    *,
    land: Villages = LAND,
    name: str = "S1",
    supported: bool = True,
    ended: date | None = date(2020, 5, 17),
    sightings: tuple[str, ...] = ("s1", "s2"),
    key: str = "",
) -> SiteRow:
    """A site so many km from the middle, over the villages around it."""
    latitude, longitude = LATITUDE + north / KM_NORTH, LONGITUDE + east / KM_EAST
    away = distance_km(latitude, longitude, land.latitude, land.longitude)
    mass = np.exp(-0.5 * ((away - away.min()) / spread_km) ** 2) + 1e-12
    near = np.argsort(away)[:200]
    share = mass[near] / mass[near].sum()
    return SiteRow(
        id=name,
        latitude=latitude,
        longitude=longitude,
        surface=Surface(land.latitude[near], land.longitude[near], share),
        probability=0.83,
        radius_km_90=2.5 * spread_km,
        supported=supported,
        functions=(("filtration", 0.7), ("remand", 0.3)),
        began=date(2019, 2, 11),
        ended=ended,
        occupants=(12.0, 33.0, 71.0),
        sightings=sightings,
        key=key,
    )
