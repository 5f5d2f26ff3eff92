"""Which column of a table of stays, movements or facilities holds what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from habeas.language import listed, table_rows
from habeas.places.columns import column_key


def columns_of(header: Sequence[str], fields: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Which column holds each field. `fields`: the entries of the table of names to look under.

    A field takes the first of its names that the header has; a column serves one field.
    """
    keys = [column_key(name) for name in header]
    found: dict[str, int] = {}
    for field, entries in fields.items():
        names = [name for entry in entries for name in _names()[entry]]
        column = next(
            (keys.index(n) for n in names if n in keys and keys.index(n) not in found.values()),
            None,
        )
        if column is not None:
            found[field] = column
    return found


@cache
def _names() -> dict[str, tuple[str, ...]]:
    path = Path(__file__).parents[1] / "data" / "chain_columns.tsv"
    return {
        row["field"]: tuple(column_key(name) for name in listed(row["names"]))
        for row in table_rows(path)
    }
