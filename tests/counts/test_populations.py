"""Populations of known size: their cells, the tables drawn from them, what linkage does to them."""

from __future__ import annotations

import numpy as np
import pytest

from habeas.counts.populations import (
    CaptureClass,
    Interaction,
    LinkageErrors,
    Population,
    population_of,
    random_population,
)

TWO = Population(1000, (CaptureClass(1.0, (0.3, 0.2)),))


def test_independent_lists_multiply() -> None:
    cells = TWO.cell_probabilities()
    assert cells == pytest.approx([0.7 * 0.8, 0.3 * 0.8, 0.7 * 0.2, 0.3 * 0.2])


def test_an_interaction_tilts_the_odds_ratio_by_its_exponential() -> None:
    tilted = Population(1000, TWO.classes, (Interaction((0, 1), 1.1),))
    none, first, second, both = tilted.cell_probabilities()
    assert both * none / (first * second) == pytest.approx(np.exp(1.1))


def test_lists_that_avoid_each_other_share_nobody() -> None:
    apart = Population(1000, TWO.classes, (Interaction((0, 1), -np.inf),))
    assert apart.cell_probabilities()[3] == 0


def test_a_drawn_table_holds_only_people_on_some_list() -> None:
    table = TWO.draw(np.random.default_rng(1))
    assert 0 < table.observed < 1000
    assert all(pattern for pattern, _ in table.cells)


def test_missed_links_make_more_records_and_less_overlap() -> None:
    faulty = Population(1000, TWO.classes, (), LinkageErrors(0.5, 0.0))
    clean = TWO.draw(np.random.default_rng(1))
    split = faulty.draw(np.random.default_rng(1))
    lost = dict(clean.cells)[3] - dict(split.cells)[3]
    assert lost > 0
    assert split.observed == clean.observed + lost


def test_false_links_make_fewer_records() -> None:
    faulty = Population(1000, TWO.classes, (), LinkageErrors(0.0, 0.3))
    clean = TWO.draw(np.random.default_rng(1))
    assert faulty.draw(np.random.default_rng(1)).observed < clean.observed


def test_a_population_comes_from_plain_data_with_lists_counted_from_one() -> None:
    found = population_of(
        {
            "N": 60,
            "classes": [{"w": 1, "p": [0.25, 0.2]}],
            "theta": [([1, 2], None)],
            "link": {"miss": 0.1, "false": 0.0},
        }
    )
    assert found.interactions == (Interaction((0, 1), -np.inf),)
    assert found.linkage == LinkageErrors(0.1, 0.0)


def test_random_populations_keep_to_their_prior() -> None:
    random = np.random.default_rng(3)
    for population in [random_population(random) for _ in range(50)]:
        assert 300 <= population.size <= 6000
        assert 3 <= population.list_count <= 5
        assert sum(share.weight for share in population.classes) == pytest.approx(1)
        assert population.size * (1 - population.cell_probabilities()[0]) >= 60
