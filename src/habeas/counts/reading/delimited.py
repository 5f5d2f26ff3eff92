"""Delimited text as a sheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from habeas.counts.reading.sheet import Row, Sheet, checked_header
from habeas.language import delimiter_of, encoding_of
from habeas.model import InputRefused


def delimited_sheet(content: bytes, name: str) -> Sheet:
    """The sheet in comma-, semicolon-, tab- or bar-separated bytes (RFC 4180 quoting).

    UTF-8, with or without a byte order mark, UTF-16 with one, else Windows-1251.
    Raises InputRefused for bytes that are no text, no rows, rows of uneven length, and quotation
    marks that do not fit.
    """
    encoding, notes = encoding_of(content, name)
    text = content.decode(encoding)
    delimiter = delimiter_of(text)
    _, first = next(_raw_rows(text, delimiter, name), (0, []))
    if not first:
        raise InputRefused("the file is empty", where=name, remedy="give a table with a header")
    if all(cell.isdecimal() for cell in first if cell):
        raise InputRefused(
            "the first row holds numbers, not the names of columns",
            where=name,
            remedy="put a row of names above it",
        )
    header = checked_header(name, first)
    return Sheet(name, header, lambda: _rows(text, delimiter, name, len(header)), notes)


def _raw_rows(text: str, delimiter: str, name: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield number, stripped
    except csv.Error as error:
        raise InputRefused(
            f"a cell cannot be read ({error})",
            where=f"{name}, row {number + 1:,}",
            remedy="see whether a quotation mark is missing there",
        ) from None


def _rows(text: str, delimiter: str, name: str, width: int) -> Iterator[Row]:
    rows = _raw_rows(text, delimiter, name)
    next(rows)
    for number, cells in rows:
        if len(cells) != width:
            cells = _fitted(cells, width, f"{name}, row {number:,}")
        yield number, cells


def _fitted(cells: list[str], width: int, where: str) -> list[str]:
    """A row without empty cells beyond the header's last column."""
    if len(cells) < width or any(cells[width:]):
        raise InputRefused(
            f"{len(cells)} cells where the header has {width}",
            where=where,
            remedy="give each row a cell for every column, in quotation marks where it holds a"
            " delimiter",
        )
    return cells[:width]
