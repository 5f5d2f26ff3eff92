"""One table, whatever a notebook has it in."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from habeas.counts import OverlapTable
from habeas.counts.reading import read_tables, table_of, tables_of
from habeas.model import InputRefused

WANTED = OverlapTable.of(["A", "B"], {0b01: 5, 0b10: 4, 0b11: 3})
ROWS = [{"A": 1, "B": 0, "count": 5}, {"A": 0, "B": 1, "count": 4}, {"A": 1, "B": 1, "count": 3}]


@pytest.mark.parametrize(
    "table",
    [
        WANTED,
        {(1, 0): 5, (0, 1): 4, (1, 1): 3},
        {(True, False): 5, (False, True): 4, (True, True): np.int64(3)},
        {"10": 5, "01": 4, "11": 3.0},
        {("A",): 5, ("B",): 4, ("A", "B"): 3},
        {"A": 5, "B": 4, frozenset("AB"): 3},
        ROWS,
        np.array([[1, 0, 5], [0, 1, 4], [1, 1, 3]]),
        np.array([[1, 0]] * 5 + [[0, 1]] * 4 + [[1, 1]] * 3),
    ],
)
def test_every_form_gives_the_same_table(table: Any) -> None:
    assert table_of(table) == WANTED


def test_data_frames_are_understood_as_files_are() -> None:
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame(ROWS)
    assert table_of(frame) == WANTED
    records = polars.DataFrame(
        {"person": [1, 1, 2], "list": ["A", "B", "A"], "sex": ["f", "f", None]}
    )
    assert table_of(records) == OverlapTable.of(["A", "B"], {1: 1, 3: 1})
    strata = tables_of(records, by=["sex"]).strata
    assert [(dict(key)["sex"], part.observed) for key, part in strata] == [("f", 1), (None, 1)]


def test_pandas_frames_are_understood_with_their_missing_values() -> None:
    pandas = pytest.importorskip("pandas")
    assert table_of(pandas.DataFrame(ROWS)) == WANTED
    records = pandas.DataFrame({"person": [1, 2], "list": ["A", "B"], "sex": ["f", pandas.NA]})
    strata = tables_of(records, by=["sex"]).strata
    assert [dict(key)["sex"] for key, _ in strata] == ["f", None]


def test_an_array_with_a_dimension_for_each_list() -> None:
    full = np.zeros((2, 2, 2), dtype=int)
    full[1, 0, 0], full[1, 1, 1] = 7, 2
    assert table_of(full) == OverlapTable.of(["A", "B", "C"], {0b001: 7, 0b111: 2})
    assert table_of(full, lists=["X", "Y", "Z"]).lists == ("X", "Y", "Z")
    full[0, 0, 0] = 1
    with pytest.raises(InputRefused, match="on no list at all"):
        table_of(full)


def test_an_array_that_can_be_read_in_two_ways_is_refused_until_its_lists_are_named() -> None:
    array = np.array([[1, 0, 1], [0, 1, 1], [1, 1, 1]])
    with pytest.raises(InputRefused, match="may be a list or a count of 1"):
        table_of(array)
    assert table_of(array, lists=["X", "Y"]).observed == 3
    assert table_of(array, lists=["X", "Y", "Z"]).list_count == 3


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ({}, "there are no rows"),
        ([], "there are no rows"),
        ({(1, 0): -1}, "the table, pattern (1, 0): -1 is a negative count"),
        ({(1, 0): 2.5}, "2.5 is a fraction of a person"),
        ({(1, 0): float("nan")}, "nan is no number of people"),
        ({(1, 0): "many"}, "'many' is no number of people"),
        ({(1, 0): 2**60}, "more than can be counted exactly"),
        ({(0, 0): 3}, "3 people on no list at all"),
        ({(1, 0): 3, (1, 0, 1): 2}, "patterns of different lengths"),
        ({"10": 3, (1, 0): 2}, "stands there twice"),
        ({7: 3}, "7 is no pattern"),
        ([{"A": 1, "B": 2, "count": 3}], "the table, row 2, column 'B': '2' is neither 0 nor 1"),
        (np.zeros(3), "an array of shape (3,) is no table"),
    ],
)
def test_what_cannot_be_counted_is_refused_with_its_place(table: Any, says: str) -> None:
    with pytest.raises(InputRefused) as caught:
        table_of(table)
    assert says in str(caught.value)


def test_anything_else_is_a_programmers_mistake() -> None:
    with pytest.raises(TypeError, match="no overlap table can be made of a int"):
        table_of(3)


@pytest.mark.parametrize("library", ["polars", "pyarrow.parquet"])
def test_parquet_is_read_by_either_library(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    import sys

    polars = pytest.importorskip("polars")
    pytest.importorskip(library)
    written = io.BytesIO()
    polars.DataFrame(ROWS).write_parquet(written)
    if library != "polars":
        monkeypatch.setitem(sys.modules, "polars", None)
    assert read_tables(written.getvalue(), name="t.parquet").whole == WANTED


def test_parquet_without_a_library_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from habeas.model import MissingExtra

    monkeypatch.setitem(sys.modules, "polars", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(MissingExtra, match=r"pip install 'habeas\[tables\]'"):
        read_tables(b"PAR1", name="t.parquet")
