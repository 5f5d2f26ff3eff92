"""Which column holds what: as the user's map says, else by its name, else nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from habeas.language import fold
from habeas.model import InputRefused, WrongUsage, printable
from habeas.people.fact_table import rows
from habeas.people.reading.table import Table

NAMES = ("name", "surname", "given")
WIDE_EVENTS = ("captured", "seen", "transferred", "sentenced", "released", "exchanged", "died")
_BRACKETS = re.compile(r"[(\[{].*?[)\]}]")
_BETWEEN = re.compile(r"[\s\-,/\\:;_]+")
_MOST_SHOWN = 20


@dataclass(frozen=True)
class Roles:
    """The place in the header of each role's column, and remarks for the user."""

    places: Mapping[str, int]
    notes: tuple[str, ...]


def roles_of(table: Table, chosen: Mapping[str, str]) -> Roles:
    """The role of each column; `chosen` gives columns by role, or by any word for it.

    Raises WrongUsage for a role that there is not, a column that is not there or is named twice,
    and InputRefused where no column holds names.
    """
    places = _chosen(table, chosen)
    notes: list[str] = []
    for role, words in _words().items():
        if role in places:
            continue
        taken = set(places.values())
        found = [
            (words.index(known), place)
            for place, column in enumerate(table.header)
            if place not in taken and (known := _known_word(column, words)) is not None
        ]
        if found:
            places[role] = min(found)[1]
    if not any(role in places for role in NAMES):
        raise InputRefused(
            f"no column of names among the columns {_shown(table.header)}",
            where=table.name,
            remedy="say which it is with --map name=COLUMN",
        )
    unused = [
        column for place, column in enumerate(table.header)
        if column and place not in places.values()
    ]  # fmt: skip
    if unused:
        notes.append(f"{table.name}: columns not used: {_shown(unused)}.")
    return Roles(places, tuple(notes))


@lru_cache(maxsize=4096)
def role_of_column(column: str) -> str | None:
    """What a column of this name holds in a list of people; None for a name that is not known.

    >>> role_of_column("Date of birth"), role_of_column("Shoe size")
    ('born', None)
    """
    return next((role for role, words in _words().items() if _known_word(column, words)), None)


@cache
def _words() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in rows("columns.tsv"):
        found.setdefault(row["role"], []).append(_normal(row["word"]))
    return found


def _normal(column: str) -> str:
    """`П.І.Б.` as `піб`, `Date of birth` as `date_of_birth`."""
    return _BETWEEN.sub("_", fold(column).replace(".", "").strip()).strip("_")


def _known_word(column: str, words: Sequence[str]) -> str | None:
    """The word of the table that a column's name is: in whole, or but for what is in brackets."""
    whole = _normal(_BRACKETS.sub(lambda found: found[0][1:-1], column))
    for word in (whole, _normal(_BRACKETS.sub(" ", column))):
        if word in words:
            return word
    return None


def _chosen(table: Table, chosen: Mapping[str, str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for word, column in chosen.items():
        role = _role(word)
        if role in places:
            raise WrongUsage(f"two columns are named for {role}", remedy="name one")
        place = _place(table, column)
        if place in places.values():
            raise WrongUsage(
                f"the column {column!r} is named for two things",
                where=table.name,
                remedy="name it once",
            )
        places[role] = place
    return places


def _role(word: str) -> str:
    normal = _normal(word)
    for role, words in _words().items():
        if normal == role or normal in words:
            return role
    raise WrongUsage(
        f"a list of people has no {word!r}", remedy=f"take one of {', '.join(_words())}"
    )


def _place(table: Table, column: str) -> int:
    """Where a column of this name is: as written, else without regard to capitals."""
    for known in (
        [place for place, name in enumerate(table.header) if name == column.strip()],
        [place for place, name in enumerate(table.header) if _normal(name) == _normal(column)],
    ):
        if len(known) == 1:
            return known[0]
    raise WrongUsage(
        f"there is no column {column!r}",
        where=table.name,
        remedy=f"take one of {_shown(table.header)}",
    )


def _shown(columns: Sequence[str]) -> str:
    """The names of the columns in a row, the first twenty of many."""
    names = [printable(name[:40]) for name in columns if name]
    more = len(names) - _MOST_SHOWN
    return ", ".join(names[:_MOST_SHOWN]) + (f" and {more} more" if more > 0 else "")
