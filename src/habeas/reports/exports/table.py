"""A table that leaves the house: as CSV that no spreadsheet runs, and as Parquet with types."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from enum import StrEnum

from habeas.model import MissingExtra

Cell = str | float | int | bool | None
# A spreadsheet runs a cell that begins with one of these; the wide forms are what some fold to.
# Where commas part the digits (as in Ukrainian and Russian), it takes semicolons to part the cells.
_RUN_BY_SPREADSHEETS = re.compile(r"\A(?=[=+\-@\t\r\n＝＋－＠])|(?<=[;\t\r\n])(?=[=+\-@＝＋－＠])")
# Without it, spreadsheets take UTF-8 for the machine's own code page and garble Cyrillic names.
_BYTE_ORDER_MARK = "\ufeff"


class Kind(StrEnum):
    """What the values of a column are."""

    TEXT = "text"
    WHOLE = "whole number"
    NUMBER = "number"
    TRUTH = "true or false"


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its name; `kind` is that of every value that is not None."""

    name: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class ExportTable:
    """Columns, and rows as long as them; None where nothing is known."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def csv_bytes(table: ExportTable) -> bytes:
    """The table as CSV (RFC 4180) in UTF-8 with a byte order mark.

    Text that a spreadsheet would run is made `harmless`; numbers stay as they are.
    """
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([harmless(column.name) for column in table.columns])
    writer.writerows([_cell(value) for value in row] for row in table.rows)
    # Half a character, left over from a broken source, has no UTF-8 form.
    return (_BYTE_ORDER_MARK + written.getvalue()).encode("utf-8", "replace")


def harmless(words: str) -> str:
    """The words with an apostrophe before whatever a spreadsheet would run."""
    return _RUN_BY_SPREADSHEETS.sub("'", words)


def parquet_bytes(table: ExportTable) -> bytes:
    """The table as Parquet, each column of its kind. Raises MissingExtra without pyarrow."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as missing:
        raise MissingExtra(
            "Parquet files need pyarrow", remedy="pip install pyarrow, or write CSV"
        ) from missing
    kinds = {
        Kind.TEXT: pa.string(),
        Kind.WHOLE: pa.int64(),
        Kind.NUMBER: pa.float64(),
        Kind.TRUTH: pa.bool_(),
    }
    arrays = {
        column.name: pa.array([_sound(row[place]) for row in table.rows], kinds[column.kind])
        for place, column in enumerate(table.columns)
    }
    written = io.BytesIO()
    parquet.write_table(pa.table(arrays), written)
    return written.getvalue()


def _cell(value: Cell) -> str | float | int:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return harmless(value) if isinstance(value, str) else value


def _sound(value: Cell) -> Cell:
    """Text without half characters, which Parquet cannot hold."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    return value
