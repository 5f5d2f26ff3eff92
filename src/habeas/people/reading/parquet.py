"""Parquet files as tables, through whichever of two optional libraries is installed."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np

from habeas.model import InputRefused, MissingExtra
from habeas.people.reading.frame import column_of_arrow, column_of_series
from habeas.people.reading.table import ReadColumns, Table
from habeas.people.text_column import TextColumn

MAGIC = b"PAR1"


def parquet_table(content: bytes, name: str) -> Table:
    """The table in the bytes of a Parquet file; its rows are numbered as those below a header.

    Raises MissingExtra where neither polars nor pyarrow is installed, InputRefused for a damaged
    file, and, when columns are read, for one that holds lists or structures.
    """
    header, read_one = _opened(content, name)

    def read(wanted: Sequence[int]) -> ReadColumns:
        columns = tuple(_guarded(partial(read_one, header[place]), name) for place in wanted)
        length = len(columns[0]) if columns else 0
        return ReadColumns(columns, np.arange(2, length + 2, dtype=np.int64))

    return Table(name, header, read)


def _opened(content: bytes, name: str) -> tuple[tuple[str, ...], Callable[[str], TextColumn]]:
    try:
        import polars
    except ImportError:
        return _opened_by_pyarrow(content, name)
    header = _guarded(lambda: tuple(polars.read_parquet_schema(io.BytesIO(content))), name)

    def read_one(column: str) -> TextColumn:
        # A column at a time: the whole table would double what is in memory.
        frame = polars.read_parquet(io.BytesIO(content), columns=[column])
        return column_of_series(frame.to_series())

    return header, read_one


def _opened_by_pyarrow(
    content: bytes, name: str
) -> tuple[tuple[str, ...], Callable[[str], TextColumn]]:
    try:
        import pyarrow.parquet
    except ImportError:
        raise MissingExtra(
            "reading Parquet needs polars or pyarrow",
            where=name,
            remedy="pip install 'habeas[tables]'",
        ) from None
    header = _guarded(lambda: tuple(pyarrow.parquet.read_schema(io.BytesIO(content)).names), name)

    def read_one(column: str) -> TextColumn:
        table = pyarrow.parquet.read_table(io.BytesIO(content), columns=[column])
        return column_of_arrow(table.column(column))

    return header, read_one


def _guarded(read: Callable[[], Any], name: str) -> Any:
    try:
        return read()
    except Exception as reason:
        # Each library has errors of its own for damage and for what is no plain value.
        raise InputRefused(
            f"a Parquet file that cannot be read ({type(reason).__name__})",
            where=name,
            remedy="write it again, with plain values in its columns",
        ) from None
