"""What bodies and states did in fact: visits, statements and refusals, and how long ago they were.

The shipped rows of visits are a selection; rows from a saved list of visits can be added to a
world with `with_practice`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from habeas.language import table_rows
from habeas.model import DateInterval
from habeas.oversight.action import Confidence
from habeas.oversight.spans import read_when
from habeas.oversight.world import Practice, World

VISIT = "visit"
PUBLIC_STATEMENT = "public_statement"
# The kinds of row; a `mission` lasts from the day it was invoked to the day of its report.
KINDS = frozenset(
    {
        "access_refused",
        VISIT,
        PUBLIC_STATEMENT,
        "suspended",
        "not_executed",
        "no_member",
        "mission",
    }
)


@cache
def practice_rows() -> tuple[Practice, ...]:
    """All rows of practice that the room comes with, in the order of the table."""
    path = Path(str(files("habeas.oversight"))) / "data" / "practice.tsv"
    return tuple(_practice(row) for row in table_rows(path))


def visits(world: World, body: str, state: str) -> tuple[Practice, ...]:
    """The visits of a body to a state that the world knows of, the earliest first."""
    return _of_kind(world, body, state, VISIT)


def public_statements(world: World, body: str, state: str) -> tuple[Practice, ...]:
    """The public statements of a body about a state that the world knows of, earliest first."""
    return _of_kind(world, body, state, PUBLIC_STATEMENT)


def last_visit(world: World, body: str, state: str, on: date) -> tuple[Practice | None, int | None]:
    """The last visit that had begun by the day `on`, and the days since it.

    Where the date of the visit is uncertain, it is the one that may have begun last, and the gap
    is counted from its latest possible day: so many days at least. (None, None) without a visit.
    """
    before = [row for row in visits(world, body, state) if _began(row) <= on]
    if not before:
        return None, None
    last = before[-1]
    ends = [when.last for when in (last.until or last.since, last.since) if when.last]
    latest = min(max(ends, default=_began(last)), on)
    return last, (on - latest).days


def with_practice(world: World, rows: Iterable[Practice]) -> World:
    """The same world with more rows of practice, from a saved list for instance.

    A row takes the place of those with its id, and of a less exact one of the same happening:
    same body, state and kind, with the new row's days among its own.
    """
    added = tuple(rows)
    kept = (row for row in world.practice if not any(_supersedes(new, row) for new in added))
    return replace(world, practice=(*kept, *added))


def _supersedes(new: Practice, old: Practice) -> bool:
    if new.id == old.id:
        return True
    same = (new.body, new.state, new.kind) == (old.body, old.state, old.kind)
    happenings = {VISIT, PUBLIC_STATEMENT}
    return same and new.kind in happenings and _among(new.since, old.since)


def _among(inner: DateInterval, outer: DateInterval) -> bool:
    """Whether every day on which one date may lie is among the days of another."""
    if not (inner.first and inner.last and outer.first and outer.last):
        return False
    return outer.first <= inner.first and inner.last <= outer.last


def _of_kind(world: World, body: str, state: str, kind: str) -> tuple[Practice, ...]:
    rows = (
        row
        for row in world.practice
        if row.body == body and row.state == state and row.kind == kind
    )
    return tuple(sorted(rows, key=lambda row: (_began(row), row.id)))


def _began(row: Practice) -> date:
    return row.since.first or row.since.last or date.min


def _practice(row: Mapping[str, str]) -> Practice:
    return Practice(
        id=row["id"],
        body=row["body"],
        state=row["state"],
        kind=row["kind"],
        since=read_when(row["since"]) or DateInterval(None, None),
        until=read_when(row["until"]),
        source=row["source"],
        confidence=Confidence(row["confidence"]),
        note=row["note"],
    )
