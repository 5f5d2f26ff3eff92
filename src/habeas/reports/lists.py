"""The rows of lists and tables, as they stand in their sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from habeas.model import Record
from habeas.reports.statements import CitedSource

FIRST_ROWS = 8


@dataclass(frozen=True, slots=True)
class SourceList:
    """One list of a source (one sheet, where there are several): columns and rows of text."""

    source: CitedSource
    sheet: str | None
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def first(self) -> tuple[tuple[str, ...], ...]:
        """The rows that are shown before the list is opened."""
        return self.rows[:FIRST_ROWS]

    @property
    def rest(self) -> tuple[tuple[str, ...], ...]:
        """The rows after them."""
        return self.rows[FIRST_ROWS:]


def source_lists(sources: Sequence[CitedSource]) -> tuple[SourceList, ...]:
    """Every list, in the order of the sources; a row begins with its number in the source."""
    found = []
    for source in sources:
        document = source.content.document
        sheets: dict[str | None, list[Record]] = {}
        for record in document.records if document else ():
            sheets.setdefault(record.sheet, []).append(record)
        found += [_list(source, sheet, records) for sheet, records in sheets.items()]
    return tuple(found)


def _list(source: CitedSource, sheet: str | None, records: Sequence[Record]) -> SourceList:
    columns = tuple(dict.fromkeys(cell.column for record in records for cell in record.cells))
    rows = tuple((str(record.row), *_values(record, columns)) for record in records)
    return SourceList(source, sheet, ("row", *columns), rows)


def _values(record: Record, columns: Sequence[str]) -> tuple[str, ...]:
    """One value for each column; cells under a repeated heading share one, parted by " | "."""
    values: dict[str, list[str]] = {}
    for cell in record.cells:
        values.setdefault(cell.column, []).append(cell.value)
    return tuple(" | ".join(values.get(column, ())) for column in columns)
