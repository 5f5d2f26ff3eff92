"""One file of people: its rows chosen, its columns understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from habeas.people.reading.births import read_ages, read_births, read_sexes
from habeas.people.reading.columns import NAMES, WIDE_EVENTS, Roles
from habeas.people.reading.dates import NamedColumn
from habeas.people.reading.happenings import read_events
from habeas.people.reading.table import RowNumbers, SkippedRow, Table, recoded
from habeas.people.reading.vocabulary import cell_words
from habeas.people.records import EventKind, Events
from habeas.people.text_column import TextColumn

_AS_PRINTED = ("name", "surname", "given", "patronymic", "region", "place")


@dataclass(frozen=True, eq=False)
class PeopleList:
    """What a file holds: ids unique in it, and the texts of records by field, n rows each."""

    file: str
    ids: tuple[str, ...]
    has_ids: bool
    texts: Mapping[str, TextColumn]
    events: Events
    notes: tuple[str, ...]
    skipped: tuple[SkippedRow, ...]


def read_list(table: Table, roles: Roles, today: date) -> PeopleList:
    """The people of one table; rows that cannot serve are left out with the reason."""
    read = table.read(tuple(roles.places.values()))
    columns = dict(zip(roles.places, read.columns, strict=True))
    for role, column in columns.items():
        if role != "id":
            columns[role] = _silent(column)
    kept, skipped = _rows(table.name, columns, read.numbers)
    if not kept.all():
        columns = {role: column.take(np.flatnonzero(kept)) for role, column in columns.items()}
    rows = _Rows(table, roles, columns, read.numbers[kept])
    births, birth_notes = read_births(
        rows.named("born"), rows.named("birth_year"), len(rows), today
    )
    wide = {
        EventKind[role.upper()]: dates
        for role in WIDE_EVENTS
        if (dates := rows.named(role)) is not None
    }
    events, event_notes = read_events(rows.named("event"), rows.named("event_date"), wide, today)
    notes = [*table.notes, *roles.notes, *birth_notes, *event_notes]
    texts = {role: columns.get(role, TextColumn.empty(len(rows))) for role in _AS_PRINTED}
    texts |= {"list": rows.lists(), "born": births, "aged": TextColumn.empty(len(rows))}
    texts["sex"] = texts["aged"]
    if (ages := rows.named("age")) is not None:
        texts["aged"], said = read_ages(ages)
        notes += said
    if (sexes := rows.named("sex")) is not None:
        texts["sex"], said = read_sexes(sexes)
        notes += said
    if "id" not in columns:
        notes.append(f"{table.name}: no column of ids; they are the numbers of the rows.")
    left_out = sorted((*read.skipped, *skipped), key=lambda row: row.row)
    return PeopleList(
        table.name, rows.ids(), "id" in columns, texts, events, tuple(notes), tuple(left_out)
    )


@dataclass(frozen=True, eq=False)
class _Rows:
    """The rows that are kept, by role."""

    table: Table
    roles: Roles
    columns: Mapping[str, TextColumn]
    numbers: RowNumbers

    def __len__(self) -> int:
        return len(self.numbers)

    def named(self, role: str) -> NamedColumn | None:
        if role not in self.columns:
            return None
        name = self.table.header[self.roles.places[role]]
        return NamedColumn(self.table.name, name, self.columns[role], self.numbers)

    def ids(self) -> tuple[str, ...]:
        if "id" in self.columns:
            return tuple(self.columns["id"].texts())
        return tuple(map(str, self.numbers.tolist()))

    def lists(self) -> TextColumn:
        """The list of each row: as a column says, else the file."""
        if "list" not in self.columns:
            return TextColumn(np.zeros(len(self), dtype=np.int32), (self.table.name,))
        column = self.columns["list"]
        if column.said.all():
            return column
        codes = np.where(column.said, column.codes, len(column.values)).astype(np.int32)
        values = (*column.values, self.table.name)
        return recoded(TextColumn(codes, values), values)


def _silent(column: TextColumn) -> TextColumn:
    """The column without the cells that only say that something is not known."""
    nothing = cell_words("nothing")
    if nothing.isdisjoint(map(str.casefold, column.values)):
        return column
    return recoded(
        column, [None if value.casefold() in nothing else value for value in column.values]
    )


def _rows(
    file: str, columns: Mapping[str, TextColumn], numbers: RowNumbers
) -> tuple[NDArray[np.bool_], list[SkippedRow]]:
    """Which rows are kept, (n,), and the others with the reason."""
    named = np.zeros(len(numbers), dtype=np.bool_)
    for role in NAMES:
        if role in columns:
            named |= columns[role].said
    reasons: dict[int, str] = dict.fromkeys(np.flatnonzero(~named).tolist(), "there is no name")
    if "id" in columns:
        ids = columns["id"]
        if ids.said.all() and len(ids.values) == len(ids):
            # Every id is there, and each once.
            return _kept(file, reasons, numbers)
        reasons |= dict.fromkeys(np.flatnonzero(~ids.said).tolist(), "there is no id")
        first: dict[int, int] = {}
        for row in np.flatnonzero(ids.said & named).tolist():
            earlier = first.setdefault(int(ids.codes[row]), row)
            if earlier != row:
                where = f"row {numbers[earlier]:,}"
                reasons[row] = f"the id {ids[row][:40]!r} stands in {where} already"
    return _kept(file, reasons, numbers)


def _kept(
    file: str, reasons: Mapping[int, str], numbers: RowNumbers
) -> tuple[NDArray[np.bool_], list[SkippedRow]]:
    kept = np.ones(len(numbers), dtype=np.bool_)
    kept[list(reasons)] = False
    skipped = [SkippedRow(file, int(numbers[row]), reason) for row, reason in reasons.items()]
    return kept, skipped
