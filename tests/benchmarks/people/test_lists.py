from __future__ import annotations

import csv
from pathlib import Path

import lists
import pytest

from tests.house import HOUSE

REFERENCE = HOUSE.parent / "shared" / "linkage"
needs_reference = pytest.mark.skipif(
    not (REFERENCE / lists.GENERATOR).is_file(),
    reason="the reference generator is not beside this clone",
)
Rows = list[dict[str, str]]


def made(folder: Path, *options: str) -> tuple[Rows, Rows]:
    """The rows and the truth of 600 records of seed 4."""
    out = folder / "lists.csv"
    common = ["--reference", str(REFERENCE), "--records", "600", "--seed", "4"]
    lists.main([*common, "-o", str(out), *options])
    tables = []
    for path in (out, out.with_suffix(".truth.csv")):
        with path.open(encoding="utf-8", newline="") as opened:
            tables.append(list(csv.DictReader(opened)))
    return tables[0], tables[1]


@needs_reference
def test_the_lists_do_not_hold_the_truth(tmp_path: Path) -> None:
    rows, truth = made(tmp_path, "--profile", "wild")
    assert list(rows[0]) == lists.COLUMNS
    assert [row["unique_id"] for row in rows] == [row["unique_id"] for row in truth]


@needs_reference
def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        made(tmp_path / name, "--profile", "wild")
    assert (tmp_path / "a/lists.csv").read_bytes() == (tmp_path / "b/lists.csv").read_bytes()


@needs_reference
def test_every_change_is_made(tmp_path: Path) -> None:
    _, truth = made(tmp_path, "--profile", "wild", "--with", "duplicates=0.1")
    done = {change for row in truth for change in row["changes"].split()}
    assert done == set(lists.WILD)


@needs_reference
def test_a_duplicate_stands_in_the_list_of_the_row_that_it_repeats(tmp_path: Path) -> None:
    rows, truth = made(tmp_path, "--with", "duplicates=0.2")
    list_of = {row["unique_id"]: row["source"] for row in rows}
    person_of = {row["unique_id"]: row["cluster"] for row in truth}
    again = [row for row in truth if row["duplicate_of"]]
    assert 40 < len(again) < 140
    for row in again:
        assert list_of[row["unique_id"]] == list_of[row["duplicate_of"]]
        assert row["cluster"] == person_of[row["duplicate_of"]]


@needs_reference
def test_a_name_in_one_string_leaves_its_columns_empty(tmp_path: Path) -> None:
    rows, _ = made(tmp_path, "--with", "one-string=1")
    assert all(row["name"] and not row["surname"] + row["given"] for row in rows)


@needs_reference
def test_a_change_that_there_is_not_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no such change: sparkle"):
        made(tmp_path, "--with", "sparkle=1")
