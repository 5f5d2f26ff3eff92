"""The overlap table: what it refuses, and what does not depend on names or order."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.counts import OverlapTable
from habeas.model import InputRefused

TABLE = OverlapTable.of(["A", "B", "C"], {1: 5, 2: 4, 4: 3, 3: 2, 7: 1})

cells = st.dictionaries(st.integers(1, 15), st.integers(1, 40), min_size=1)


def test_sizes_and_people_are_counted() -> None:
    assert TABLE.observed == 15
    assert TABLE.list_sizes == (8, 7, 4)
    assert TABLE.dense().tolist() == [0, 5, 4, 2, 3, 0, 0, 1]
    assert TABLE.patterns.tolist() == [[1, 0, 0], [0, 1, 0], [1, 1, 0], [0, 0, 1], [1, 1, 1]]


@pytest.mark.parametrize(
    ("lists", "counts", "words"),
    [
        (["A", "A"], {1: 3}, "stands there twice"),
        (["A", " "], {1: 3}, "has no name"),
        ([], {}, "no list is named"),
        (["A", "B"], {1: -3}, "negative count"),
        (["A", "B"], {1: 2.5}, "fraction of a person"),
        (["A", "B"], {0: 4}, "on no list at all"),
        (["A", "B"], {5: 4}, "names a list that is not there"),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(
    lists: list[str], counts: dict[int, float], words: str
) -> None:
    with pytest.raises(InputRefused, match=words):
        OverlapTable.of(lists, counts)  # type: ignore[arg-type] # a fraction is what is refused


def test_equal_rows_are_added_up() -> None:
    table = OverlapTable.of_rows(["A", "B"], [(1, 0), (1, 0), (1, 1)], [2, 3, 4])
    assert table.cells == ((1, 5), (3, 4))


def test_too_many_lists_have_no_full_array() -> None:
    names = [f"list {j}" for j in range(21)]
    with pytest.raises(InputRefused, match="too many for this method"):
        OverlapTable.of(names, {1: 2}).dense()


@given(cells, st.permutations(range(4)))
def test_the_fingerprint_knows_neither_names_nor_order(
    counts: dict[int, int], order: list[int]
) -> None:
    table = OverlapTable.of(["a", "b", "c", "d"], counts)
    turned = table.select(order)
    renamed = OverlapTable(("w", "x", "y", "z"), turned.cells)
    assert renamed.fingerprint == table.fingerprint
    assert renamed.canonical().cells == table.canonical().cells


def test_different_tables_have_different_fingerprints() -> None:
    tables = [OverlapTable.of(["A", "B"], {1: a, 2: b, 3: 5}) for a, b in [(1, 2), (1, 3), (2, 2)]]
    for first, second in itertools.combinations(tables, 2):
        assert first.fingerprint != second.fingerprint


def test_the_digest_knows_names() -> None:
    assert OverlapTable(("X", "B", "C"), TABLE.cells).digest != TABLE.digest


def test_dropping_a_list_drops_who_was_only_there() -> None:
    assert TABLE.without(0).cells == ((1, 6), (2, 3), (3, 1))


@given(cells)
def test_merging_two_lists_keeps_everybody(counts: dict[int, int]) -> None:
    table = OverlapTable.of(["a", "b", "c", "d"], counts)
    merged = table.merged(3, 1)
    assert merged.observed == table.observed
    assert merged.lists == ("a", "b+d", "c")


def test_the_seed_comes_from_the_cells_and_the_users_own() -> None:
    renamed = OverlapTable(("X", "Y", "Z"), TABLE.cells)
    assert renamed.seed(1) == TABLE.seed(1) != TABLE.seed(2)
