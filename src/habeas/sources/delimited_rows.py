"""Rows and cells of delimiter-separated text, each with its place in the untouched text.

RFC 4180 with what is met in the field: any of four delimiters, quotes inside unquoted values,
rows of uneven length, a quotation mark that nobody closed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

DELIMITERS = ",;\t|"
_SNIFFED_ROWS = 60
_LONGEST_QUOTED = 100_000


@dataclass(frozen=True, slots=True)
class DelimitedCell:
    """A value and where it stands: [start, end) without its quotation marks."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DelimitedRow:
    """A row and where it stands: [start, end) with quotation marks, without its line break."""

    cells: tuple[DelimitedCell, ...]
    start: int
    end: int


def delimiter_of(text: str) -> str:
    """The delimiter by which most rows have the same number (above one) of columns."""

    def evenness(delimiter: str) -> tuple[float, int]:
        widths = [len(row.cells) for row in islice(delimited_rows(text, delimiter), _SNIFFED_ROWS)]
        counts = Counter(width for width in widths if width > 1)
        if not counts:
            return (0.0, 0)
        width, times = counts.most_common(1)[0]
        return (times / len(widths), width)

    return max(DELIMITERS, key=evenness)


def delimited_rows(text: str, delimiter: str) -> Iterator[DelimitedRow]:
    """The rows of a text that hold anything, in order."""
    plain = re.compile(rf"[^{re.escape(delimiter)}\r\n]*")
    position = 1 if text.startswith("\ufeff") else 0
    while position < len(text):
        row, position = _row(text, position, delimiter, plain)
        if text[row.start : row.end].strip():
            yield row


def _row(text: str, start: int, delimiter: str, plain: re.Pattern[str]) -> tuple[DelimitedRow, int]:
    cells: list[DelimitedCell] = []
    position = start
    while True:
        cell, position = _cell(text, position, plain)
        cells.append(cell)
        if position >= len(text) or text[position] != delimiter:
            break
        position += 1
    row = DelimitedRow(tuple(cells), start, position)
    return row, position + (2 if text.startswith("\r\n", position) else 1)


def _cell(text: str, start: int, plain: re.Pattern[str]) -> tuple[DelimitedCell, int]:
    if text.startswith('"', start):
        closing = _closing_quote(text, start + 1)
        if closing is not None:
            rest = plain.match(text, closing + 1)
            end = rest.end() if rest else closing + 1
            value = text[start + 1 : closing].replace('""', '"') + text[closing + 1 : end].strip()
            return DelimitedCell(value, start + 1, max(closing, start + 1)), end
    found = plain.match(text, start)
    end = found.end() if found else start
    return DelimitedCell(text[start:end], start, end), end


def _closing_quote(text: str, position: int) -> int | None:
    """The quotation mark that ends a value; None where it is too far off to be meant as one."""
    limit = min(len(text), position + _LONGEST_QUOTED)
    while True:
        found = text.find('"', position, limit)
        if found < 0:
            return None
        if not text.startswith('"', found + 1):
            return found
        position = found + 2
