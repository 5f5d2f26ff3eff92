"""A table of a file, column by column, and the rows of it that could not be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.people.text_column import TextColumn

RowNumbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that was not read, and why; the header of a file is row 1."""

    file: str
    row: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, row {self.row:,}: {self.reason}"


@dataclass(frozen=True, eq=False)
class ReadColumns:
    """The columns asked for, in that order, each of n rows, and their row numbers (n,)."""

    columns: tuple[TextColumn, ...]
    numbers: RowNumbers
    skipped: tuple[SkippedRow, ...] = ()


@dataclass(frozen=True, eq=False)
class Table:
    """A file that has been opened: its header is known, its columns are read when asked for.

    Columns are asked for by their places in the header, where a nameless one is empty.
    """

    name: str
    header: tuple[str, ...]
    read: Callable[[Sequence[int]], ReadColumns]
    notes: tuple[str, ...] = ()


def stacked(columns: Sequence[TextColumn]) -> TextColumn:
    """Columns of several files below each other, as one."""
    if len(columns) == 1:
        return columns[0]
    known: dict[str, int] = {}
    parts = []
    for column in columns:
        codes = [known.setdefault(value, len(known)) for value in column.values]
        # The last place serves the code -1: nothing said.
        parts.append(np.array([*codes, -1], dtype=np.int32)[column.codes])
    return TextColumn(np.concatenate(parts), tuple(known))


def recoded(column: TextColumn, texts: Sequence[str | None]) -> TextColumn:
    """The same rows with `texts[code]` for each value; empty and None say nothing."""
    values = TextColumn.of(texts)
    return TextColumn(np.append(values.codes, np.int32(-1))[column.codes], values.values)
