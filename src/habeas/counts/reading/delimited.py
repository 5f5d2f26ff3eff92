"""Delimited text: its characters, its delimiter, its rows."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator

from habeas.counts.reading.sheet import Row, Sheet, checked_header
from habeas.model import InputRefused

_DELIMITERS = ",;\t|"
_SNIFFED_ROWS = 20
_SNIFFED_CHARACTERS = 200_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def delimited_sheet(content: bytes, name: str) -> Sheet:
    """The sheet in comma-, semicolon-, tab- or bar-separated bytes (RFC 4180 quoting).

    UTF-8, with or without a byte order mark, UTF-16 with one, else Windows-1251.
    Raises InputRefused for bytes that are no text, no rows, rows of uneven length, and quotation
    marks that do not fit.
    """
    text, notes = _decoded(content, name)
    delimiter = _delimiter(text)
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


def _decoded(content: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    encoding = next((codec for mark, codec in _MARKS if content.startswith(mark)), "utf-8")
    if encoding != "utf-16" and b"\0" in content:
        raise _no_text(name)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        _check_one_encoding(content, error, name)
    else:
        if "\0" in text:
            raise _no_text(name)
        return text, ()
    try:
        text = content.decode("cp1251")
    except UnicodeDecodeError:
        raise _no_text(name) from None
    return text, ("The file is not in UTF-8; it was read as Windows-1251 (Cyrillic).",)


def _check_one_encoding(content: bytes, error: UnicodeDecodeError, name: str) -> None:
    """Refuse UTF-8 with a few bytes of something else: as Windows-1251 all names would be wrong.

    Windows-1251 text has hardly a pair of bytes that UTF-8 would have, and many that it has not.
    """
    rough = content.decode("utf-8", errors="replace")
    beyond = sum(character > "\x7f" for character in rough)
    wrong = rough.count("\ufffd")
    if beyond - wrong >= wrong:
        row = content.count(b"\n", 0, error.start) + 1
        raise InputRefused(
            "most of the file is UTF-8, but not these bytes",
            where=f"{name}, line {row:,}",
            remedy="save the whole table in one encoding, UTF-8",
        )


def _no_text(name: str) -> InputRefused:
    return InputRefused(
        "these bytes are neither text nor Parquet", where=name, remedy="save the table as CSV"
    )


def _delimiter(text: str) -> str:
    """The delimiter that gives the header most columns and as many to the rows below it."""

    sample = text[:_SNIFFED_CHARACTERS]

    def fitness(delimiter: str) -> tuple[int, int]:
        reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        try:
            rows = [row for row, _ in zip(reader, range(_SNIFFED_ROWS), strict=False) if row]
        except csv.Error:
            return (0, 0)
        width = len(rows[0]) if rows else 0
        even = sum(len(row) == width for row in rows)
        return (even if width > 1 else 0, width)

    return max(_DELIMITERS, key=fitness)


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
