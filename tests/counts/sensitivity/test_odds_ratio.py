"""The total by odds ratios that no list can show."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.counts import Estimate, OverlapTable, Status
from habeas.counts.estimate import refused
from habeas.counts.populations import CaptureClass, Interaction, Population, population_of
from habeas.counts.sensitivity import xi_band
from habeas.counts.sensitivity.odds_ratio import (
    highest_order_curve,
    implied_ratio,
    least_possible_ratio,
    odds_ratios,
    pair_curve,
)
from habeas.counts.simple import chao, lincoln_petersen, nhoi
from habeas.model import WrongUsage
from tests.counts.reference import REFERENCE, needs_reference

LISTS = ("camp", "court", "press")


def expected(population: Population) -> OverlapTable:
    """The table of expected counts, rounded."""
    cells = np.round(population.size * population.cell_probabilities()).astype(int)
    return OverlapTable.of(LISTS, {p: int(c) for p, c in enumerate(cells) if p})


def test_the_true_highest_order_odds_ratio_gives_the_true_total() -> None:
    lists = (Interaction((0, 1), 0.5), Interaction((0, 1, 2), 0.8))
    population = Population(10**7, (CaptureClass(1, (0.25, 0.25, 0.25)),), lists)
    curve = highest_order_curve(expected(population), (1.0, math.exp(0.8)))
    assert curve.at(math.exp(0.8)).point == pytest.approx(10**7, rel=1e-4)
    assert curve.at(1.0).point == pytest.approx(nhoi(expected(population)).point)


def test_the_true_odds_ratio_of_a_pair_gives_the_true_total() -> None:
    classes = (CaptureClass(0.3, (0.5, 0.4, 0.3)), CaptureClass(0.7, (0.1, 0.2, 0.3)))
    population = Population(10**7, classes)
    cells = population.cell_probabilities().reshape(2, 2, 2).sum(axis=0)
    truth = float(cells[0, 0] * cells[1, 1] / (cells[0, 1] * cells[1, 0]))
    table = expected(population)
    assert pair_curve(table, 0, 1, (truth,)).points[0].point == pytest.approx(10**7, rel=1e-4)
    assert implied_ratio(table, 0, 1, 10**7) == pytest.approx(truth, rel=1e-4)


def test_an_independent_pair_alone_is_lincoln_petersen() -> None:
    table = OverlapTable.of(LISTS[:2], {1: 80, 2: 30, 3: 20})
    point = pair_curve(table, 0, 1, (1.0,)).points[0]
    found = lincoln_petersen(table)
    assert (point.low, point.point, point.high) == pytest.approx(
        (found.low, found.point, found.high)
    )


def test_an_odds_ratio_that_leaves_no_room_for_those_on_other_lists_is_impossible() -> None:
    table = OverlapTable.of(LISTS, {1: 40, 2: 30, 3: 60, 4: 100})
    point = pair_curve(table, 0, 1, (1 / 3,)).points[0]
    assert point.status is Status.NOT_IDENTIFIABLE
    assert point.point is None
    assert point.low == table.observed
    assert "100 people on neither were seen on other lists" in point.note
    assert 1 < least_possible_ratio(table, 0, 1) < 60 * 100 / (40 * 30)


def test_a_pair_without_overlap_has_no_curve_and_says_why() -> None:
    curve = pair_curve(OverlapTable.of(LISTS, {1: 40, 2: 30, 5: 60}), 0, 1, (1.0,))
    assert curve.points == ()
    assert "nobody is on both" in curve.warnings[0]


@given(st.lists(st.integers(1, 300), min_size=7, max_size=7))
def test_the_band_holds_the_interval_of_no_dependence_and_narrows_with_the_odds(
    people: list[int],
) -> None:
    table = OverlapTable.of(LISTS, dict(enumerate(people, start=1)))
    found = nhoi(table)
    wide, one = xi_band(table), xi_band(table, 1, 1)
    assert wide.basis == "counts"
    assert (one.low, one.high) == pytest.approx((found.low, found.high))
    assert wide.low is not None
    assert wide.high is not None
    assert one.low is not None
    assert one.high is not None
    assert table.observed <= wide.low <= one.low
    assert wide.high >= one.high


def test_an_empty_cell_makes_the_smoothed_cells_stand_in_and_says_so() -> None:
    table = OverlapTable.of(LISTS, {1: 40, 2: 30, 3: 6, 4: 10, 5: 3})
    band = xi_band(table, estimator=chao)
    found = chao(table)
    assert found.low is not None
    assert found.high is not None
    assert band.basis == "chao"
    assert band.low == pytest.approx(table.observed + (found.low - table.observed) / 3)
    assert band.high == pytest.approx(table.observed + (found.high - table.observed) * 3)
    assert "2 of the 7 combinations" in band.warnings[0]


def test_lists_that_say_nothing_give_no_band() -> None:
    def refusing(table: OverlapTable) -> Estimate:
        return refused(table, "none", Status.NO_OVERLAP, "nobody is on two lists")

    band = xi_band(OverlapTable.of(LISTS, {1: 4, 2: 5}), estimator=refusing)
    assert (band.low, band.high) == (None, None)
    assert band.warnings == ("nobody is on two lists",)


@pytest.mark.parametrize(("low", "high"), [(0, 3), (3, 1), (-1, 1)])
def test_impossible_odds_ratios_are_refused(low: float, high: float) -> None:
    with pytest.raises(WrongUsage):
        xi_band(OverlapTable.of(LISTS, {1: 4, 2: 5}), low, high)


def test_one_is_always_among_the_odds_ratios() -> None:
    assert 1.0 in odds_ratios()
    assert 1.0 in odds_ratios(0.2, 7)
    assert odds_ratios()[0] == pytest.approx(1 / 3)
    assert odds_ratios()[-1] == pytest.approx(3)


@needs_reference
def test_with_a_fifth_of_the_people_hidden_the_band_covers_the_truth() -> None:
    rows = json.loads((REFERENCE / "scenarios.json").read_text(encoding="utf-8"))
    population = population_of(rows["E1_hidden4"])
    covered = 0
    for replicate in range(20):
        band = xi_band(population.draw(np.random.default_rng(700_000 + replicate)))
        covered += bool(band.low and band.high and band.low <= population.size <= band.high)
    assert covered >= 0.85 * 20
