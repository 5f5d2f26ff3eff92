"""Which column holds what: as the user says it, else by its name, else not at all.

Three layouts: people counted by pattern (0/1 columns and a count), appearances (a person column
and a list column, a row for each appearance), and people (0/1 columns, a row for each person).
What could be read in two ways is refused with the words that settle it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from habeas.counts.fact_table import rows
from habeas.counts.reading.sheet import Sheet, TableRefused, shown
from habeas.counts.reading.values import is_mark
from habeas.model import WrongUsage

_ROWS_TRIED = 200


@dataclass(frozen=True)
class ColumnChoice:
    """The user's own words about the columns; None leaves it to their names."""

    by: Sequence[str] = ()
    person: str | None = None
    list_column: str | None = None
    count: str | None = None
    lists: Sequence[str] | None = None


class LayoutKind(StrEnum):
    """The three ways in which people and lists are written down."""

    PATTERNS = "patterns"
    APPEARANCES = "appearances"
    PEOPLE = "people"


@dataclass(frozen=True)
class Layout:
    """Column positions. `lists` is empty for appearances, where the lists stand in the cells."""

    kind: LayoutKind
    by: tuple[int, ...]
    lists: tuple[int, ...] = ()
    count: int | None = None
    person: int | None = None
    list_column: int | None = None
    ignored: tuple[int, ...] = ()


def layout_of(sheet: Sheet, choice: ColumnChoice) -> Layout:
    """How this sheet is to be read.

    Raises WrongUsage for a column named by the user that is not there or serves twice, and
    InputRefused where the columns fit no layout, or two.
    """
    named = _Named.of(sheet, choice)
    if named.count is not None:
        if choice.person or choice.list_column:
            raise WrongUsage(
                "a count column and records exclude each other",
                remedy="name `count`, or `person` and `list`",
            )
        return _with_lists(sheet, choice, named, LayoutKind.PATTERNS)
    if named.list_column is not None:
        return _appearances(sheet, choice, named)
    if named.person is not None or choice.lists or _holds_marks_only(sheet, named):
        return _with_lists(sheet, choice, named, LayoutKind.PEOPLE)
    raise TableRefused(
        sheet,
        f"no count column and no records among the columns {sheet.columns}",
        "name the column with `count`, or those of records with `person` and `list`",
    )


def columns_of_lists(sheet: Sheet, choice: ColumnChoice) -> Sequence[str]:
    """The lists that the user named, where these are columns and not values of a list column."""
    names = {column.casefold() for column in sheet.header}
    named = choice.lists or ()
    return named if any(column.casefold() in names for column in named) else ()


@dataclass(frozen=True)
class _Named:
    """Columns with a role, by position."""

    by: tuple[int, ...]
    count: int | None
    person: int | None
    list_column: int | None

    @classmethod
    def of(cls, sheet: Sheet, choice: ColumnChoice) -> _Named:
        by = tuple(_position(sheet, column) for column in choice.by)
        if len(set(by)) < len(by):
            raise WrongUsage("a stratum column is named twice", where=sheet.name)
        columns = columns_of_lists(sheet, choice)
        listed = [_position(sheet, column) for column in columns]
        taken = {*by, *listed}
        records_named = bool(choice.person or choice.list_column)
        count = None if records_named else _by_name(sheet, "count", choice.count, taken)
        if records_named and choice.count:
            count = _position(sheet, choice.count)
        patterns_named = bool(choice.count)
        person = None if patterns_named else _by_name(sheet, "person", choice.person, taken)
        of_lists = patterns_named or (bool(columns) and choice.list_column is None)
        held = None if of_lists else _by_name(sheet, "list", choice.list_column, taken)
        _check_roles(sheet, by, [*listed, count, person, held])
        if count is not None and held is not None and not (choice.count or choice.list_column):
            # A count beside a person and a list may be either layout.
            if person is not None:
                raise _two_readings(sheet, count, person, held)
            held = None
        return cls(by, count, person, held)


def _two_readings(sheet: Sheet, count: int, person: int, held: int) -> TableRefused:
    names = [shown(sheet.header[column]) for column in (count, person, held)]
    return TableRefused(
        sheet,
        f"both a count column ({names[0]}) and records ({names[1]}, {names[2]})",
        "name `count`, or `person` and `list`",
    )


def _check_roles(sheet: Sheet, by: Sequence[int], others: Sequence[int | None]) -> None:
    taken = [column for column in (*by, *others) if column is not None]
    for column in taken:
        if taken.count(column) > 1:
            raise WrongUsage(
                f"the column {shown(sheet.header[column])} is named for two things",
                where=sheet.name,
                remedy="name it once",
            )


def _position(sheet: Sheet, column: str) -> int:
    """Where a column of this name is: as written, else without regard to capitals."""
    if column in sheet.header:
        return sheet.header.index(column)
    alike = [j for j, name in enumerate(sheet.header) if name.casefold() == column.casefold()]
    if len(alike) == 1:
        return alike[0]
    raise WrongUsage(
        f"there is no column {shown(column)}",
        where=sheet.name,
        remedy=f"take one of {sheet.columns}",
    )


def _by_name(sheet: Sheet, role: str, chosen: str | None, taken: set[int]) -> int | None:
    if chosen is not None:
        return _position(sheet, chosen)
    words = [row["word"] for row in rows("record_columns.tsv") if row["role"] == role]
    found = [j for j, name in enumerate(sheet.header) if j not in taken and _normal(name) in words]
    if role == "count":
        # `count` before `n`: the other may be a list of that name, and its values will tell.
        found = sorted(found, key=lambda j: words.index(_normal(sheet.header[j])))[:1]
    if len(found) > 1:
        names = " and ".join(shown(sheet.header[j]) for j in found)
        raise TableRefused(
            sheet, f"{names} may both be the {role} column", f"name it with `{role}`"
        )
    return found[0] if found else None


def _normal(name: str) -> str:
    return re.sub(r"[\s-]+", "_", name.strip().casefold())


def _appearances(sheet: Sheet, choice: ColumnChoice, named: _Named) -> Layout:
    if named.person is None:
        raise TableRefused(
            sheet,
            f"a list column ({shown(sheet.header[named.list_column or 0])}) but no person column",
            "name the column that says who is meant with `person`",
        )
    used = {*named.by, named.person, named.list_column}
    ignored = tuple(j for j in range(len(sheet.header)) if j not in used)
    return Layout(
        LayoutKind.APPEARANCES,
        named.by,
        person=named.person,
        list_column=named.list_column,
        ignored=ignored,
    )


def _with_lists(sheet: Sheet, choice: ColumnChoice, named: _Named, kind: LayoutKind) -> Layout:
    count = named.count if kind is LayoutKind.PATTERNS else None
    person = named.person if kind is LayoutKind.PEOPLE else None
    free = [j for j in range(len(sheet.header)) if j not in {*named.by, count, person}]
    lists = free
    if choice.lists:
        lists = [_position(sheet, column) for column in choice.lists]
    if not lists:
        raise TableRefused(
            sheet, "no list columns are left", "give one 0/1 column for each list", row=1
        )
    ignored = tuple(j for j in free if j not in lists)
    return Layout(kind, named.by, tuple(lists), count, person, ignored=ignored)


def _holds_marks_only(sheet: Sheet, named: _Named) -> bool:
    """Whether every free cell of the first rows is a 0/1 mark."""
    free = [j for j in range(len(sheet.header)) if j not in named.by]
    seen = False
    for _, (_, cells) in zip(range(_ROWS_TRIED), sheet.rows(), strict=False):
        seen = True
        if not all(is_mark(cells[j]) for j in free):
            return False
    return seen
