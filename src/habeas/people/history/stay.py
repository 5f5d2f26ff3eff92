"""Stays: at which place a person is known to have been held, from when to when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from habeas.people.history.statement import ENDS, Statement, StatementKind

# Statements whose place is where the person was held. The place of a capture or of a verdict is
# where somebody was taken or a court sat.
_PLACING = (StatementKind.SEEN, StatementKind.TRANSFERRED, StatementKind.LOCATED)


@dataclass(frozen=True, slots=True)
class Stay:
    """Held at `place` at least from `first` to `last`, at most until `until`.

    `until` is the last possible day before the next place, a release or a death; None: open.
    """

    place: str
    first: date
    last: date
    until: date | None
    statements: tuple[Statement, ...]


def stays(statements: Sequence[Statement]) -> tuple[Stay, ...]:
    """Stays in order of their first statement; a statement without a date or place makes none."""
    found: list[Stay] = []
    for item in statements:
        if item.kind in ENDS and item.last and found:
            found[-1] = _closed(found[-1], item.last)
        if item.kind not in _PLACING or not item.place or not item.first or not item.last:
            continue
        current = found[-1] if found else None
        same = current and current.until is None and _key(current.place) == _key(item.place)
        if current and same:
            found[-1] = replace(
                current,
                last=max(current.last, item.last),
                statements=(*current.statements, item),
            )
            continue
        if current:
            found[-1] = _closed(current, item.last)
        found.append(Stay(item.place, item.first, item.last, None, (item,)))
    return tuple(found)


def _closed(stay: Stay, day: date) -> Stay:
    return stay if stay.until else replace(stay, until=max(day, stay.last))


def _key(place: str) -> str:
    return " ".join(place.casefold().split())
