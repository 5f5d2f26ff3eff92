"""The reference tables and figures of ../shared/mse; tests that need them say so when skipped."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from habeas.counts import OverlapTable
from tests.house import HOUSE

REFERENCE = HOUSE.parent / "shared" / "mse"

needs_reference = pytest.mark.skipif(
    not REFERENCE.is_dir(), reason="the reference tables are not beside this clone"
)


def table_from(path: Path) -> OverlapTable:
    """A table from a file with one 0/1 column a list, then `count`."""
    with path.open(encoding="utf-8", newline="") as opened:
        header, *rows = csv.reader(opened)
    return OverlapTable.of_rows(
        header[:-1],
        [[int(value) for value in row[:-1]] for row in rows],
        [int(row[-1]) for row in rows],
    )


def reference_table(name: str) -> OverlapTable:
    """One of the published tables, by the name of its file."""
    return table_from(REFERENCE / f"{name}.csv")
