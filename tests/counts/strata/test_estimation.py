"""Thousands of tables: computed once each, and the same answers however they are cut and sent."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from habeas.counts import Estimate, OverlapTable, Status
from habeas.counts.strata import EstimatorSettings, StrataResult, StratumTable, estimate_strata
from habeas.model import InputRefused, WrongUsage
from tests.counts.strata.invented import LISTS, many_strata, table_of, two_lists_chapman


def same(one: StrataResult, other: StrataResult) -> bool:
    """Equal in every row, draws and all, to the last bit."""
    pairs = list(zip(one.rows, other.rows, strict=True))
    return one == other and all(
        np.array_equal(a.estimate.draws, b.estimate.draws)
        for a, b in pairs
        if a.estimate.draws is not None and b.estimate.draws is not None
    )


@given(some.permutations(many_strata()))
@settings(deadline=None, max_examples=25)
def test_the_order_of_the_strata_changes_nothing(shuffled: Sequence[StratumTable]) -> None:
    straight = estimate_strata(many_strata(), two_lists_chapman)
    assert same(straight, estimate_strata(shuffled, two_lists_chapman))
    assert straight.total() == estimate_strata(reversed(shuffled), two_lists_chapman).total()


@given(some.sets(some.integers(0, 11)))
@settings(deadline=None, max_examples=25)
def test_a_partition_of_the_strata_changes_nothing(first: set[int]) -> None:
    strata = many_strata()
    parts = ([strata[i] for i in first], [s for i, s in enumerate(strata) if i not in first])
    rows = {
        row.key: row.estimate
        for part in parts
        for row in estimate_strata(part, two_lists_chapman).rows
    }
    whole = estimate_strata(strata, two_lists_chapman)
    assert rows == {row.key: row.estimate for row in whole.rows}


def test_processes_change_nothing() -> None:
    alone = estimate_strata(many_strata(), two_lists_chapman)
    assert same(alone, estimate_strata(many_strata(), two_lists_chapman, processes=2))


def test_an_estimator_that_cannot_travel_is_refused_before_anything_starts() -> None:
    with pytest.raises(WrongUsage, match="cannot be sent to another process"):
        estimate_strata(many_strata(), lambda table: two_lists_chapman(table), processes=2)


def test_equal_tables_are_computed_once_whatever_their_lists_are_called() -> None:
    calls: list[OverlapTable] = []

    def counting(table: OverlapTable) -> Estimate:
        calls.append(table)
        return two_lists_chapman(table)

    table = table_of(30, 20, 9, 14, 5, 4, 3)
    renamed = replace(table, lists=("x", "y", "z"))
    turned = replace(table.select((2, 0, 1)), lists=LISTS)
    strata = [
        StratumTable((("place", name),), replicate, each)
        for name, each in (("a", table), ("b", renamed), ("c", turned))
        for replicate in (1, 2)
    ]
    result = estimate_strata(strata, counting)
    assert len(calls) == result.distinct_tables == 1
    assert len({row.estimate.high for row in result.rows}) == 1


def test_each_stratum_gets_its_own_names_and_digest_back() -> None:
    table = table_of(30, 20, 9, 14, 5, 4, 3)
    renamed = replace(table.select((2, 0, 1)), lists=("x", "y", "z"))
    strata = [StratumTable((("n", 1),), None, table), StratumTable((("n", 2),), None, renamed)]
    first, second = (row.estimate for row in estimate_strata(strata, two_lists_chapman).rows)
    assert (first.digest, second.digest) == (table.digest, renamed.digest)
    assert sorted(second.lists) == ["x", "y", "z"]
    names = dict(zip(first.lists, second.lists, strict=True))
    assert (
        renamed.list_sizes[renamed.lists.index(second.lists[0])]
        == (table.list_sizes[table.lists.index(first.lists[0])])
    )
    assert first.diagnostics["pair"] == list(first.lists[:2])
    assert second.diagnostics["pair"] == [names[name] for name in first.diagnostics["pair"]]
    assert list(second.diagnostics["share"]) == [second.lists[0]]
    assert second.assumptions == (f"{second.lists[0]} and {second.lists[1]} are independent",)


def test_nothing_is_dropped_when_a_stratum_cannot_be_estimated() -> None:
    def picky(table: OverlapTable) -> Estimate:
        if table.observed == 7:
            raise InputRefused("seven is too few")
        return two_lists_chapman(table)

    strata = [
        StratumTable((("n", 1),), None, table_of(30, 20, 9, 14, 5, 4, 3)),
        StratumTable((("n", 2),), None, table_of(3, 4)),
        StratumTable((("n", 3),), None, table_of(30, 20)),
        StratumTable((("n", 4),), None, table_of()),
    ]
    result = estimate_strata(strata, picky)
    assert [row.estimate.status for row in result.rows] == [
        Status.OK,
        Status.NOT_IDENTIFIABLE,
        Status.NO_OVERLAP,
        Status.NO_OVERLAP,
    ]
    assert "seven is too few" in result.rows[1].estimate.warnings[0]
    assert [dict(row.key)["n"] for row in result.not_estimated] == [2, 3, 4]


def test_one_stratum_given_twice_is_refused() -> None:
    twice = StratumTable((("place", "north"), ("month", 1)), 2, table_of(1, 2, 3))
    turned = replace(twice, key=twice.key[::-1])
    with pytest.raises(InputRefused, match="month 1, place north"):
        estimate_strata([twice, turned], two_lists_chapman)


def test_draws_are_thinned_and_shared_by_equal_tables() -> None:
    result = estimate_strata(many_strata(), two_lists_chapman, keep_draws=50)
    first, fourth = result.rows[0].estimate, result.rows[3].estimate
    assert first.draws is not None
    assert len(first.draws) == 50
    assert np.shares_memory(first.draws, fourth.draws)
    none = estimate_strata(many_strata(), two_lists_chapman, keep_draws=0)
    assert all(row.estimate.draws is None for row in none.rows)


def test_numbers_stand_before_text_and_in_their_own_order() -> None:
    keys: list[str | int] = [10, "ten", 9]
    strata = [StratumTable((("month", month),), None, table_of(5, 5, 5)) for month in keys]
    rows = estimate_strata(strata, two_lists_chapman).rows
    assert [dict(row.key)["month"] for row in rows] == [9, 10, "ten"]


def test_progress_counts_distinct_tables() -> None:
    told: list[tuple[int, int]] = []
    strata = many_strata(8)
    estimate_strata(strata, two_lists_chapman, progress=lambda *at: told.append(at))
    assert told == [(done, 6) for done in range(1, 7)]


def test_rows_are_plain_data() -> None:
    rows = estimate_strata(many_strata(4), two_lists_chapman).to_rows()
    assert json.loads(json.dumps(rows)) == rows
    assert rows[1]["stratum"] == {"place": "place 0", "month": 1}


def test_a_wrong_engine_or_method_is_wrong_usage() -> None:
    with pytest.raises(WrongUsage, match="engine"):
        estimate_strata(many_strata(), two_lists_chapman, engine="steam")
    with pytest.raises(WrongUsage, match="method"):
        estimate_strata(many_strata(), EstimatorSettings("guess"))


def test_the_users_seed_reaches_the_method_unless_its_settings_name_one() -> None:
    assert EstimatorSettings("latent-class").seeded(7).settings == {"seed": 7}
    assert EstimatorSettings("latent-class", {"seed": 3}).seeded(7).settings == {"seed": 3}
