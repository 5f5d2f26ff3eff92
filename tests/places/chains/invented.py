"""A small INVENTED network: a square of towns, prisons with a few partners each, one hidden."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from habeas.model import DateInterval
from habeas.places.chains import FacilityPoint, Leg, Stay
from habeas.places.distance import distance_km

SPEED = 40.0
HIDDEN = "F6"


def towns() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Latitude, longitude and population of 400 invented towns in a square of 600 km."""
    north, east = np.meshgrid(np.linspace(48, 53.4, 20), np.linspace(30, 38.5, 20), indexing="ij")
    return north.ravel(), east.ravel(), np.full(400, 5_000.0)


def points() -> dict[str, FacilityPoint]:
    """Twenty invented facilities at towns, the hidden one among them."""
    north, east, _ = towns()
    chosen = np.random.default_rng(5).choice(400, 20, replace=False)
    return {
        f"F{number}": FacilityPoint(f"F{number}", f"Prison {number}", north[town], east[town])
        for number, town in enumerate(chosen.tolist())
    }


def known() -> list[FacilityPoint]:
    """All facilities but the hidden one."""
    return [point for name, point in points().items() if name != HIDDEN]


def place() -> tuple[float, float]:
    """Where the hidden facility lies."""
    return points()[HIDDEN].latitude, points()[HIDDEN].longitude


def stays(persons: int = 300, *, label: str = "", timed: bool = True) -> list[Stay]:
    """Chains of three stays; facilities send to their four nearest; the hidden one has no name."""
    random = np.random.default_rng(7)
    of = points()
    names = list(of)
    north = np.array([of[name].latitude for name in names])
    east = np.array([of[name].longitude for name in names])
    away = distance_km(north[:, None], east[:, None], north, east)
    nearest = np.argsort(away, axis=1)[:, 1:5]
    told: list[Stay] = []
    for person in range(persons):
        at, day = int(random.integers(20)), date(2023, 1, 1) + timedelta(int(random.integers(300)))
        came = Leg()
        for _ in range(3):
            named = label if names[at] == HIDDEN else names[at]
            left = day + timedelta(10)
            when = DateInterval.on(day), DateInterval.on(left)
            told.append(Stay(f"person {person}", named, *when, came, row=len(told) + 2))
            goes = int(random.choice(nearest[at]))
            hours = float(away[at, goes] / SPEED * np.exp(random.normal(0, 0.25)))
            came, at, day = (Leg(hours) if timed else Leg()), goes, left
    return told


def untimed(told: list[Stay]) -> list[Stay]:
    """The same stays without any travel time."""
    return [replace(stay, came=Leg(), went=Leg()) for stay in told]
