"""The facts that disagree inside persons: which two rows, and which fact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

from habeas.people.facts.dated_event import DatedEvent, dated_events
from habeas.people.facts.facts import Facts, person_rows
from habeas.people.facts.reason import Reason
from habeas.people.records import EventKind, Events, Records

_CUSTODY = (Reason.CAPTURED_WHILE_HELD, Reason.CAPTURED_AGAIN)
_FREED = (EventKind.RELEASED, EventKind.EXCHANGED)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two rows (numbers of records, left < right) of one person that a hard fact sets apart."""

    person: int
    reason: Reason
    left: int
    right: int


def conflicts(person: NDArray[np.int32], records: Records, facts: Facts) -> tuple[Conflict, ...]:
    """Every pair of rows that breaks a hard fact inside a person, in order of person and rows.

    `person` (n,) numbers persons from 0. Empty for what the machine resolved; what is left comes
    from decisions of a reviewer, who may overrule any fact.
    """
    _, met = person_rows(person, facts)
    suspects = np.flatnonzero(met)
    if not len(suspects):
        return ()
    order = np.argsort(person, kind="stable")
    starts = np.searchsorted(person[order], np.arange(len(met) + 1))
    return tuple(
        conflict
        for number in suspects.tolist()
        for conflict in _inside(
            number, order[starts[number] : starts[number + 1]].tolist(), records.events, facts
        )
    )


def _inside(number: int, rows: Sequence[int], events: Events, facts: Facts) -> Iterator[Conflict]:
    from habeas.people.facts.row_kernel import conflict

    plain = facts.hard.copy()
    plain[list(_CUSTODY)] = False
    stated = {row: dated_events(events, row) for row in rows}
    freed = [event for row in rows for event in _releases(stated[row])]
    for left, right in combinations(rows, 2):
        reason = Reason(conflict(facts.rows[left], facts.rows[right], facts.days, plain))
        if not reason:
            reason = _custody(stated[left], stated[right], freed, facts)
        if reason:
            yield Conflict(number, reason, left, right)


def _releases(events: Sequence[DatedEvent]) -> Iterator[DatedEvent]:
    """The releases of one row; a row that states two captures vouches for one between them."""
    yield from (event for event in events if event.kind in _FREED)
    captures = sorted(
        (event for event in events if event.kind == EventKind.CAPTURED),
        key=lambda event: (event.last, event.first),
    )
    for earlier, later in pairwise(captures):
        if later.first > earlier.last:
            yield DatedEvent(EventKind.RELEASED, earlier.last, later.first)


def _custody(
    left: Sequence[DatedEvent],
    right: Sequence[DatedEvent],
    freed: Sequence[DatedEvent],
    facts: Facts,
) -> Reason:
    """Captured far apart in two rows, with no release of the whole person between."""
    found = Reason.NONE
    for earlier, later in _captures(left, right):
        gap = later.first - earlier.last
        if any(free.last >= earlier.first and free.first <= later.last for free in freed):
            continue
        own = left if earlier in left else right
        ends = [event.first - later.last for event in own if event.kind in _FREED]
        held = facts.rules.rule(Reason.CAPTURED_WHILE_HELD).days
        if facts.hard[Reason.CAPTURED_WHILE_HELD] and gap >= held and max(ends, default=-1) >= held:
            return Reason.CAPTURED_WHILE_HELD
        again = facts.rules.rule(Reason.CAPTURED_AGAIN).days
        if facts.hard[Reason.CAPTURED_AGAIN] and gap >= again:
            found = Reason.CAPTURED_AGAIN
    return found


def _captures(
    left: Sequence[DatedEvent], right: Sequence[DatedEvent]
) -> Iterator[tuple[DatedEvent, DatedEvent]]:
    """The captures of two rows, couple by couple, the earlier first."""
    for one in left:
        for other in right:
            if one.kind == other.kind == EventKind.CAPTURED:
                yield (one, other) if one.last <= other.last else (other, one)
