"""Rows about people, column by column: what every step of resolving reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import IntEnum
from typing import Self

import numpy as np
from numpy.typing import NDArray

from habeas.people.text_column import TextColumn

Days = NDArray[np.int32]

UNKNOWN_DAY = np.iinfo(np.int32).min


class EventKind(IntEnum):
    """What a dated entry of a list says happened to the person."""

    CAPTURED = 0
    SEEN = 1
    TRANSFERRED = 2
    SENTENCED = 3
    RELEASED = 4
    EXCHANGED = 5
    DIED = 6
    OTHER = 7


@dataclass(frozen=True, eq=False)
class Events:
    """Dated happenings, several a record where its list gives several, ordered by record.

    `record` (k,) is a row number of the records, `kind` (k,) an EventKind; `first` and `last` (k,)
    are the interval in days since 1970-01-01, both UNKNOWN_DAY where the date is not given.
    """

    record: NDArray[np.int32]
    kind: NDArray[np.int8]
    first: Days
    last: Days

    @classmethod
    def none(cls) -> Events:
        """No event at all."""
        nothing = np.zeros(0, dtype=np.int32)
        return cls(nothing, nothing.astype(np.int8), nothing, nothing)

    def __len__(self) -> int:
        return len(self.record)


@dataclass(frozen=True, eq=False)
class Records:
    """`n` rows about people. `ids` are unique; every column has n rows.

    `list` names the list that a row stands in (the unit of "once per list"). `name` is the whole
    name as printed; `surname`, `given` and `patronymic` are the parts where the list splits them
    (it may split them wrongly). `born` is ISO text, possibly partial (`1984`, `1984-05`), `aged`
    an age in years at the row's first event. `rank` (n,) is the order in which the rows became
    known: a person's id comes from its row of lowest rank.
    """

    ids: tuple[str, ...]
    list: TextColumn
    name: TextColumn
    surname: TextColumn
    given: TextColumn
    patronymic: TextColumn
    born: TextColumn
    aged: TextColumn
    sex: TextColumn
    region: TextColumn
    place: TextColumn
    events: Events
    rank: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.ids)

    @classmethod
    def build(
        cls,
        ids: Sequence[str],
        *,
        events: Events | None = None,
        rank: NDArray[np.int32] | None = None,
        **columns: TextColumn | Sequence[str | None],
    ) -> Self:
        """Records from the columns at hand; a column that is not given says nothing.

        Without `rank` the rows rank as their ids sort, so that their order changes nothing.
        """
        built: dict[str, TextColumn] = {}
        for field in fields(cls):
            if field.name in ("ids", "events", "rank"):
                continue
            column = columns.pop(field.name, None)
            if column is None:
                built[field.name] = TextColumn.empty(len(ids))
            else:
                built[field.name] = (
                    column if isinstance(column, TextColumn) else TextColumn.of(column)
                )
        if columns:
            raise TypeError(f"no such column of records: {', '.join(sorted(columns))}")
        if rank is None:
            rank = np.empty(len(ids), dtype=np.int32)
            rank[sorted(range(len(ids)), key=ids.__getitem__)] = np.arange(len(ids))
        return cls(ids=tuple(ids), events=events or Events.none(), rank=rank, **built)
