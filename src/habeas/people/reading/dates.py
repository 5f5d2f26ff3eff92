"""A column of dates: each different text read once, and what could not be read said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from habeas.model import printable
from habeas.people.reading.table import RowNumbers
from habeas.people.reading.written_dates import (
    DateReader,
    WrittenDate,
    has_two_readings,
    is_month_first,
)
from habeas.people.text_column import TextColumn

_MOST_EXAMPLES = 3


@dataclass(frozen=True, eq=False)
class NamedColumn:
    """A column with what is needed to speak of its cells: file, name, and row numbers (n,)."""

    file: str
    name: str
    column: TextColumn
    numbers: RowNumbers

    def note(self, codes: Sequence[int], what: str) -> str:
        """A sentence about the rows that hold these values, with examples of them."""
        rows = int(np.isin(self.column.codes, np.array(codes, dtype=np.int32)).sum())
        noun = "row" if rows == 1 else "rows"
        examples = []
        for code in codes[:_MOST_EXAMPLES]:
            first = self.numbers[np.argmax(self.column.codes == code)]
            examples.append(f"{printable(self.column.values[code][:40])} (row {first:,})")
        more = ", …" if len(codes) > _MOST_EXAMPLES else ""
        return f"{self.file}, {self.name}: {what} in {rows:,} {noun}: {', '.join(examples)}{more}."


def read_dates(
    named: NamedColumn, earliest: date, today: date, *, future: bool = False
) -> tuple[list[WrittenDate | None], tuple[str, ...]]:
    """The date that each value of a column holds, None where none can be read, and the notes.

    A date to come is taken as it is written where `future` allows it, and noted.
    Where a column writes the day first in one row and the month first in another, a date that may
    be either is known to its year only.
    """
    values = named.column.values
    month_first = is_month_first(values)
    reader = DateReader(earliest, today, future, bool(month_first))
    found: list[WrittenDate | None] = []
    troubles: dict[str, list[int]] = {}
    either: list[int] = []
    to_come: list[int] = []
    for code, text in enumerate(values):
        read = reader.read(text)
        if isinstance(read, str):
            troubles.setdefault(read, []).append(code)
            found.append(None)
            continue
        if read.day and month_first is not True and has_two_readings(text):
            either.append(code)
            read = WrittenDate(read.year) if month_first is None else read
        if read.first > today:
            to_come.append(code)
        found.append(read)
    notes = [named.note(codes, f"not taken, {reason},") for reason, codes in troubles.items()]
    if to_come:
        notes.append(named.note(to_come, "in the future, taken as written,"))
    if month_first:
        notes.append(f"{named.file}, {named.name}: dates are read with the month first.")
    elif either:
        how = "the year only is taken, day and month may be either," if month_first is None else ""
        notes.append(named.note(either, how or "the day is read before the month"))
    return found, tuple(notes)
