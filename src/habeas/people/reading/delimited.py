"""Delimited text as a table: rows of uneven length are left out, one by one, with the reason."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from operator import itemgetter

import numpy as np

from habeas.language import delimiter_of, encoding_of
from habeas.model import InputRefused
from habeas.people.reading.even_text import columns_of_even_text
from habeas.people.reading.frame import column_of_values
from habeas.people.reading.table import ReadColumns, SkippedRow, Table

_SNIFFED_BYTES = 400_000
_ROWS_AT_ONCE = 2_000
# In a list of one column a comma is part of a name.
_NO_DELIMITER = "\x1f"
# Below this the plain reader is done before the compiled one is loaded.
_FEWEST_BYTES_FOR_SPEED = 2_000_000


def delimited_table(content: bytes, name: str) -> Table:
    """The table in comma-, semicolon-, tab- or bar-separated bytes (RFC 4180 quoting).

    Raises InputRefused for bytes that are no text, no header, and, when columns are read, for a
    quotation mark that swallows the rows after it.
    """
    encoding, notes = encoding_of(content, name)
    sample = content[:_SNIFFED_BYTES].decode(encoding, errors="ignore")
    delimiter = delimiter_of(sample)
    _, header = next(_rows(content, encoding, delimiter, name, []), (0, []))
    if not header:
        raise InputRefused("the file is empty", where=name, remedy="give a table with a header")
    if len(header) == 1:
        delimiter = _NO_DELIMITER
        _, header = next(_rows(content, encoding, delimiter, name, []))
    width = len(header)

    def read(wanted: Sequence[int]) -> ReadColumns:
        if len(content) >= _FEWEST_BYTES_FOR_SPEED and encoding.startswith("utf-8"):
            found = columns_of_even_text(content, delimiter, width, wanted)
            if found is not None:
                return found
        skipped: list[SkippedRow] = []
        rows = _rows(content, encoding, delimiter, name, skipped)
        next(rows)
        return _columns(rows, width, wanted, name, skipped)

    return Table(name, tuple(cell.strip() for cell in header), read, notes)


Row = tuple[int, list[str]]


def _rows(
    content: bytes, encoding: str, delimiter: str, name: str, skipped: list[SkippedRow]
) -> Iterator[Row]:
    """Row numbers and cells; rows without anything in them are no rows."""
    lines = io.TextIOWrapper(io.BytesIO(content), encoding=encoding, newline="")
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    number = 0
    while True:
        before = reader.line_num
        number += 1
        try:
            for cells in reader:
                if any(cells):
                    yield number, cells
                number += 1
                before = reader.line_num
        except csv.Error as error:
            if reader.line_num - before != 1 or "end of data" in str(error):
                raise _swallowed(name, number) from None
            skipped.append(SkippedRow(name, number, f"a cell cannot be read ({error})"))
        else:
            return


def _swallowed(name: str, number: int) -> InputRefused:
    return InputRefused(
        "a quotation mark that opens here is never closed",
        where=f"{name}, row {number:,}",
        remedy="close it, or write it twice where it is part of a name",
    )


def _columns(
    rows: Iterator[Row], width: int, wanted: Sequence[int], name: str, skipped: list[SkippedRow]
) -> ReadColumns:
    places: list[defaultdict[str, int]] = [defaultdict() for _ in wanted]
    for known in places:
        # A text that is new gets the next free code.
        known.default_factory = known.__len__
    codes: list[list[np.ndarray[tuple[int], np.dtype[np.int32]]]] = [[] for _ in wanted]
    numbers: list[int] = []
    while chunk := list(islice(rows, _ROWS_AT_ONCE)):
        cells = []
        for number, row in chunk:
            if len(row) == width or (len(row) > width and not any(row[width:])):
                numbers.append(number)
                cells.append(row)
            else:
                reason = f"{len(row)} cells where the header has {width}"
                skipped.append(SkippedRow(name, number, reason))
        for column, known, found in zip(wanted, places, codes, strict=True):
            texts = map(itemgetter(column), cells)
            found.append(np.fromiter(map(known.__getitem__, texts), np.int32, len(cells)))
    nothing = np.zeros(0, dtype=np.int32)
    columns = [
        column_of_values(np.concatenate([nothing, *found]), list(known))
        for known, found in zip(places, codes, strict=True)
    ]
    return ReadColumns(tuple(columns), np.array(numbers, dtype=np.int64), tuple(skipped))
