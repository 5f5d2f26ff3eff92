"""Distances and bearings on the globe, for single points and for arrays of them."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

EARTH_RADIUS_KM = 6371.0088
KM_PER_DEGREE = EARTH_RADIUS_KM * np.pi / 180.0

Numbers = NDArray[np.float64]


def distance_km(
    latitude: ArrayLike, longitude: ArrayLike, other_latitude: ArrayLike, other_longitude: ArrayLike
) -> Numbers:
    """Great-circle distances in km between points in decimal degrees; the arrays broadcast."""
    first, second = np.radians(np.asarray(latitude)), np.radians(np.asarray(other_latitude))
    turn = np.radians(np.asarray(other_longitude)) - np.radians(np.asarray(longitude))
    half = (
        np.sin((second - first) / 2) ** 2 + np.cos(first) * np.cos(second) * np.sin(turn / 2) ** 2
    )
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(1.0, half))))


def bearing(
    latitude: ArrayLike, longitude: ArrayLike, other_latitude: ArrayLike, other_longitude: ArrayLike
) -> Numbers:
    """The direction in which the other point lies: degrees from north, clockwise, 0 to 360."""
    first, second = np.radians(np.asarray(latitude)), np.radians(np.asarray(other_latitude))
    turn = np.radians(np.asarray(other_longitude)) - np.radians(np.asarray(longitude))
    east = np.sin(turn) * np.cos(second)
    north = np.cos(first) * np.sin(second) - np.sin(first) * np.cos(second) * np.cos(turn)
    return np.asarray(np.degrees(np.arctan2(east, north)) % 360.0)


def unit_vectors(latitude: ArrayLike, longitude: ArrayLike) -> Numbers:
    """Points on the unit sphere, shape (n, 3): near neighbours there are near on the globe."""
    north, east = np.radians(np.asarray(latitude)), np.radians(np.asarray(longitude))
    return np.stack(
        [np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)], axis=-1
    )


def chord(km: float) -> float:
    """The straight line through the unit sphere between two points so many km apart."""
    return float(2 * np.sin(min(km / EARTH_RADIUS_KM, np.pi) / 2))
