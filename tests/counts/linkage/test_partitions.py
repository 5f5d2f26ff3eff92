"""From draws of who is who to tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.counts.linkage import tables_from_partitions
from habeas.model import InputRefused

RECORDS = {"r1": "camp", "r2": "court", "r3": "court", "r4": "press"}


def test_each_draw_becomes_a_table_of_its_persons() -> None:
    apart = [(1, "r1", "a"), (1, "r2", "b"), (1, "r3", "c"), (1, "r4", "d")]
    linked = [(2, "r1", "a"), (2, "r2", "a"), (2, "r3", "c"), (2, "r4", "a")]
    first, second = tables_from_partitions(RECORDS, [*apart, *linked])
    assert first.lists == second.lists == ("camp", "court", "press")
    assert first.cells == ((1, 1), (2, 2), (4, 1))
    assert second.cells == ((2, 1), (7, 1))


def test_two_records_of_one_list_that_are_one_person_count_once() -> None:
    rows = [(1, "r1", "a"), (1, "r2", "b"), (1, "r3", "b"), (1, "r4", "b")]
    (table,) = tables_from_partitions(RECORDS, rows)
    assert table.cells == ((1, 1), (6, 1))


@given(st.permutations([(d, r, p) for d in (1, 2) for r, p in zip(RECORDS, "aabc", strict=True)]))
def test_the_order_of_rows_within_a_draw_changes_nothing(
    rows: list[tuple[int, str, str]],
) -> None:
    assert len({table.cells for table in tables_from_partitions(RECORDS, rows)}) == 1


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([], "no draw"),
        ([(1, "r9", "a")], "on no list"),
        ([(1, "r1", "a"), (1, "r1", "b")], "twice"),
        ([(1, "r1", "a"), (1, "r2", "b")], "leaves out 2 records"),
    ],
)
def test_incomplete_draws_are_refused(rows: list[tuple[int, str, str]], why: str) -> None:
    with pytest.raises(InputRefused, match=why):
        tables_from_partitions(RECORDS, rows)


def test_a_record_on_a_list_that_was_not_named_is_refused() -> None:
    with pytest.raises(InputRefused, match="press"):
        tables_from_partitions(RECORDS, [(1, "r1", "a")], lists=("camp", "court"))
