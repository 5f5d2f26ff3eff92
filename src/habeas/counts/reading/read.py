"""From bytes to tables: open the sheet, see its layout, count."""

from __future__ import annotations

from collections.abc import Sequence

from habeas.counts.reading.appearances import read_appearances
from habeas.counts.reading.columns import ColumnChoice, LayoutKind, layout_of
from habeas.counts.reading.delimited import delimited_sheet
from habeas.counts.reading.parquet import MAGIC, parquet_sheet
from habeas.counts.reading.patterns import read_patterns, read_people
from habeas.counts.reading.sheet import Sheet
from habeas.counts.reading.tables import Tables
from habeas.model import InputRefused

_ARCHIVES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def read_tables(
    content: bytes,
    *,
    name: str,
    by: Sequence[str] = (),
    person: str | None = None,
    list_column: str | None = None,
    count: str | None = None,
    lists: Sequence[str] | None = None,
) -> Tables:
    """The overlap tables in the bytes of a CSV or Parquet file; `name` stands in errors.

    Three layouts: 0/1 columns and a count of people; records with a person and a list column;
    0/1 columns with a row for each person. `by` names stratum columns; the others are found by
    their names or told by `person`, `list_column`, `count` and `lists`.

    Raises InputRefused, naming row and column, for what cannot be counted; WrongUsage for a
    column that is not there; MissingExtra for Parquet without a library to read it.
    """
    choice = ColumnChoice(by, person, list_column, count, lists)
    return tables_in(_sheet(content, name), choice)


def tables_in(sheet: Sheet, choice: ColumnChoice) -> Tables:
    """The tables of a sheet; errors as in `read_tables`."""
    layout = layout_of(sheet, choice)
    if layout.kind is LayoutKind.APPEARANCES:
        return read_appearances(sheet, layout, choice)
    if layout.kind is LayoutKind.PEOPLE:
        return read_people(sheet, layout)
    return read_patterns(sheet, layout)


def _sheet(content: bytes, name: str) -> Sheet:
    if content.startswith(_ARCHIVES):
        raise InputRefused(
            "a spreadsheet or an archive", where=name, remedy="save the table as CSV"
        )
    if content.startswith(MAGIC):
        return parquet_sheet(content, name)
    return delimited_sheet(content, name)
