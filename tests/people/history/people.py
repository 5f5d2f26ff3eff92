"""Invented people for the tests of histories: statements, and resolutions of known persons."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from habeas.people import Records, Resolution, ScoredPairs
from habeas.people.facts.birth_interval import partial_date
from habeas.people.history import CustodyHistory, Statement, StatementKind, histories
from habeas.people.history.statement import Rung
from habeas.people.resolution import numbered
from tests.people.facts.rows import records


def told(
    kind: str,
    when: str = "",
    *,
    place: str = "",
    source: str = "",
    says: str = "",
    who: str = "r0",
    speaker: str = "",
    means: Rung | None = None,
) -> Statement:
    """A statement about record r0, dated `2022`, `2022-03` or `2022-03-01`."""
    first, last = partial_date(when) or (None, None)
    return Statement(StatementKind(kind), first, last, place, source, says, who, speaker, means)


def resolved(
    known: Records, *persons: int, pairs: Sequence[tuple[int, int, float]] = ()
) -> Resolution:
    """The resolution in which row k is person `persons[k]`; `pairs` are (row, row, log-odds)."""
    person, ids = numbered(known, np.array(persons, dtype=np.int32))
    left, right, odds = zip(*pairs, strict=True) if pairs else ((), (), ())
    scored = ScoredPairs(
        np.array(left, dtype=np.int32),
        np.array(right, dtype=np.int32),
        np.array(odds, dtype=np.float32),
        np.zeros(len(left), dtype=np.bool_),
    )
    return Resolution(known, person, ids, np.ones(len(known)), scored)


def history(*statements: Statement, as_of: str = "2024-12-31") -> CustodyHistory:
    """The history of one person of whom only statements tell."""
    day = partial_date(as_of)
    assert day is not None
    (found,) = histories(records([]), resolved(records([]), 0), statements, as_of=day[1])
    return found
