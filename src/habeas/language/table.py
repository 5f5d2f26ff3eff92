"""Reading the room's tables: tab-separated files under `data/` whose header names their origin.

Lines that begin with `#` are the header (origin, licence, date); the first other line names the
columns; every further line is a row with exactly as many cells.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from pathlib import Path

Row = dict[str, str]


def table_path(name: str) -> Path:
    """Where a table of this room lies."""
    return Path(str(files("habeas.language"))) / "data" / name


@lru_cache(maxsize=32)
def rows(name: str) -> tuple[Row, ...]:
    """All rows of one table of this room, cells by column name. Raises as `table_rows`."""
    return table_rows(table_path(name))


def table_rows(path: Path) -> tuple[Row, ...]:
    """All rows of one such table, of whatever room, cells by column name.

    Raises ValueError, naming file and line, when a row does not have a cell for every column.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    columns: list[str] | None = None
    found: list[Row] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if columns is None:
            columns = cells
        elif len(cells) != len(columns):
            raise ValueError(f"{path.name}, line {number}: {len(cells)} cells, not {len(columns)}")
        else:
            found.append(dict(zip(columns, cells, strict=True)))
    return tuple(found)


def listed(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several, separated by `|`."""
    return tuple(value.strip() for value in cell.split("|") if value.strip())
