"""What happened to people, from a column of events with its date, and from columns of dates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from habeas.people.reading.dates import NamedColumn, read_dates
from habeas.people.reading.table import recoded
from habeas.people.reading.vocabulary import cell_words, event_kind
from habeas.people.reading.written_dates import WrittenDate
from habeas.people.records import UNKNOWN_DAY, EventKind, Events
from habeas.people.text_column import TextColumn

# Early enough for every list of people who may be alive; so late that a year of two figures has
# one century only.
EARLIEST_EVENT = date(1930, 1, 1)
_EPOCH = date(1970, 1, 1)


class _Found(NamedTuple):
    """Events of one column: rows, kinds and intervals, (k,) each."""

    record: NDArray[np.int32]
    kind: NDArray[np.int8]
    first: NDArray[np.int32]
    last: NDArray[np.int32]


def read_events(
    event: NamedColumn | None,
    event_date: NamedColumn | None,
    wide: Mapping[EventKind, NamedColumn],
    today: date,
) -> tuple[Events, tuple[str, ...]]:
    """The events of the rows, ordered by row, each once.

    A row of the column of events whose word is not known is an event of the kind OTHER; a date
    that cannot be read leaves the event without one.
    """
    found: list[_Found] = []
    notes: list[str] = []
    if event is not None or event_date is not None:
        found.append(_told(event, event_date, today, notes))
    found += [_dated(kind, named, today, notes) for kind, named in wide.items()]
    if not found:
        return Events.none(), ()
    rows = np.stack([np.concatenate(column) for column in zip(*found, strict=True)], axis=1)
    if len(found) > 1:
        # The same event may stand in a column of its own and beside its word.
        rows = np.unique(rows, axis=0)
    record, kind, first, last = (np.ascontiguousarray(column) for column in rows.T)
    return Events(record, kind.astype(np.int8), first, last), tuple(notes)


def _told(
    event: NamedColumn | None, event_date: NamedColumn | None, today: date, notes: list[str]
) -> _Found:
    """Events by a word, or a date, or both."""
    length = len((event or event_date).column) if event or event_date else 0  # type: ignore[union-attr] # one of the two is there
    kinds = np.full(length, -1, dtype=np.int8)
    first = last = np.full(length, UNKNOWN_DAY, dtype=np.int32)
    dated = np.zeros(length, dtype=np.bool_)
    if event is not None:
        kinds = _kinds(event, notes)
    if event_date is not None:
        read, said = read_dates(event_date, EARLIEST_EVENT, today, future=True)
        notes += said
        first, last = _days(event_date.column, read)
        dated = first != UNKNOWN_DAY
    rows = np.flatnonzero(dated | (kinds >= 0)).astype(np.int32)
    kind = np.where(kinds < 0, np.int8(EventKind.OTHER), kinds)[rows]
    return _Found(rows, kind, first[rows], last[rows])


def _kinds(event: NamedColumn, notes: list[str]) -> NDArray[np.int8]:
    """The kind that each row's word says, -1 where the row says nothing, (n,)."""
    kinds = []
    unknown = []
    for code, value in enumerate(event.column.values):
        kind = event_kind(value)
        kinds.append(EventKind.OTHER if kind is None else kind)
        if kind is None:
            unknown.append(code)
    if unknown:
        notes.append(event.note(unknown, "no event that is known"))
    return np.array([*kinds, -1], dtype=np.int8)[event.column.codes]


def _dated(kind: EventKind, named: NamedColumn, today: date, notes: list[str]) -> _Found:
    """Events of one kind by a column of dates; yes is an event without one, no is none."""
    said = {"yes": cell_words("yes"), "no": cell_words("no")}
    words = [value.casefold() for value in named.column.values]
    dates = recoded(
        named.column,
        [None if word in said["yes"] | said["no"] else value
         for word, value in zip(words, named.column.values, strict=True)],
    )  # fmt: skip
    only_dates = NamedColumn(named.file, named.name, dates, named.numbers)
    read, remarks = read_dates(only_dates, EARLIEST_EVENT, today, future=True)
    notes += remarks
    first, last = _days(dates, read)
    happened = np.array([*(word in said["yes"] for word in words), False])[named.column.codes]
    rows = np.flatnonzero(happened | (first != UNKNOWN_DAY)).astype(np.int32)
    return _Found(rows, np.full(len(rows), kind, dtype=np.int8), first[rows], last[rows])


def _days(
    column: TextColumn, read: list[WrittenDate | None]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """First and last day of each row's date, UNKNOWN_DAY where there is none, (n,) each."""
    spans = [
        (UNKNOWN_DAY, UNKNOWN_DAY)
        if found is None
        else ((found.first - _EPOCH).days, (found.last - _EPOCH).days)
        for found in read
    ]
    table = np.array([*spans, (UNKNOWN_DAY, UNKNOWN_DAY)], dtype=np.int32)
    return table[column.codes, 0], table[column.codes, 1]
