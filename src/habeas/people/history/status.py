"""Dated statuses: reports of one happening put together, and what held at a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from habeas.people.facts import FactRules, Reason
from habeas.people.history.statement import (
    ENDS,
    CustodyStatus,
    Statement,
    StatementKind,
    meaning,
)

# Happenings that befall a person once a captivity; the others can repeat from day to day.
_ONCE = (StatementKind.CAPTURED, *ENDS)


@dataclass(frozen=True, slots=True)
class DatedStatus:
    """One happening, and every statement that reports it.

    `first` to `last` is the span of what the statements say (None: an end that none of them
    knows); where they differ, it happened once within.
    """

    status: CustodyStatus
    first: date | None
    last: date | None
    place: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class StatusAt:
    """The status at a day. `certain` is False where the happening may lie after that day."""

    status: CustodyStatus
    since: DatedStatus | None
    certain: bool


def statuses(statements: Sequence[Statement]) -> tuple[DatedStatus, ...]:
    """The statuses that the statements date, in order; what has no date is in none of them.

    Reports of a capture, a release, an exchange or a death less than half a year apart (the days
    of `captured_again` in `data/hard_facts.tsv`) are one happening; other reports are one where
    place and interval are the same.
    """
    apart = timedelta(days=FactRules.read().rule(Reason.CAPTURED_AGAIN).days)
    groups: list[list[Statement]] = []
    for statement in statements:
        if meaning(statement.kind).status is None or not statement.dated:
            continue
        home = next((group for group in groups if _one_happening(group, statement, apart)), None)
        if home is None:
            groups.append([statement])
        else:
            home.append(statement)
    return tuple(sorted((_status(group) for group in groups), key=_in_order))


def _one_happening(group: Sequence[Statement], statement: Statement, apart: timedelta) -> bool:
    head = group[0]
    if head.kind is not statement.kind:
        return False
    if head.kind not in _ONCE:
        same_days = (head.first, head.last) == (statement.first, statement.last)
        return same_days and head.place == statement.place
    begun = max(item.earliest for item in group)
    ended = min(item.latest for item in group)
    return statement.earliest - ended < apart and begun - statement.latest < apart


def _status(group: Sequence[Statement]) -> DatedStatus:
    firsts = [item.first for item in group if item.first]
    lasts = [item.last for item in group if item.last]
    status = meaning(group[0].kind).status
    return DatedStatus(
        status or CustodyStatus.UNKNOWN,
        min(firsts, default=None),
        max(lasts, default=None),
        next((item.place for item in group if item.place), ""),
        tuple(group),
    )


def _in_order(status: DatedStatus) -> tuple[date, date, str]:
    start = status.first or status.last or date.max
    return start, status.last or date.max, status.status.value


def status_at(dated: Sequence[DatedStatus], day: date) -> StatusAt:
    """The last status that had happened by the end of a day, as far as the statements tell.

    UNKNOWN before anything is stated. Nothing but a further death changes a death, and a verdict
    changes nothing for who is free: courts sentence the absent. It is not certain where a later
    happening may have come by that day, or where life is reported after the death.
    """
    begun = [item for item in dated if (item.first or date.min) <= day]
    over = [item for item in begun if (item.last or date.max) <= day]
    current: DatedStatus | None = None
    certain = len(begun) == len(over)
    for item in sorted(over, key=lambda item: (item.last or date.max, item.first or date.min)):
        if current is None or _replaces(item.status, current.status):
            current = item
        elif item.status is not CustodyStatus.SENTENCED:
            certain = False
    return StatusAt(current.status if current else CustodyStatus.UNKNOWN, current, certain)


def _replaces(new: CustodyStatus, current: CustodyStatus) -> bool:
    if current is CustodyStatus.DIED:
        return new is CustodyStatus.DIED
    free = current in (CustodyStatus.RELEASED, CustodyStatus.EXCHANGED)
    return not (free and new is CustodyStatus.SENTENCED)
