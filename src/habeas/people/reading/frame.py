"""Columns of polars and pyarrow as columns of ours, without a loop over the rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

import numpy as np

from habeas.people.text_column import TextColumn


def column_of_series(series: Any) -> TextColumn:
    """A polars Series of plain values as text."""
    import polars

    distinct = series.unique(maintain_order=True)
    if len(distinct) == len(series):
        codes = np.arange(len(series), dtype=np.int32)
    else:
        numbers = polars.Series(np.arange(len(distinct), dtype=np.int32))
        codes = series.replace_strict(distinct, numbers, return_dtype=polars.Int32).to_numpy()
    return column_of_values(codes, distinct.to_list())


def column_of_arrow(column: Any) -> TextColumn:
    """A pyarrow ChunkedArray of plain values as text."""
    whole = column.combine_chunks().dictionary_encode(null_encoding="encode")
    codes = whole.indices.to_numpy().astype(np.int32)
    return column_of_values(codes, whole.dictionary.to_pylist())


def column_of_values(codes: np.ndarray[Any, Any], values: Sequence[object]) -> TextColumn:
    """The column of `values[code]`, as a CSV file would show them.

    No value stands twice, and they stand in the order in which the codes first appear.
    """
    texts = [value if type(value) is str else as_text(value) for value in values]
    blank = [texts.index(nothing) for nothing in ("", None) if nothing in texts]
    said = [text for text in texts if text]
    if len(said) + len(blank) < len(texts) or list(map(str.strip, said)) != said:
        column = TextColumn.of(texts)
        return TextColumn(np.append(column.codes, np.int32(-1))[codes], column.values)
    # As most columns are; there may be a million different names in it.
    kept = np.ones(len(texts), dtype=np.bool_)
    kept[blank] = False
    places = np.where(kept, np.cumsum(kept) - 1, -1).astype(np.int32)
    return TextColumn(places[codes], tuple(said))


def as_text(value: object) -> str | None:
    """A value as text: nothing for None and NaN, ISO 8601 for dates, 3 for 3.0.

    Raises TypeError for a value that holds others, ValueError for bytes that are not UTF-8.
    """
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return value.decode("utf-8")
    if isinstance(value, list | dict):
        raise TypeError("a cell holds several values")
    if value != value:
        return None
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
