"""How long a person has been without contact, rung by rung of the whereabouts ladder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from habeas.model import DateInterval
from habeas.oversight.duties.duty import shipped_rungs
from habeas.oversight.duties.facts import CustodyEvent, CustodyFacts
from habeas.oversight.duties.finding import Days


@dataclass(frozen=True, slots=True)
class RungSilence:
    """The days since a rung was last reached, or since custody began where it never was.

    `last` is the latest event that reaches it, None for none. Of the denial these are the days
    since it was last said; no days where custody was never denied.
    """

    rung: str
    contact: bool
    last: CustodyEvent | None
    days: Days | None


@dataclass(frozen=True, slots=True)
class Incommunicado:
    """The ladder of one person up to a day. `days`: without any contact with family, counsel or a
    humanitarian body, since the last one or since custody began; None where neither is known.

    `until` is the day asked about, or the last day of the captivity where that came before.
    """

    person: str
    until: date
    ended: bool
    days: Days | None
    since: CustodyEvent | None
    rungs: tuple[RungSilence, ...]


def days_incommunicado(facts: CustodyFacts, on: date) -> Incommunicado:
    """Days without contact up to a day, in whole days, per rung and in all."""
    over = _until(facts, on)
    until = over.last or on
    begun = facts.begun
    rungs = []
    contacts: list[CustodyEvent] = []
    for rung in shipped_rungs():
        events = [event for event in facts.of(*rung.reached_by) if event.earliest <= until]
        contacts += events if rung.contact else []
        counted = _days(events, begun if rung.from_custody else None, over)
        rungs.append(RungSilence(rung.id, rung.contact, _last(events), counted))
    ended = facts.ended is not None and facts.ended.last is not None and facts.ended.last <= on
    return Incommunicado(
        facts.person, until, ended, _days(contacts, begun, over), _last(contacts), tuple(rungs)
    )


def _days(
    events: Sequence[CustodyEvent], begun: DateInterval | None, over: DateInterval
) -> Days | None:
    """From the last event, or from the beginning of custody, to the end of the count."""
    last = over.last or date.max
    first = over.first or (begun.first if begun and begun.first else None)
    if events:
        early = max(event.earliest for event in events)
        late = min(max(event.latest for event in events), last)
        # An undated contact came after custody began, whenever that was.
        since = early if early > date.min else (begun.first if begun else None)
    elif begun is None:
        return None
    else:
        since, late = begun.first, min(begun.last or last, last)
    least = max(0, (max(first, late) - late).days) if first else 0
    return Days(least, max(0, (last - since).days) if since else None)


def _last(events: Sequence[CustodyEvent]) -> CustodyEvent | None:
    return max(events, key=lambda event: (event.latest, event.earliest), default=None)


def _until(facts: CustodyFacts, on: date) -> DateInterval:
    ended = facts.ended
    if ended is None or (ended.first and ended.first > on):
        return DateInterval.on(on)
    last = min(ended.last or on, on)
    return DateInterval(ended.first, last)
