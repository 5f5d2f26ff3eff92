"""Which column of a table holds what: as the user's mapping says, else by its name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from habeas.language import fold, listed
from habeas.model import WrongUsage, printable
from habeas.places.procurement.data_tables import rows

_BETWEEN = re.compile(r"[\s\-,/\\:;_.()\[\]\"“”«»]+")
_BRACKETS = re.compile(r"[(\[].*?[)\]]")


def roles_of(
    header: Sequence[str], known: Mapping[str, Sequence[str]], chosen: Mapping[str, str] | None
) -> dict[str, int]:
    """The place of each role's column in the header.

    `known` gives the words for each role; the earlier word wins. `chosen` is role to column.
    Raises WrongUsage for a role or a column that there is not, or a column named twice.
    """
    normal = [normal_heading(column) for column in header]
    short = [normal_heading(_BRACKETS.sub(" ", column)) for column in header]
    places: dict[str, int] = {}
    for role, column in (chosen or {}).items():
        if role not in known:
            raise WrongUsage(
                f"there is no role {role!r} to map", remedy=f"take one of {', '.join(known)}"
            )
        found = [p for p, name in enumerate(header) if name == column]
        found = found or [p for p, name in enumerate(normal) if name == normal_heading(column)]
        if not found:
            raise WrongUsage(
                f"there is no column {column!r}",
                remedy=f"take one of {', '.join(printable(name) for name in header if name)}",
            )
        if found[0] in places.values():
            raise WrongUsage(f"the column {column!r} is mapped twice", remedy="map it once")
        places[role] = found[0]
    for role, words in known.items():
        if role in places:
            continue
        taken = set(places.values())
        candidates = [
            (words.index(name), place)
            for names in (normal, short)
            for place, name in enumerate(names)
            if name in words and place not in taken
        ]
        if candidates:
            places[role] = min(candidates)[1]
    return places


def normal_heading(column: str) -> str:
    """`Ед. изм.` as `ед изм`, `delivery_address` as `delivery address`."""
    return _BETWEEN.sub(" ", fold(column).replace("ё", "е").replace("№ ", "№")).strip()


@cache
def purchase_words() -> dict[str, tuple[str, ...]]:
    """The words for each role of a table of purchases."""
    return {row["role"]: _words(row["words"]) for row in rows("purchase_columns.tsv")}


@cache
def institution_words(table: str) -> dict[str, tuple[str, ...]]:
    """The words for each role of a table of `institutions` or `norms`."""
    return {
        row["role"]: _words(row["words"])
        for row in rows("institution_columns.tsv")
        if row["table"] == table
    }


def _words(cell: str) -> tuple[str, ...]:
    return tuple(normal_heading(word) for word in listed(cell))
