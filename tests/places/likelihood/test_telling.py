"""Words as surfaces: where a description puts its weight."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from habeas.places.description import Anchor, Description, Relation
from habeas.places.distance import bearing, distance_km
from habeas.places.likelihood import Listener
from habeas.places.sites.infer import listener_for
from habeas.places.sites.settings import SiteSettings
from tests.places.sites.invented import TOWNS, InventedNames, told

Mass = NDArray[np.float64]


@cache
def listener() -> Listener:
    sightings = [told(n, Relation.IN, town[0]) for n, town in enumerate(TOWNS)]
    return listener_for(sightings, InventedNames(), SiteSettings(countries=("XX",)))


def surface(description: Description) -> Mass:
    """The posterior over all cells if nothing else were known."""
    ground, heard = listener().ground, listener().hear(description)
    mass = np.zeros(len(ground))
    mass[heard.cells] = ground.prior[heard.cells] * np.exp(heard.logs)
    return mass


def away(town: int) -> Mass:
    ground = listener().ground
    return np.asarray(
        distance_km(TOWNS[town][1], TOWNS[town][2], ground.latitude, ground.longitude)
    )


def said(relation: Relation, *names: str, **more: float | bool) -> Description:
    return Description(relation, tuple(map(Anchor, names)), **more)  # type: ignore[arg-type] # keywords differ in type


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(list(Relation)), st.integers(2, 90), st.booleans())
def test_weights_average_to_one_over_the_prior(
    relation: Relation, number: int, hooded: bool
) -> None:
    description = said(
        relation, "Alfa", "Bravo", km=float(number), minutes=float(number), hooded=hooded
    )
    assert surface(description).sum() == pytest.approx(1, abs=1e-3)


def test_in_is_narrower_than_near() -> None:
    inside, near = surface(said(Relation.IN, "Delta")), surface(said(Relation.NEAR, "Delta"))
    assert inside[away(3) < 7].sum() > 0.75
    assert near[away(3) < 7].sum() < 0.6
    assert near[away(3) < 30].sum() > 0.95


def test_a_distance_is_a_ring_and_wider_when_hooded() -> None:
    plain = surface(said(Relation.DISTANCE, "Alfa", km=40.0))
    hooded = surface(said(Relation.DISTANCE, "Alfa", km=40.0, hooded=True))
    ring = (away(0) > 25) & (away(0) < 60)
    assert plain[ring].sum() > 0.85
    assert plain[away(0) < 12].sum() < 0.01
    assert hooded[ring].sum() < plain[ring].sum()


def test_a_direction_keeps_the_part_of_the_ring_that_lies_there() -> None:
    ground = listener().ground
    east = surface(said(Relation.DISTANCE, "Alfa", km=40.0, direction=90.0))
    towards = bearing(TOWNS[0][1], TOWNS[0][2], ground.latitude, ground.longitude)
    off = np.abs((towards - 90.0 + 180.0) % 360.0 - 180.0)
    assert east[off < 70].sum() > 0.85
    assert 0 < east[off > 120].sum() < 0.1


def test_between_lies_along_the_line_from_one_to_the_other() -> None:
    between = surface(said(Relation.BETWEEN, "Alfa", "Bravo"))
    apart = float(distance_km(*TOWNS[0][1:3], *TOWNS[1][1:3]))
    assert between[away(0) + away(1) - apart < 12].sum() > 0.9


def test_more_minutes_of_driving_are_further_away() -> None:
    means = [
        float(surface(said(Relation.DRIVE, "Alfa", minutes=minutes)) @ away(0))
        for minutes in (15.0, 40.0, 90.0)
    ]
    assert means == sorted(means)
    assert means[0] < 15 < 40 < means[2]


def test_a_name_that_two_places_bear_means_either_unless_the_region_is_told() -> None:
    both = surface(said(Relation.IN, "Twin"))
    assert both[away(6) < 10].sum() > 0.2
    assert both[away(7) < 10].sum() > 0.2
    one = surface(Description(Relation.IN, (Anchor("Twin", within=("Donetsk",)),)))
    assert one[away(7) < 10].sum() > 0.9
    assert one[away(6) < 10].sum() > 0


def test_a_name_that_nothing_bears_says_nothing() -> None:
    assert len(listener().hear(said(Relation.NEAR, "Nowhere"))) == 0
    assert len(listener().hear(Description(Relation.NEAR, ()))) == 0
