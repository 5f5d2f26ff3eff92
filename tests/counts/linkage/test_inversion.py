"""Plausible true tables behind a faultily linked one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from habeas.counts import OverlapTable
from habeas.counts.linkage import Beta, plausible_tables
from habeas.counts.populations import CaptureClass, LinkageErrors, Population
from habeas.model import WrongUsage

LISTS = ("camp", "court", "press")
POPULATION = Population(3000, (CaptureClass(1.0, (0.3, 0.25, 0.2)),))


def by_list_count(table: OverlapTable) -> NDArray[np.float64]:
    counts = np.zeros(table.list_count + 1)
    for pattern, people in table.cells:
        counts[pattern.bit_count()] += people
    return counts[1:]


@pytest.mark.parametrize(("missed", "false"), [(0.08, 0.0), (0.3, 0.0), (0.0, 0.03), (0.1, 0.02)])
def test_the_true_table_is_recovered_on_average(missed: float, false: float) -> None:
    truth = 3000 * POPULATION.cell_probabilities()
    expected = [truth[[p for p in range(1, 8) if p.bit_count() == k]].sum() for k in (1, 2, 3)]
    faulty = replace(POPULATION, linkage=LinkageErrors(missed, false))
    observed, corrected = [], []
    for seed in range(12):
        table = faulty.draw(np.random.default_rng(seed))
        draws = plausible_tables(table, missed=missed, false=false, replicates=10)
        observed.append(by_list_count(table))
        corrected.append(np.mean([by_list_count(draw) for draw in draws], axis=0))
    before = np.abs(np.mean(observed, axis=0) - expected)
    after = np.abs(np.mean(corrected, axis=0) - expected)
    noise = np.std(corrected, axis=0) / 12**0.5
    assert (after < 3 * noise + 0.03 * before).all(), (before, after, noise)


def test_without_errors_every_draw_is_the_table() -> None:
    table = OverlapTable.of(LISTS, {1: 90, 2: 60, 3: 25, 4: 40, 7: 4})
    assert set(plausible_tables(table, missed=0, false=0, replicates=3)) == {table}


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.integers(0, 60), min_size=7, max_size=7).filter(any),
    st.floats(0, 0.5),
)
def test_missed_links_only_join_records_and_never_lose_a_listing(
    people: list[int], missed: float
) -> None:
    table = OverlapTable.of(LISTS, dict(enumerate(people, start=1)))
    for draw in plausible_tables(table, missed=missed, false=0, replicates=3):
        assert draw.list_sizes == table.list_sizes
        assert draw.observed <= table.observed


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.integers(0, 60), min_size=7, max_size=7).filter(any),
    st.floats(0, 0.2),
)
def test_false_links_only_hide_people(people: list[int], false: float) -> None:
    table = OverlapTable.of(LISTS, dict(enumerate(people, start=1)))
    for draw in plausible_tables(table, missed=0, false=false, replicates=3):
        assert draw.observed >= table.observed


def test_names_and_order_of_lists_change_nothing() -> None:
    table = OverlapTable.of(LISTS, {1: 90, 2: 60, 3: 25, 4: 40, 5: 12, 6: 9, 7: 4})
    turned = table.select([2, 0, 1])
    draws = plausible_tables(table, missed=0.1, false=0.02, replicates=4)
    others = plausible_tables(turned, missed=0.1, false=0.02, replicates=4)
    assert [draw.select([2, 0, 1]) for draw in draws] == list(others)
    assert all(draw.lists == LISTS for draw in draws)


def test_uncertain_rates_spread_the_draws() -> None:
    table = OverlapTable.of(LISTS, {1: 900, 2: 600, 3: 250, 4: 400, 5: 120, 6: 90, 7: 40})
    spread = [
        np.std([d.observed for d in plausible_tables(table, missed=m, false=0, replicates=60)])
        for m in (0.1, (0.02, 0.18), Beta(5, 45))
    ]
    assert spread[0] < spread[1]
    assert spread[0] < spread[2]


def test_many_lists_stay_within_the_patterns_that_were_seen() -> None:
    lists = tuple(f"list {j}" for j in range(12))
    random = np.random.default_rng(1)
    patterns = [sum(1 << int(j) for j in random.choice(12, size=3)) for _ in range(200)]
    table = OverlapTable.of_rows(
        lists, [[p >> j & 1 for j in range(12)] for p in patterns], [1] * 200
    )
    (draw,) = plausible_tables(table, missed=0.05, false=0.01, replicates=1)
    assert 150 < draw.observed < 220


@pytest.mark.parametrize("rate", [-0.1, 1.0, (0.3, 0.1), Beta(-1, 5)])
def test_impossible_rates_are_wrong_usage(rate: float) -> None:
    table = OverlapTable.of(LISTS, {1: 9, 3: 4})
    with pytest.raises(WrongUsage):
        plausible_tables(table, missed=rate, false=0)
    with pytest.raises(WrongUsage):
        plausible_tables(table, missed=0.1, false=0, replicates=0)
