"""Parquet files, through whichever of two optional libraries is installed."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from habeas.counts.reading.sheet import Row, Sheet, checked_header
from habeas.model import InputRefused, MissingExtra

MAGIC = b"PAR1"
Columns = dict[str, list[Any]]


def parquet_sheet(content: bytes, name: str) -> Sheet:
    """The sheet in the bytes of a Parquet file.

    Raises MissingExtra where neither polars nor pyarrow is installed, InputRefused for a damaged
    file.
    """
    read = _reader(name)
    try:
        columns = read(content)
    except Exception as reason:
        # Each library has errors of its own for damage.
        raise InputRefused(
            f"a damaged Parquet file ({type(reason).__name__})", where=name, remedy="write it again"
        ) from None
    return sheet_of_columns(columns, name)


def sheet_of_columns(columns: Columns, name: str) -> Sheet:
    """A sheet from values by column; all columns are of one length."""
    header = checked_header(name, list(columns))
    cells = list(columns.values())
    return Sheet(name, header, lambda: _rows(cells))


def as_cell(value: object) -> str:
    """A value as a CSV file would show it: nothing for None and NaN, 1 for True, 3 for 3.0."""
    if isinstance(value, str):
        return value.strip()
    if _is_missing(value):
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _is_missing(value: object) -> bool:
    try:
        return value is None or bool(value != value)
    except TypeError:
        # The NA of pandas: neither equal nor unequal to itself.
        return True


def _rows(columns: Sequence[Sequence[Any]]) -> Iterator[Row]:
    for number, values in enumerate(zip(*columns, strict=True), 2):
        yield number, [as_cell(value) for value in values]


def _reader(name: str) -> Callable[[bytes], Columns]:
    try:
        import polars
    except ImportError:
        pass
    else:
        return lambda content: polars.read_parquet(io.BytesIO(content)).to_dict(as_series=False)
    try:
        import pyarrow.parquet
    except ImportError:
        raise MissingExtra(
            "reading Parquet needs polars or pyarrow",
            where=name,
            remedy="pip install 'habeas[tables]'",
        ) from None
    return lambda content: dict(pyarrow.parquet.read_table(io.BytesIO(content)).to_pydict())
