"""Which column of a user's table holds what, by the names that a table of the room lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from habeas.language import fold, listed, table_rows
from habeas.model import InputRefused

_DATA = Path(__file__).parent / "data"


def columns_by_name(
    header: Sequence[str], names: str, columns: Mapping[str, str], table: str
) -> dict[str, int]:
    """Which column holds each field; a column serves one field.

    `names` is the room's table of names (`field`, `names`); `columns` maps a field to a column that
    is called otherwise; `table` stands in errors. Raises InputRefused if such a column is missing.
    """
    keys = [column_key(column) for column in header]
    found: dict[str, int] = {}
    for field, column in columns.items():
        if column not in header:
            raise InputRefused(
                f"there is no column {column!r}",
                where=table,
                remedy=f"use one of {', '.join(header)}",
            )
        found[field] = list(header).index(column)
    for row in table_rows(_DATA / names):
        if row["field"] in found:
            continue
        words = [column_key(word) for word in listed(row["names"])]
        places = (keys.index(word) for word in words if word in keys)
        place = next((at for at in places if at not in found.values()), None)
        if place is not None:
            found[row["field"]] = place
    return found


def column_key(name: str) -> str:
    """The form in which spellings of a column's name are equal."""
    folded = fold(name.lstrip("\ufeff?"))
    for mark in " -./":
        folded = folded.replace(mark, "_")
    return folded.strip("_")
