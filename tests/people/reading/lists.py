"""Invented lists of people, written to files and read back. All names are made up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from habeas.people import Records
from habeas.people.reading import ReadRecords, read_records

TODAY = date(2026, 3, 1)


def written(folder: Path, text: str | bytes, name: str = "list.csv") -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def read(folder: Path, text: str | bytes, **columns: str) -> ReadRecords:
    """What is read from one CSV file."""
    return read_records([written(folder, text)], columns=columns, today=TODAY)


def texts(records: Records, field: str) -> list[str]:
    """One column of the records."""
    column: Sequence[str] = getattr(records, field).texts()
    return list(column)


def events(records: Records) -> list[tuple[int, str, str, str]]:
    """Row, kind, first and last day of each event; `` for a day that is not known."""
    from habeas.people import EventKind
    from habeas.people.records import UNKNOWN_DAY

    def day(number: int) -> str:
        if number == UNKNOWN_DAY:
            return ""
        return date.fromordinal(date(1970, 1, 1).toordinal() + number).isoformat()

    found = records.events
    return [
        (int(row), EventKind(int(kind)).name.lower(), day(int(first)), day(int(last)))
        for row, kind, first, last in zip(
            found.record, found.kind, found.first, found.last, strict=True
        )
    ]
