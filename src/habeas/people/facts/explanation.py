"""Why two rows were kept apart, as a sentence with both lists and both dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from habeas.people.facts.birth_interval import birth_of
from habeas.people.facts.dated_event import DatedEvent, dated_events, printed_interval
from habeas.people.facts.reason import FactRules, FactStanding, Reason
from habeas.people.records import EventKind, Records

_FREED = (EventKind.RELEASED, EventKind.EXCHANGED)
_AFTER_DEATH: dict[Reason, tuple[EventKind, ...]] = {
    Reason.TWO_DEATHS: (EventKind.DIED,),
    Reason.RELEASED_AFTER_DEATH: _FREED,
    Reason.CAPTURED_AFTER_DEATH: (EventKind.CAPTURED,),
    Reason.SEEN_AFTER_DEATH: (EventKind.SEEN,),
    Reason.TRANSFERRED_AFTER_DEATH: (EventKind.TRANSFERRED,),
    Reason.SENTENCED_AFTER_DEATH: (EventKind.SENTENCED,),
}


@dataclass(frozen=True, slots=True)
class _Side:
    where: str
    events: Sequence[DatedEvent]
    born: tuple[int, int] | None

    def of_kind(self, *kinds: EventKind) -> list[DatedEvent]:
        return [event for event in self.events if event.kind in kinds]


def explain(
    reason: Reason, left: int, right: int, records: Records, rules: FactRules | None = None
) -> str:
    """The sentence for two rows of the records, with what each list says.

    Such as `refused: died 2022-04-03 in register (r5), released 2023-01-01 in exchange (r9)`. A
    hard fact refuses, a soft one doubts. Raises ValueError where the rows do not state the fact.
    """
    sides = (_side(records, left), _side(records, right))
    if reason in _AFTER_DEATH:
        sentence = _after_death(sides, _AFTER_DEATH[reason])
    elif reason in (Reason.CAPTURED_WHILE_HELD, Reason.CAPTURED_AGAIN):
        sentence = _captured(sides, reason)
    elif reason is Reason.BORN_AFTER_EVENT:
        sentence = _born_after_event(sides)
    else:
        sentence = _born_far_apart(sides)
    if not sentence or reason is Reason.NONE:
        raise ValueError(f"rows {left} and {right} do not state {reason.name}")
    hard = (rules or FactRules.read()).rule(reason).standing is FactStanding.HARD
    return f"{'refused' if hard else 'doubted'}: {sentence}"


def _side(records: Records, row: int) -> _Side:
    listed = records.list[row]
    where = f"in {listed} ({records.ids[row]})" if listed else f"in row {records.ids[row]}"
    return _Side(where, dated_events(records.events, row), birth_of(records, row))


def _both_ways(sides: tuple[_Side, _Side]) -> Iterator[tuple[_Side, _Side]]:
    yield sides
    yield sides[1], sides[0]


def _after_death(sides: tuple[_Side, _Side], kinds: tuple[EventKind, ...]) -> str:
    """The death and the later event that lie furthest apart."""
    found: list[tuple[int, str]] = []
    for dead, living in _both_ways(sides):
        for death in dead.of_kind(EventKind.DIED):
            for event in living.of_kind(*kinds):
                words = (
                    f"died {death.when} {dead.where}, "
                    f"{event.kind.name.lower()} {event.when} {living.where}"
                )
                found.append((event.first - death.last, words))
    gap, sentence = max(found, default=(0, ""), key=lambda item: item[0])
    return sentence if gap > 0 else ""


def _captured(sides: tuple[_Side, _Side], reason: Reason) -> str:
    found: list[tuple[int, str]] = []
    for held, again in _both_ways(sides):
        for capture in held.of_kind(EventKind.CAPTURED):
            for later in again.of_kind(EventKind.CAPTURED):
                gap = later.first - capture.last
                ends = [end for end in held.of_kind(*_FREED) if end.first > later.last]
                end = f", {ends[0].kind.name.lower()} {ends[0].when}" if ends else ""
                if reason is Reason.CAPTURED_WHILE_HELD and not ends:
                    continue
                between = "" if ends else ", and no release between is known"
                words = (
                    f"captured {capture.when}{end} {held.where}, "
                    f"captured {later.when} {again.where}{between}"
                )
                found.append((gap, words))
    gap, sentence = max(found, default=(0, ""), key=lambda item: item[0])
    return sentence if gap > 0 else ""


def _born_after_event(sides: tuple[_Side, _Side]) -> str:
    for young, there in _both_ways(sides):
        earliest = min(there.events, default=None, key=lambda event: event.last)
        if young.born and earliest and young.born[0] > earliest.last:
            born = printed_interval(*young.born)
            kind = earliest.kind.name.lower()
            return f"born {born} {young.where}, {kind} {earliest.when} {there.where}"
    return ""


def _born_far_apart(sides: tuple[_Side, _Side]) -> str:
    left, right = sides
    if left.born is None or right.born is None:
        return ""
    one, other = printed_interval(*left.born), printed_interval(*right.born)
    return f"born {one} {left.where}, born {other} {right.where}"
