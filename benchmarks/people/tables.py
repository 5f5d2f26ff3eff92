"""The tables beside the benchmarks: tab-separated, `#` lines on top, then the columns' names."""

from __future__ import annotations

from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a table, cells by column name."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    header, *cells = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple(dict(zip(header, row, strict=True)) for row in cells)
