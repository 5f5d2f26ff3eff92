"""From draws to a list, and whether chains agree."""

from __future__ import annotations

import math

import numpy as np
import pytest

from habeas.places.distance import distance_km
from habeas.places.sites.choosing import Draws, choose
from habeas.places.sites.diagnostics import effective_draws, split_rhat
from habeas.places.sites.summary import cautious
from tests.places.likelihood.test_telling import listener


def cell_near(latitude: float, longitude: float) -> int:
    ground = listener().ground
    return int(np.argmin(distance_km(latitude, longitude, ground.latitude, ground.longitude)))


def test_a_site_is_put_in_the_midst_of_its_draws_and_each_draw_counts_once() -> None:
    middle, west, east = (cell_near(49.0, longitude) for longitude in (32.0, 31.97, 32.03))
    far = cell_near(48.5, 33.0)
    place = np.array([[middle, west, -1], [west, -1, -1], [east, far, -1], [middle, -1, far]])
    draws = Draws(np.zeros((4, 3), dtype=np.int32), place.astype(np.int32))
    first, second, third = choose(draws, listener().ground, within_km=10.0, least=0.02)
    assert (first.centre, first.probability) == (middle, 1.0)
    assert (second.centre, second.probability) == (far, 0.5)
    assert third.probability == 0.25  # the second of two sites in one draw, not lost
    assert len(first.draw) == len(set(first.draw.tolist())) == 4


def test_caution_lowers_the_middle_and_leaves_the_ends() -> None:
    assert cautious(1.0, 0.05) == 1.0
    assert cautious(0.0, 0.05) == 0.0
    assert cautious(0.5, 0.05) == pytest.approx(0.45)
    steps = [cautious(p, 0.05) for p in np.linspace(0, 1, 101)]
    assert steps == sorted(steps)


def test_chains_that_agree_have_an_rhat_near_one_and_others_do_not() -> None:
    rng = np.random.default_rng(3)
    alike = rng.normal(size=(2, 400))
    apart = alike + np.array([[0.0], [3.0]])
    sticky = np.repeat(rng.normal(size=(2, 40)), 10, axis=1)
    assert split_rhat(alike) < 1.02
    assert split_rhat(apart) > 1.5
    assert 500 < effective_draws(alike) <= 900
    assert effective_draws(sticky) < 200
    assert split_rhat(np.ones((2, 10))) == 1.0
    assert math.isnan(split_rhat(np.ones((2, 3))))
