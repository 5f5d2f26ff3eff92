"""Which column of a table of stays, movements or facilities holds what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from habeas.language import fold, listed, table_rows


def columns_of(header: Sequence[str], fields: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Which column holds each field. `fields`: the entries of the table of names to look under.

    A field takes the first of its names that the header has; a column serves one field.
    """
    keys = [_key(name) for name in header]
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


def _key(name: str) -> str:
    folded = fold(name.lstrip("\ufeff"))
    for mark in " -./":
        folded = folded.replace(mark, "_")
    return folded.strip("_")


@cache
def _names() -> dict[str, tuple[str, ...]]:
    path = Path(__file__).parents[1] / "data" / "chain_columns.tsv"
    return {
        row["field"]: tuple(_key(name) for name in listed(row["names"])) for row in table_rows(path)
    }
