"""Tables as rows of text, whatever they came in."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from habeas.language import delimiter_of, encoding_of
from habeas.model import InputRefused
from habeas.places.refusal import Refusal


@runtime_checkable
class PolarsLike(Protocol):
    """A table of Polars."""

    def to_dicts(self) -> list[dict[str, object]]:
        """All rows."""


@runtime_checkable
class ArrowLike(Protocol):
    """A table of Arrow."""

    def to_pylist(self) -> list[dict[str, object]]:
        """All rows."""


TableInput = str | Path | PolarsLike | ArrowLike | Iterable[Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class TextTable:
    """A header, and rows with the number of their line; cells are text without blanks around."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    refused: tuple[Refusal, ...]
    notes: tuple[str, ...]


def text_table(given: TableInput) -> TextTable:
    """The table in a CSV file, or of Polars, Arrow, or rows as mappings.

    Raises InputRefused for a file that is missing, no text, or empty.
    """
    if isinstance(given, (str, Path)):
        return _from_file(Path(given))
    if isinstance(given, PolarsLike):
        rows: list[Mapping[str, object]] = list(given.to_dicts())
    elif isinstance(given, ArrowLike):
        rows = list(given.to_pylist())
    else:
        rows = list(given)
    header = tuple(dict.fromkeys(str(key) for row in rows for key in row))
    cells = tuple(
        (number, tuple(_text(row.get(key)) for key in header)) for number, row in enumerate(rows, 1)
    )
    return TextTable("table", header, cells, (), ())


def _text(value: object) -> str:
    return "" if value is None or value != value else str(value).strip()


def _from_file(path: Path) -> TextTable:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputRefused(
            "the table cannot be read", where=str(path), remedy="give the path of a CSV file"
        ) from error
    encoding, notes = encoding_of(content, path.name)
    text = content.decode(encoding)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    header: tuple[str, ...] = ()
    rows: list[tuple[int, tuple[str, ...]]] = []
    refused: list[Refusal] = []
    try:
        for cells in reader:
            row = tuple(cell.strip() for cell in cells)
            if not any(row) or (not header and row[0].startswith("#")):
                continue
            if not header:
                header = row
            elif (len(row) > len(header) and any(row[len(header) :])) or len(row) < len(header) - 1:
                refused.append(
                    Refusal(
                        reader.line_num,
                        f"{len(row)} cells for {len(header)} columns",
                        "put cells that hold the delimiter in quotation marks",
                    )
                )
            else:
                padded = (*row, *[""] * len(header))[: len(header)]
                rows.append((reader.line_num, padded))
    except csv.Error as error:
        raise InputRefused(
            "the table cannot be split into cells", where=path.name, remedy="save it as CSV"
        ) from error
    if not header:
        raise InputRefused(
            "the file is empty", where=path.name, remedy="give a table with a header"
        )
    return TextTable(path.name, header, tuple(rows), tuple(refused), notes)
