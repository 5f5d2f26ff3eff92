"""The rows of a document as tables: sheet by sheet, every row as wide as its header."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from habeas.model import Document, Record


def sheets(document: Document | None) -> Iterator[tuple[str | None, list[Record]]]:
    """The rows of a document, sheet by sheet."""
    found: dict[str | None, list[Record]] = {}
    for record in document.records if document else ():
        found.setdefault(record.sheet, []).append(record)
    yield from found.items()


def tables(document: Document | None) -> Iterator[tuple[str | None, list[Record]]]:
    """The rows of a document, table by table, each with its sheet.

    A page may hold several tables; the rows of each are numbered from 1.
    """
    for sheet, records in sheets(document):
        rows: list[Record] = []
        for record in records:
            if rows and record.row <= rows[-1].row:
                yield sheet, rows
                rows = []
            rows.append(record)
        yield sheet, rows


def cells(records: Sequence[Record]) -> tuple[list[str], list[list[str]]]:
    """Column names and full rows; a name that stands twice has a column for each time."""
    rows = []
    columns: dict[tuple[str, int], None] = {}
    for record in records:
        seen: Counter[str] = Counter()
        row = {}
        for cell in record.cells:
            row[cell.column, seen[cell.column]] = cell.value
            seen[cell.column] += 1
        columns.update(dict.fromkeys(row))
        rows.append(row)
    return [name for name, _ in columns], [[row.get(key, "") for key in columns] for row in rows]
