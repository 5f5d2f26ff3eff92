"""How wide the errors of told distances and driving times are, learned from the sightings.

A first chain says where sites are. Under each width, how likely is a told distance, wherever the
chain has sites (or if it is mistaken)? The width that makes all of them likeliest, under a prior
that keeps it near the usual one, is taken. So too for the speed of driving.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from habeas.places.description import Relation
from habeas.places.likelihood.settings import LikelihoodSettings
from habeas.places.likelihood.telling import Listener
from habeas.places.sighting import Sighting
from habeas.places.sites.kernel.run import Kept
from habeas.places.sites.units import Unit

FACTORS = (0.8, 1.0, 1.25, 1.55, 1.9, 2.4)
SPEEDS = (28.0, 34.0, 40.0, 48.0, 58.0)
_MOST_TELLINGS = 80
_DRAWS = 6
_FEWEST = 12
# Standard deviations of the logarithms, before anything is seen.
_WIDTH_PRIOR, _SPEED_PRIOR = 0.45, 0.12


@dataclass(frozen=True, slots=True)
class _Told:
    """A sighting whose unit has no other; cells of sites in some draws, with their weights."""

    sighting: Sighting
    cells: NDArray[np.int64]
    weights: NDArray[np.float64]
    wrong: float


def with_learned_widths(
    listener: Listener, sightings: Sequence[Sighting], units: Sequence[Unit], kept: Kept
) -> Listener:
    """The listener with the factors (and the speed) that suit these sightings best."""
    settings = listener.settings
    distances = _some(Relation.DISTANCE, sightings, units, kept)
    if len(distances) >= _FEWEST:
        options = [replace(settings, distance_factor=factor) for factor in FACTORS]
        settings = _best(listener, distances, options, FACTORS, 1.0, _WIDTH_PRIOR)
    drives = _some(Relation.DRIVE, sightings, units, kept)
    if len(drives) >= _FEWEST:
        usual = settings.speed_km_h
        options = [replace(settings, drive_factor=1.25, speed_km_h=speed) for speed in SPEEDS]
        speed = _best(listener, drives, options, SPEEDS, usual, _SPEED_PRIOR).speed_km_h
        options = [replace(settings, drive_factor=factor, speed_km_h=speed) for factor in FACTORS]
        settings = _best(listener, drives, options, FACTORS, 1.0, _WIDTH_PRIOR)
    return listener.with_settings(settings)


def _some(
    relation: Relation, sightings: Sequence[Sighting], units: Sequence[Unit], kept: Kept
) -> list[_Told]:
    """Tellings of this relation that stand alone in their unit, evenly chosen."""
    numbers = [
        number
        for number, unit in enumerate(units)
        if len(unit.sightings) == 1
        and sightings[unit.sightings[0]].description.relation is relation
    ]
    numbers = numbers[:: max(1, len(numbers) // _MOST_TELLINGS)]
    draws = np.linspace(0, len(kept.site) - 1, min(_DRAWS, len(kept.site))).astype(int)
    return [_told(number, sightings, units, kept, draws) for number in numbers]


def _told(
    number: int,
    sightings: Sequence[Sighting],
    units: Sequence[Unit],
    kept: Kept,
    draws: NDArray[np.int_],
) -> _Told:
    cells, weights, wrong = [], [], 0.0
    for draw in draws.tolist():
        site = np.delete(kept.site[draw], number)
        slots, sizes = np.unique(site[site >= 0], return_counts=True)
        gamma, population = kept.shape[draw], kept.population[draw]
        true = len(units) - kept.wrong[draw]
        share = true / len(units) / len(draws)
        cells.append(kept.place[draw, slots])
        weights.append(share * (sizes + gamma) / (true + gamma * population))
        wrong += 1 / len(draws) - float(weights[-1].sum())
    return _Told(
        sightings[units[number].sightings[0]],
        np.concatenate(cells).astype(np.int64),
        np.concatenate(weights),
        max(wrong, 1e-3),
    )


def _best(
    listener: Listener,
    told: Sequence[_Told],
    options: Sequence[LikelihoodSettings],
    values: Sequence[float],
    usual: float,
    spread: float,
) -> LikelihoodSettings:
    """The option under which the tellings are likeliest, with a log-normal prior for its value."""
    scores = []
    for option, value in zip(options, values, strict=True):
        hearing = listener.with_settings(option)
        score = -0.5 * (np.log(value / usual) / spread) ** 2
        scores.append(score + sum(_log_chance(hearing, one) for one in told))
    return options[int(np.argmax(scores))]


def _log_chance(hearing: Listener, one: _Told) -> float:
    dense = np.zeros(len(hearing.ground))
    heard = hearing.hear(one.sighting.description)
    dense[heard.cells] = np.exp(heard.logs)
    return float(np.log(one.wrong + one.weights @ dense[one.cells]))
