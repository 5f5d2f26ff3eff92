"""Tables of descriptions, from files and from the objects of a notebook, as rows of text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from habeas.language import delimiter_of, encoding_of, fold, listed, table_rows
from habeas.model import InputRefused, MissingExtra
from habeas.places.addresses.words import table_path

_SNIFFED = 400_000
_NO_DELIMITER = "\x1f"
_IN_MEMORY = "the table"


@dataclass(frozen=True, slots=True)
class TextRows:
    """A table as text: its name, its header, and rows as (row number, cells); the header is 1."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    notes: tuple[str, ...] = ()


def text_rows(table: Any) -> TextRows:
    """The rows of a CSV or Parquet file (by its path), a data frame, an Arrow table, or mappings.

    Raises InputRefused for a file that is no table or cannot be read, MissingExtra for Parquet
    without pyarrow, TypeError for any other object.
    """
    if isinstance(table, str | Path):
        return _of_file(Path(table))
    for name, arguments in (("to_dicts", ()), ("to_pylist", ()), ("to_dict", ("records",))):
        method = getattr(table, name, None)
        if method is not None:
            return _of_mappings(method(*arguments), _IN_MEMORY)
    if isinstance(table, Iterable) and not isinstance(table, bytes):
        rows = list(table)
        if all(isinstance(row, Mapping) for row in rows):
            return _of_mappings(rows, _IN_MEMORY)
    raise TypeError(f"no descriptions can be read from a {type(table).__name__}")


def roles_of(header: Sequence[str], columns: Mapping[str, str], name: str) -> dict[str, int]:
    """Which column holds what; `columns` names a column for a role where its name does not tell.

    Raises InputRefused where a named column is not there, or none holds descriptions.
    """
    folded = [fold(column).replace(" ", "_") for column in header]
    found: dict[str, int] = {}
    for role, words in _roles().items():
        if role in columns:
            found[role] = _named(columns[role], header, name)
            continue
        place = next((folded.index(word) for word in words if word in folded), None)
        if place is not None and place not in found.values():
            found[role] = place
    unknown = sorted(set(columns) - set(_roles()))
    if unknown:
        raise InputRefused(
            f"there is no role {unknown[0]!r}", where=name, remedy=f"use {', '.join(_roles())}"
        )
    if "description" not in found:
        raise InputRefused(
            "no column of descriptions",
            where=name,
            remedy="name a column description, or say which it is",
        )
    return found


def _named(column: str, header: Sequence[str], name: str) -> int:
    if column not in header:
        raise InputRefused(
            f"there is no column {column!r}", where=name, remedy=f"use one of {', '.join(header)}"
        )
    return list(header).index(column)


@cache
def _roles() -> dict[str, tuple[str, ...]]:
    return {
        row["role"]: listed(row["words"])
        for row in table_rows(table_path("description_columns.tsv"))
    }


def _of_file(path: Path) -> TextRows:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputRefused(
            f"the table cannot be read ({error.strerror or error})",
            where=str(path),
            remedy="give the path of a CSV or Parquet file",
        ) from error
    if content[:4] == b"PAR1":
        return _of_parquet(path)
    encoding, notes = encoding_of(content, path.name)
    text = content.decode(encoding)
    rows = _cells(text, path.name)
    number, header = next(rows, (0, ()))
    if not number:
        raise InputRefused("the file is empty", where=path.name, remedy="give rows with a header")
    return TextRows(path.name, tuple(cell.strip() for cell in header), tuple(rows), notes)


def _cells(text: str, name: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    delimiter = delimiter_of(text[:_SNIFFED])
    first = text.partition("\n")[0]
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=delimiter if delimiter in first else _NO_DELIMITER,
    )
    number = 0
    try:
        for cells in reader:
            number += 1
            if any(cell.strip() for cell in cells):
                yield number, tuple(cells)
    except csv.Error as error:
        raise InputRefused(
            f"a row cannot be read ({error})",
            where=f"{name}, row {number + 1:,}",
            remedy="check its quotation marks",
        ) from error


def _of_parquet(path: Path) -> TextRows:
    try:
        from pyarrow import parquet
    except ImportError as missing:
        raise MissingExtra(
            "Parquet files need pyarrow", remedy="pip install pyarrow, or save the table as CSV"
        ) from missing
    return _of_mappings(parquet.read_table(path).to_pylist(), path.name)


def _of_mappings(rows: Sequence[Mapping[Any, Any]], name: str) -> TextRows:
    header = tuple(dict.fromkeys(str(column) for row in rows for column in row))
    if not header:
        raise InputRefused("there are no rows", where=name, remedy="give at least one")
    return TextRows(
        name,
        header,
        tuple(
            (number, tuple(_text(row.get(column)) for column in header))
            for number, row in enumerate(rows, start=2)
        ),
    )


def _text(value: Any) -> str:
    """A cell as text; NaN, as data frames write an empty cell, is empty."""
    return "" if value is None or value != value else str(value)
