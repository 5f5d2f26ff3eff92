"""One description as a likelihood over the cells of a ground; only what matters is kept."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.places.description import Description, Relation
from habeas.places.likelihood import kernels
from habeas.places.likelihood.anchors import Anchors, Meant
from habeas.places.likelihood.choice import (
    BETWEEN_SIZE,
    FAR_SIZE,
    IN_SIZE,
    NEAR_SIZE,
    REACH,
    Choice,
    grown,
)
from habeas.places.likelihood.ground import Ground
from habeas.places.likelihood.settings import LikelihoodSettings

# Cells where the words are less likely than this, relative to the best cell, are let go.
_LEAST = math.exp(-6.0)
_MOST_PAIRS = 60
_ROAD_LENGTHS = 2.0


@dataclass(frozen=True, slots=True)
class Told:
    """Numbers of the cells where a telling may mean, and the logarithm of its weight there.

    exp(weight) averages to 1 over the prior of the ground. Empty: the words say nothing of where.
    """

    cells: NDArray[np.int32]
    logs: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.cells)


class Listener:
    """Turns descriptions into likelihoods over one ground."""

    def __init__(
        self, ground: Ground, choice: Choice, anchors: Anchors, settings: LikelihoodSettings
    ) -> None:
        self.ground = ground
        self.anchors = anchors
        self.settings = settings
        self._choice = choice
        self._people = ground.places.people()
        self._dense = np.zeros(len(ground))

    def over(self, ground: Ground) -> Listener:
        """The same listener over the same cells with another prior."""
        return Listener(ground, self._choice, self.anchors, self.settings)

    def with_settings(self, settings: LikelihoodSettings) -> Listener:
        """The same listener with other widths for distances and driving times."""
        return Listener(self.ground, self._choice, self.anchors, settings)

    def hear(self, description: Description) -> Told:
        """The cells that a description may mean."""
        meant = [self.anchors.meant(anchor) for anchor in description.anchors]
        meant = [places for places in meant if len(places.place)]
        if meant:
            if description.relation in (Relation.BETWEEN, Relation.ROAD) and len(meant) > 1:
                self._two_anchors(meant[0], meant[1])
            else:
                self._one_anchor(description, meant[0])
        cells, logs = kernels.gather(self._dense, self.ground.prior, _LEAST)
        return Told(cells, logs)

    def _one_anchor(self, description: Description, meant: Meant) -> None:
        settings, places = self.settings, self.ground.places
        number, told, width, per_km, start = self._number_told(description)
        sums, exponent, length, reach = self._choosing(number)
        if number in (kernels.DISTANCE, kernels.DRIVE):
            furthest = (told * math.exp(3.0 * width) - start) / per_km
            reach = min(reach, max(furthest, 3.0))
        direction = math.nan if description.direction is None else description.direction
        for place, weight in zip(meant.place.tolist(), meant.weight.tolist(), strict=True):
            people = float(self._people[place])
            growth = float(grown(np.float64(people))) if number == kernels.IN else 1.0
            kernels.add_one_anchor(
                self._dense,
                self.ground.latitude,
                self.ground.longitude,
                sums,
                number,
                float(places.latitude[place]),
                float(places.longitude[place]),
                weight * people**exponent,
                reach * growth,
                length * growth,
                told,
                width,
                settings.wide_share,
                per_km,
                start,
                direction,
                settings.direction_error,
                settings.direction_wrong,
            )

    def _choosing(self, number: int) -> tuple[NDArray[np.float64], float, float, float]:
        settings, choice = self.settings, self._choice
        if number == kernels.IN:
            return choice.inside, IN_SIZE, settings.in_km, REACH * settings.in_km
        if number == kernels.NEAR:
            return choice.near, NEAR_SIZE, settings.near_km, REACH * settings.near_km
        if number == kernels.ROAD:
            length = _ROAD_LENGTHS * settings.near_km
            return choice.near, NEAR_SIZE, length, REACH * length
        return choice.far, FAR_SIZE, settings.far_km, REACH * settings.far_km

    def _number_told(self, description: Description) -> tuple[int, float, float, float, float]:
        """The relation as a number, what was told, its error, and how km become what was told."""
        settings = self.settings
        extra = settings.hooded_extra if description.hooded else 0.0
        if description.relation is Relation.DISTANCE and description.km:
            width = (settings.distance_error + extra) * settings.distance_factor
            step = 5.0 if description.km >= 10 else 1.0
            return kernels.DISTANCE, description.km, _rounded(width, description.km, step), 1.0, 0.0
        if description.relation is Relation.DRIVE and description.minutes:
            width = (settings.drive_error + extra) * settings.drive_factor
            step = 5.0 if description.minutes < 60 else 10.0
            width = _rounded(width, description.minutes, step)
            per_km = 60.0 / settings.speed_km_h
            return kernels.DRIVE, description.minutes, width, per_km, settings.start_minutes
        plain = {Relation.IN: kernels.IN, Relation.ROAD: kernels.ROAD}
        return plain.get(description.relation, kernels.NEAR), 1.0, 1.0, 1.0, 0.0

    def _two_anchors(self, first: Meant, second: Meant) -> None:
        places, settings = self.ground.places, self.settings
        pairs = sorted(
            (
                (-one_weight * other_weight, one, other)
                for one, one_weight in zip(first.place.tolist(), first.weight.tolist(), strict=True)
                for other, other_weight in zip(
                    second.place.tolist(), second.weight.tolist(), strict=True
                )
                if one != other
            )
        )
        near = []
        for minus, one, other in pairs:
            apart = self._apart_km(one, other)
            if apart < settings.radius_km:
                near.append((-minus, one, other))
        for weight, one, other in near[:_MOST_PAIRS]:
            people = float(self._people[one] * self._people[other])
            kernels.add_two_anchors(
                self._dense,
                self.ground.latitude,
                self.ground.longitude,
                self._choice.between,
                float(places.latitude[one]),
                float(places.longitude[one]),
                float(places.latitude[other]),
                float(places.longitude[other]),
                weight * people**BETWEEN_SIZE,
                settings.between_km,
                settings.wide_share,
            )

    def _apart_km(self, one: int, other: int) -> float:
        places = self.ground.places
        north = places.latitude[one] - places.latitude[other]
        east = (places.longitude[one] - places.longitude[other]) * math.cos(
            math.radians(places.latitude[one])
        )
        return float(kernels.KM * math.hypot(north, east))


def _rounded(width: float, told: float, step: float) -> float:
    """The error of a figure that was rounded to whole steps."""
    return math.hypot(width, step / (math.sqrt(12.0) * told))
