"""Which record of now an anchor is about, whatever the records were called when it was made.

A row is found by what stands in it: at its own place first, else the nearest row of the same source
that says the same; a person named in a text by the passage that names them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from habeas.model import Passage, RecordAnchor


class RecordFinder:
    """The present ids of records that were judged under earlier ones."""

    def __init__(self, anchors: Sequence[RecordAnchor]) -> None:
        self._rows: dict[tuple[str, str], list[RecordAnchor]] = {}
        self._passages: dict[tuple[str, str], list[RecordAnchor]] = {}
        for anchor in anchors:
            if anchor.content is not None:
                self._rows.setdefault((anchor.source, anchor.content), []).append(anchor)
            if anchor.passage is not None:
                quoted = (anchor.source, anchor.passage.quote)
                self._passages.setdefault(quoted, []).append(anchor)

    def all(self, anchors: Iterable[RecordAnchor]) -> tuple[str, ...]:
        """The ids of those that are found again, each once."""
        found = (self.one(anchor) for anchor in anchors)
        return tuple(dict.fromkeys(name for name in found if name is not None))

    def one(self, judged: RecordAnchor) -> str | None:
        """The present id of this record; None where it is not found again."""
        if judged.passage is not None:
            named = self._passages.get((judged.source, judged.passage.quote), [])
            return min(named, key=lambda one: _apart(judged.passage, one)).record if named else None
        rows = self._rows.get((judged.source, judged.content or ""), [])

        def distance(one: RecordAnchor) -> tuple[bool, bool, int, int]:
            row, judged_row = one.row or 0, judged.row or 0
            elsewhere = one.sheet != judged.sheet
            return one.record != judged.record, elsewhere, abs(row - judged_row), row

        return min(rows, key=distance).record if rows else None


def _apart(judged: Passage | None, one: RecordAnchor) -> tuple[int, int]:
    start, there = judged.start if judged else 0, one.passage.start if one.passage else 0
    return abs(start - there), there
