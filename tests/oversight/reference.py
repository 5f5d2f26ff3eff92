"""The reference tables of ../shared/oversight; tests that need them say so when skipped."""

from __future__ import annotations

import csv
from functools import cache

import pytest

from tests.house import HOUSE

REFERENCE = HOUSE.parent / "shared" / "oversight"

needs_reference = pytest.mark.skipif(
    not REFERENCE.is_dir(), reason="the reference tables are not beside this clone"
)


@cache
def reference_rows(name: str) -> tuple[dict[str, str], ...]:
    """All rows of one of the reference tables, by the name of its file."""
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as opened:
        return tuple(csv.DictReader(opened))
