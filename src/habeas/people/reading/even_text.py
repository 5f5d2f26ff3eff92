"""A short way for large tables that are even: polars reads them once a kernel has vouched for them.

What polars makes of rows that are too short or of stray quotation marks is not what the user needs
to know about them, so such a table takes the long way, which names the rows.
"""

from __future__ import annotations

import codecs
import importlib.util
from collections.abc import Sequence

import numpy as np

from habeas.people.reading.frame import column_of_series
from habeas.people.reading.table import ReadColumns


def columns_of_even_text(
    content: bytes, delimiter: str, width: int, wanted: Sequence[int]
) -> ReadColumns | None:
    """The wanted columns of UTF-8 bytes; None where polars is missing or the table is not even."""
    if importlib.util.find_spec("polars") is None:
        return None
    import polars

    from habeas.people.reading.even_kernel import UNEVEN, rows_if_even

    start = len(codecs.BOM_UTF8) if content.startswith(codecs.BOM_UTF8) else 0
    view = memoryview(content)[start:]
    rows = rows_if_even(np.frombuffer(view, dtype=np.uint8), ord(delimiter), width)
    if rows in (UNEVEN, 0):
        return None
    frame = polars.read_csv(
        bytes(view) if start else content,
        separator=delimiter,
        columns=sorted(wanted),
        infer_schema=False,
    )
    if frame.height != rows - 1 or frame.width != len(set(wanted)):
        return None
    found = {}
    for place, column in zip(sorted(set(wanted)), frame.columns, strict=True):
        # Taken out of the table, which gives its memory back.
        found[place] = column_of_series(frame.drop_in_place(column))
    columns = tuple(found[place] for place in wanted)
    return ReadColumns(columns, np.arange(2, rows + 1, dtype=np.int64))
