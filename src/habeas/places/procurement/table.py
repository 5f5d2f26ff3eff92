"""Tables saved from a portal or written by hand: CSV in whatever form, or a spreadsheet."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from habeas.language import delimiter_of, encoding_of
from habeas.model import InputRefused, UnsafeInput

_SPREADSHEETS = {".xlsx", ".xlsm", ".xls", ".ods"}
_LARGEST_FILE = 1 << 30
_LARGEST_CELL = 100_000
_HEADER_ROWS = 30


@dataclass(frozen=True, slots=True)
class Table:
    """A table as text. `rows` pairs a row's number in the file (from 1) with its cells.

    The heading is the row within the first thirty that has most cells filled, ties to the first:
    exports often begin with the name of the query.
    """

    name: str
    header: tuple[str, ...]
    rows: Sequence[tuple[int, Sequence[str]]]
    notes: tuple[str, ...] = ()


def read_table(path: Path) -> Table:
    """The first table of a file.

    Raises InputRefused where there is none, UnsafeInput for a file beyond 1 GiB.
    """
    content = _content(path)
    if path.suffix.casefold() in _SPREADSHEETS:
        sheets, notes = _spreadsheet(content, path.name)
    else:
        sheets, notes = _delimited(content, path.name)
    filled = [(n, [cell.strip() for cell in row]) for n, row in sheets if any(map(str.strip, row))]
    if not filled:
        raise InputRefused("the table is empty", where=path.name, remedy="save it with its rows")
    head = max(
        range(min(_HEADER_ROWS, len(filled))),
        key=lambda place: (_headings(filled[place][1]), -place),
    )
    if head:
        notes = (*notes, f"{path.name}: the headings stand in row {filled[head][0]:,}")
    return Table(path.name, tuple(filled[head][1]), filled[head + 1 :], notes)


def table_of(name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Table:
    """A table of values in memory, as the rows of a Polars frame; None is an empty cell."""
    cells = [[_text(cell).strip() for cell in row] for row in rows]
    return Table(name, tuple(header), list(enumerate(cells, start=1)))


def _headings(row: Sequence[str]) -> int:
    """How many cells may be headings: filled, no numbers, each once."""
    return len({cell for cell in row if cell and not cell[0].isdigit() and len(cell) < 200})


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as raw:
            folded = raw.read(2) == b"\x1f\x8b"
        with gzip.open(path, "rb") if folded else path.open("rb") as opened:
            content = opened.read(_LARGEST_FILE + 1)
    except (OSError, EOFError) as error:
        raise InputRefused(f"the file cannot be read ({error})", where=path.name) from error
    if len(content) > _LARGEST_FILE:
        raise UnsafeInput(
            "the table is larger than 1 GiB", where=path.name, remedy="split it by year"
        )
    return content


def _delimited(content: bytes, name: str) -> tuple[list[tuple[int, list[str]]], tuple[str, ...]]:
    encoding, notes = encoding_of(content, name)
    text = content.decode(encoding)
    delimiter = delimiter_of(text)
    rows: list[tuple[int, list[str]]] = []
    previous = csv.field_size_limit(_LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        rows.extend((reader.line_num, row) for row in reader)
    except csv.Error as error:
        raise InputRefused(
            f"the table breaks off: {error}",
            where=f"{name}, line {reader.line_num:,}",
            remedy="a quotation mark may not be closed there; save the table once more",
        ) from error
    finally:
        csv.field_size_limit(previous)
    return rows, tuple(f"{name}: {note}" for note in notes)


def _spreadsheet(content: bytes, name: str) -> tuple[list[tuple[int, list[str]]], tuple[str, ...]]:
    from python_calamine import CalamineWorkbook

    _check_unfolded(content, name)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = {title: book.get_sheet_by_name(title).to_python() for title in book.sheet_names}
    except BaseException as error:
        # calamine is Rust: a bug in it surfaces as a PanicException, which is no Exception.
        if isinstance(error, (KeyboardInterrupt, SystemExit, GeneratorExit)):
            raise
        raise InputRefused(
            "the spreadsheet is damaged, or protected by a password",
            where=name,
            remedy="save it without a password, or as CSV",
        ) from error
    filled = {title: rows for title, rows in sheets.items() if rows}
    if not filled:
        return [], ()
    title, rows = next(iter(filled.items()))
    others = [other for other in filled if other != title]
    notes = (f"{name}: only the sheet “{title}” was read",) if others else ()
    return [(n, [_text(cell) for cell in row]) for n, row in enumerate(rows, start=1)], notes


def _check_unfolded(content: bytes, name: str) -> None:
    """Refuse a spreadsheet that would unfold beyond the limit."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, OSError):
        return  # an old .xls, or damaged: told by the reader itself
    if size > _LARGEST_FILE:
        raise UnsafeInput(
            "the spreadsheet unfolds beyond 1 GiB", where=name, remedy="split it by year"
        )


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date) else str(value)
