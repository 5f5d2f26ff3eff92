"""Rows of the measured reference results, by method."""

from __future__ import annotations

import csv
from dataclasses import dataclass

from tests.counts.reference import REFERENCE


@dataclass(frozen=True)
class ReferenceRow:
    """One run of a package; NaN where it gave no number."""

    dataset: str
    settings: str
    point: float
    low: float
    high: float


def reference_rows(method: str) -> list[ReferenceRow]:
    """All runs of a method, none where the reference is not beside this clone."""
    path = REFERENCE / "reference_results_dev.csv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as opened:
        return [
            ReferenceRow(
                row["dataset"],
                row["settings"].removeprefix("m="),
                *(float(row[name] or "nan") for name in ("point", "lo", "hi")),
            )
            for row in csv.DictReader(opened)
            if row["method"] == method
        ]
