"""Table rows inside plain text: neighbouring lines with the same number of tabs or bars."""

from __future__ import annotations

import re

from habeas.model import BlockKind
from habeas.sources.page.part import Part

_LEAST_BARS = 2
_RULER = re.compile(r"[\s|+:=_-]+$")


def mark_rows(parts: list[Part]) -> list[Part]:
    """The parts with those decided that are rows of a table drawn with tabs or bars."""
    marked = list(parts)
    columns = [_columns(part.text) if part.open else 0 for part in parts]
    for index, part in enumerate(parts):
        neighbours = columns[max(0, index - 1) : index] + columns[index + 1 : index + 2]
        if columns[index] and columns[index] in neighbours:
            marked[index] = part.decided(BlockKind.TABLE_ROW, "columns like its neighbour's")
    return marked


def _columns(text: str) -> int:
    if "\n" in text or _RULER.match(text):
        return 0
    if "\t" in text:
        return text.count("\t") + 1
    bars = text.count("|")
    return bars + 1 if bars >= _LEAST_BARS else 0
