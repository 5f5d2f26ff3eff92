"""The room's own data files: tab-separated rows under a commented header that names the origin."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `data/<name>` by column; the first line that is no comment names the columns.

    Raises ValueError, naming file and row, when a row has not one cell for every column.
    """
    text = (files("habeas.people") / "data" / name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    columns = lines[0].split("\t")
    found = []
    for number, line in enumerate(lines[1:], 1):
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise ValueError(f"{name}, row {number}: {len(cells)} cells, not {len(columns)}")
        found.append(dict(zip(columns, cells, strict=True)))
    return tuple(found)
