"""A table of a page as CSV: UTF-8 with a mark that spreadsheets look for, harmless to open."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from habeas.reports import harmless


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows under a header, all of equal length."""

    columns: tuple[str, ...]
    rows: Iterable[tuple[object, ...]]


def as_csv(sheet: Sheet) -> bytes:
    """The sheet as CSV; words that would be run as formulas are quoted with an apostrophe."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([harmless(name) for name in sheet.columns])
    writer.writerows([_cell(value) for value in row] for row in sheet.rows)
    # Half a character, left over from a broken source, has no UTF-8 form.
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "replace")


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, (int, float)):
        return value
    return harmless(str(value))
