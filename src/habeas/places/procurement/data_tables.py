"""Where the tables of the room of places lie."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from habeas.language import table_rows

Row = dict[str, str]


def table_path(name: str) -> Path:
    """Where a table of the room of places lies."""
    return Path(str(files("habeas.places"))) / "data" / name


@cache
def rows(name: str) -> tuple[Row, ...]:
    """All rows of one table of this room, cells by column name."""
    return table_rows(table_path(name))
