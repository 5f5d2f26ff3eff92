"""What others say: totals of parties, other dates of an act, and which treaty supposes which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from habeas.language import table_rows
from habeas.model import DateInterval
from habeas.oversight.spans import read_when


@dataclass(frozen=True, slots=True)
class Published:
    """How many parties a treaty was said to have on a day (None: the day is not given)."""

    treaty: str
    total: int
    as_of: date | None
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class OtherDate:
    """What another source says of when the act of a row was done."""

    row: str
    when: DateInterval
    source: str


@cache
def published_totals() -> tuple[Published, ...]:
    """The totals that the room comes with; a month or year stands for its last day."""
    return tuple(
        Published(
            row["treaty"],
            int(row["total"]),
            when.last if (when := read_when(row["as_of"])) else None,
            row["source"],
            row["note"],
        )
        for row in table_rows(_table("published_totals.tsv"))
    )


@cache
def other_dates() -> tuple[OtherDate, ...]:
    """The dates of other sources that the room comes with."""
    return tuple(
        OtherDate(row["row"], when, row["source"])
        for row in table_rows(_table("other_dates.tsv"))
        if (when := read_when(row["date"])) is not None
    )


@cache
def parents() -> Mapping[str, tuple[str, ...]]:
    """For each treaty open only to parties (or members) of others: those others."""
    found: dict[str, tuple[str, ...]] = {}
    for row in table_rows(_table("parents.tsv")):
        found[row["treaty"]] = (*found.get(row["treaty"], ()), row["parent"])
    return found


def _table(name: str) -> Path:
    return Path(str(files("habeas.oversight"))) / "data" / name
