"""Bodies that rest on resolutions, and situations before the ICC, as rows of a table."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from habeas.language import listed, table_rows
from habeas.model import DateInterval
from habeas.oversight.action import Confidence
from habeas.oversight.spans import read_when
from habeas.oversight.world import Mandate


@cache
def mandates() -> tuple[Mandate, ...]:
    """All mandates that the room comes with, in the order of the table."""
    path = Path(str(files("habeas.oversight"))) / "data" / "mandates.tsv"
    return tuple(_mandate(row) for row in table_rows(path))


def _mandate(row: Mapping[str, str]) -> Mandate:
    return Mandate(
        id=row["id"],
        body=row["body"],
        states=listed(row["states"]),
        since=read_when(row["since"]) or DateInterval(None, None),
        until=read_when(row["until"]),
        source=row["source"],
        confidence=Confidence(row["confidence"]),
        note=row["note"],
    )
