"""Missing stratum labels: everybody is put somewhere, as those with the same pattern are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from habeas.counts.assumptions import assumption
from habeas.counts.strata import (
    StratumTable,
    estimate_strata,
    estimate_with_missing_labels,
    impute_missing_labels,
)
from habeas.counts.strata.label_shares import fitted_shares, pseudo_people_weights
from habeas.counts.strata.missing_labels import Model
from habeas.counts.strata.stratum import Key
from habeas.counts.table import OverlapTable
from habeas.model import InputRefused, WrongUsage
from tests.counts.strata.invented import LISTS, table_of, two_lists_chapman

NORTH: Key = (("place", "north"),)
SOUTH: Key = (("place", "south"),)
KNOWN = {
    NORTH: table_of(40, 10, 8, 5, 4, 2, 1),
    SOUTH: table_of(10, 40, 8, 20, 2, 9, 1),
}
UNKNOWN = table_of(20, 20, 6, 10, 3, 4, 2)


def by_replicate(imputed: tuple[StratumTable, ...]) -> Mapping[int | None, list[StratumTable]]:
    found = defaultdict(list)
    for stratum in imputed:
        found[stratum.replicate].append(stratum)
    return found


people = some.lists(some.integers(0, 30), min_size=7, max_size=7).map(lambda n: table_of(*n))


@given(
    north=people.filter(lambda table: table.observed > 0),
    south=people,
    unknown=people,
)
@settings(deadline=None, max_examples=10)
def test_nobody_is_lost_and_no_label_is_changed(
    north: OverlapTable, south: OverlapTable, unknown: OverlapTable
) -> None:
    known = {NORTH: north, SOUTH: south}
    for strata in by_replicate(impute_missing_labels(known, unknown, replicates=2)).values():
        whole = sum(stratum.table.dense() for stratum in strata)
        assert np.array_equal(whole, north.dense() + south.dense() + unknown.dense())
        for stratum in strata:
            assert (stratum.table.dense() >= known[stratum.key].dense()).all()


@pytest.mark.parametrize("model", ["pattern", "classes"])
def test_names_and_order_of_lists_and_strata_change_nothing(model: Model) -> None:
    straight = impute_missing_labels(KNOWN, UNKNOWN, model=model, replicates=3)
    turn = (2, 0, 1)
    back = tuple(turn.index(j) for j in range(3))
    names = ("x", "y", "z")
    turned = {
        key: replace(table.select(turn), lists=names) for key, table in reversed(KNOWN.items())
    }
    unknown = replace(UNKNOWN.select(turn), lists=names)
    again = impute_missing_labels(turned, unknown, model=model, replicates=3)
    assert straight == tuple(
        replace(s, table=replace(s.table.select(back), lists=LISTS)) for s in again
    )
    assert straight != impute_missing_labels(KNOWN, UNKNOWN, model=model, replicates=3, seed=2)


def test_lists_may_stand_in_another_order_in_each_stratum() -> None:
    mixed = KNOWN | {SOUTH: KNOWN[SOUTH].select((1, 2, 0))}
    assert impute_missing_labels(mixed, UNKNOWN) == impute_missing_labels(KNOWN, UNKNOWN)


@pytest.mark.parametrize("model", ["pattern", "classes"])
def test_a_pattern_goes_where_its_labelled_people_are(model: Model) -> None:
    imputed = impute_missing_labels(KNOWN, UNKNOWN, model=model, replicates=40)
    whole = KNOWN[NORTH].dense() + KNOWN[SOUTH].dense() + UNKNOWN.dense()
    for strata in by_replicate(imputed).values():
        assert np.array_equal(sum(stratum.table.dense() for stratum in strata), whole)
    gained = np.mean(
        [s.table.dense()[1] - KNOWN[NORTH].dense()[1] for s in imputed if s.key == NORTH]
    )
    assert gained == pytest.approx(20 * 40 / 50, abs=1)


@pytest.mark.parametrize("model", ["pattern", "classes"])
def test_a_pattern_without_labelled_people_goes_where_its_lists_are(model: Model) -> None:
    known = {NORTH: table_of(90, 10, 0, 60), SOUTH: table_of(10, 90, 0, 6)}
    imputed = impute_missing_labels(known, table_of(0, 0, 0, 0, 30), model=model, replicates=40)
    share = np.mean([s.table.dense()[5] for s in imputed if s.key == NORTH]) / 30
    assert share > 0.8
    assert np.std([s.table.dense()[5] for s in imputed if s.key == NORTH]) > 0.5


def test_people_known_in_part_stay_within_what_is_known() -> None:
    keys: list[Key] = [(("place", p), ("month", m)) for p in ("north", "south") for m in (1, 2)]
    known = {key: table_of(9, 9, 4, 9, 3, 3, 2) for key in keys}
    imputed = impute_missing_labels(known, {NORTH: UNKNOWN}, replicates=5)
    for stratum in imputed:
        if stratum.key[0] == ("place", "south"):
            assert stratum.table == known[stratum.key]
    gained = sum(s.table.observed - 39 for s in imputed if s.replicate == 0)
    assert gained == UNKNOWN.observed


def test_the_fit_leaves_no_share_empty_and_follows_each_list() -> None:
    counts = np.array([[50, 0], [0, 50], [20, 20]])
    patterns = np.array([[1, 0, 0], [0, 1, 0], [1, 1, 0]], dtype=np.uint8)
    shares = fitted_shares(counts, patterns)
    assert shares.sum(axis=1) == pytest.approx([1, 1, 1])
    assert (shares > 0).all()
    assert shares[0, 0] > 0.85
    assert shares[2, 0] == pytest.approx(0.5, abs=0.05)


def test_the_fit_is_worth_much_where_it_is_right_and_little_where_it_is_not() -> None:
    shares = np.full((6, 2), 0.5)
    right = np.full((6, 2), 100)
    wrong = np.array([[190, 10], [10, 190]] * 3)
    grid, weight = pseudo_people_weights(right, shares)
    assert grid @ weight > 500
    grid, weight = pseudo_people_weights(wrong, shares)
    assert grid @ weight < 10


def test_the_whole_way_names_the_part_of_the_variance_that_missing_labels_make() -> None:
    result = estimate_with_missing_labels(KNOWN, UNKNOWN, two_lists_chapman, replicates=10)
    assert [row.key for row in result.strata.rows] == [NORTH, SOUTH]
    for row in result.strata.rows:
        variance = row.estimate.diagnostics["variance"]
        assert variance["missing stratum"] > 0
        assert assumption("missing-labels") in row.estimate.assumptions
    everybody = sum(table.observed for table in (*KNOWN.values(), UNKNOWN))
    assert result.total.observed == everybody
    assert result.total.point is not None


def test_without_unknown_people_there_is_no_variance_from_missing_labels() -> None:
    result = estimate_with_missing_labels(KNOWN, table_of(), two_lists_chapman, replicates=3)
    plain = estimate_strata(
        [StratumTable(key, None, table) for key, table in KNOWN.items()], two_lists_chapman
    )
    assert result.by_replicate.distinct_tables == plain.distinct_tables == 2
    for row in result.strata.rows:
        assert row.estimate.diagnostics["variance"]["missing stratum"] == 0


def test_what_does_not_fit_together_is_refused() -> None:
    with pytest.raises(InputRefused, match="place south: the lists are"):
        impute_missing_labels(KNOWN | {NORTH: table_of(1, lists=("a", "b"))}, UNKNOWN)
    with pytest.raises(InputRefused, match="nobody's stratum"):
        impute_missing_labels({NORTH: table_of()}, UNKNOWN)
    with pytest.raises(InputRefused, match="place west: no stratum fits"):
        impute_missing_labels(KNOWN, {(("place", "west"),): UNKNOWN})
    with pytest.raises(WrongUsage, match="guess"):
        impute_missing_labels(KNOWN, UNKNOWN, model="guess")  # type: ignore[arg-type] # what is tested
