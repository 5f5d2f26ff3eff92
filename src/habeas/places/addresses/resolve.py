"""Descriptions of places to candidates with probabilities, a surface and a circle of 90 %."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from habeas.language import Gazetteer
from habeas.model import DateInterval, PlaceCandidate
from habeas.places.addresses.ground import Ground, ground_of
from habeas.places.addresses.options import options_of
from habeas.places.addresses.reading import Reading
from habeas.places.addresses.remarks import NOTHING_MET, remarks
from habeas.places.addresses.spread import SCATTER, Scatter, surface_of
from habeas.places.addresses.telling import read_any
from habeas.places.addresses.weighing import WEIGHTS, Option, Weights, probabilities
from habeas.places.distance import distance_km
from habeas.places.surface import Surface

MOST_CANDIDATES = 8
_ONE_PLACE_KM = 25.0
_LEAST_CANDIDATE = 0.001
_REGIONS_OF_TODAY = 1993


@dataclass(frozen=True, slots=True)
class ResolvedPlace:
    """A place that may be meant, and the chance (0–1) that the truth lies within 25 km of it."""

    place: PlaceCandidate
    probability: float


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a description may mean.

    `candidates` come likeliest first; `latitude` and `longitude` are the first's, `radius_km_90`
    the circle round it that holds 90 % of the `surface`. All are empty or None when nothing was
    met; `reading` is what was understood, `notes` say in sentences what was not.
    """

    candidates: tuple[ResolvedPlace, ...]
    latitude: float | None
    longitude: float | None
    radius_km_90: float | None
    surface: Surface | None
    reading: Reading
    notes: tuple[str, ...] = ()


def resolve_description(
    text: str,
    *,
    gazetteer: Gazetteer,
    language: str | None = None,
    when: DateInterval | None = None,
    near: Sequence[str] = (),
    step: int | None = None,
    steps: int | None = None,
) -> Resolved:
    """The places that a description in Russian, Ukrainian or English may mean.

    `language` (ISO 639-1) is a hint; letters decide. `when` is the time that is spoken of: from
    1993 on, regions are taken as they are today. `near` holds ISO 3166 codes of the context ("UA",
    "UA-14"), for texts that do not say what the place lies in. `step` of `steps` asks for the n-th
    of the places that a text tells one after the other, counted from 1. Nothing is ever certain:
    every circle leaves room for a point that was put elsewhere than its name says.
    """
    ground = ground_of(gazetteer)
    reading = read_any(text, language=language, is_territory=ground.is_territory)
    today = when is not None and when.first is not None and when.first.year >= _REGIONS_OF_TODAY
    options = options_of(reading, ground, step=step, steps=steps, near=tuple(near), today=today)
    return resolved_from(reading, options, ground)


def resolved_from(
    reading: Reading,
    options: Sequence[Option],
    ground: Ground,
    weights: Weights = WEIGHTS,
    scatter: Scatter = SCATTER,
) -> Resolved:
    """The answer for a reading whose options are known, under given parameters."""
    if not options:
        return Resolved((), None, None, None, None, reading, (NOTHING_MET,))
    shares, unknown = probabilities(options, weights)
    surface = surface_of(options, shares, unknown, reading, ground, scatter)
    chosen = _candidates(options, shares, surface)
    latitude, longitude = chosen[0].place.latitude, chosen[0].place.longitude
    radius = surface.radius_km(latitude, longitude, 0.9)
    notes = remarks(reading, options, shares, ground)
    return Resolved(chosen, latitude, longitude, round(radius, 1), surface, reading, notes)


def _candidates(
    options: Sequence[Option], shares: np.ndarray, surface: Surface
) -> tuple[ResolvedPlace, ...]:
    """The likeliest options, each speaking for all within 25 km of it."""
    latitude = np.array([option.latitude for option in options])
    longitude = np.array([option.longitude for option in options])
    left = shares.copy()
    found: list[ResolvedPlace] = []
    while len(found) < MOST_CANDIDATES and left.max() > _LEAST_CANDIDATE * shares.max():
        best = int(np.argmax(left))
        option = options[best]
        away = distance_km(option.latitude, option.longitude, latitude, longitude)
        left[away <= _ONE_PLACE_KM] = 0.0
        chance = surface.within(option.latitude, option.longitude, _ONE_PLACE_KM)
        found.append(ResolvedPlace(_candidate(option, chance), round(chance, 4)))
    return tuple(sorted(found, key=lambda one: -one.probability))


def _candidate(option: Option, chance: float) -> PlaceCandidate:
    return PlaceCandidate(
        option.name,
        option.latitude,
        option.longitude,
        option.kind,
        option.country,
        option.code or None,
        round(chance, 4),
    )
