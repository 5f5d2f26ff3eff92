"""The captivity of each person of a case, as far as its lists and texts tell it.

Rows of lists tell it by the custody history of the person; texts by the claims that name the
person as a victim, with the places as the claims have them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from habeas.oversight import duties
from habeas.pipeline.happenings import ToldHappening

if TYPE_CHECKING:
    from habeas.people import Statement
    from habeas.pipeline.resolving import ResolvedPeople

# What a statement of a history, and a claim, is as an event of custody. A verdict tells of custody
# no more than of a trial; a transfer told by a claim may name either end, so it has no place.
_STATEMENTS = {
    "captured": duties.EventKind.CAPTURED,
    "seen": duties.EventKind.SEEN,
    "transferred": duties.EventKind.ARRIVED,
    "released": duties.EventKind.RELEASED,
    "exchanged": duties.EventKind.EXCHANGED,
    "died": duties.EventKind.DIED,
    "acknowledged": duties.EventKind.ACKNOWLEDGED,
    "located": duties.EventKind.LOCATED,
    "family": duties.EventKind.FAMILY,
    "counsel": duties.EventKind.COUNSEL,
    "humanitarian": duties.EventKind.HUMANITARIAN,
    "denied": duties.EventKind.DENIED,
}
_CLAIMS = {
    "capture": duties.EventKind.CAPTURED,
    "detention": duties.EventKind.SEEN,
    "secret_detention": duties.EventKind.SEEN,
    "enforced_disappearance": duties.EventKind.CAPTURED,
    "torture": duties.EventKind.SEEN,
    "conditions": duties.EventKind.SEEN,
    "transfer": duties.EventKind.ARRIVED,
    "exchange_release": duties.EventKind.RELEASED,
    "rescue": duties.EventKind.RELEASED,
    "killing": duties.EventKind.DIED,
    "death_in_custody": duties.EventKind.DIED,
}
_PLACELESS = frozenset({"transfer", "exchange_release", "rescue"})


def captivities(
    people: ResolvedPeople, told: Iterable[ToldHappening], on: date
) -> Iterator[duties.CustodyFacts]:
    """The latest captivity of each person of whom custody is told, in the order of persons."""
    from habeas.people import history

    of_person = _claims_of_persons(people, told)
    texts = {item.name for item in people.lists if item.is_text}
    found = people.resolution
    for whole in history.histories(found.records, found, as_of=on):
        stated = [_of_statement(item) for item in whole.statements if item.source not in texts]
        own = of_person.get(whole.person_id, [])
        events = [event for event in (*stated, *map(_of_claim, own)) if event is not None]
        latest = _latest([event for event in events if event.earliest <= on])
        if any(event.kind not in duties.ENDS for event in latest):
            yield duties.CustodyFacts(
                person=whole.person_id,
                status=_only(item.victim.status for item in own),
                holder=_only(item.state for item in own),
                nationality=_only(item.victim.nationality for item in own),
                events=tuple(latest),
                as_of=on,
                references=tuple(item.claim for item in own),
            )


def _claims_of_persons(
    people: ResolvedPeople, told: Iterable[ToldHappening]
) -> dict[str, list[ToldHappening]]:
    """What claims tell of each person: those of the text that names the person so.

    A single word is the person whose first or last name it is, where it is that of only one. Of a
    record without a name (it was redacted) nothing is told.
    """
    person_of = people.partition
    named: dict[str, dict[tuple[str, ...], str]] = defaultdict(dict)
    names = people.resolution.records.name.texts()
    for anchor, name in zip(people.anchors, names, strict=True):
        if anchor.passage is not None and (key := _key(name)):
            named[anchor.source][key] = person_of[anchor.record]
    found: dict[str, list[ToldHappening]] = defaultdict(list)
    for item in told:
        person = _named(_key(item.named), named[item.source])
        if person is not None:
            found[person].append(item)
    return found


def _named(key: tuple[str, ...], persons: Mapping[tuple[str, ...], str]) -> str | None:
    if len(key) != 1:
        return persons.get(key)
    fitting = {person for name, person in persons.items() if key[0] in (name[0], name[-1])}
    return fitting.pop() if len(fitting) == 1 else None


def _of_statement(statement: Statement) -> duties.CustodyEvent | None:
    kind = _STATEMENTS.get(statement.kind.value)
    if kind is None:
        return None
    when = statement.interval if statement.dated else None
    return duties.CustodyEvent(kind, when, None, statement.who)


def _of_claim(item: ToldHappening) -> duties.CustodyEvent | None:
    kind = _CLAIMS.get(item.type)
    if kind is None:
        return None
    place = None if item.type in _PLACELESS else item.place
    return duties.CustodyEvent(kind, item.act, place, item.claim)


def _latest(events: Sequence[duties.CustodyEvent]) -> list[duties.CustodyEvent]:
    """The events of the last captivity: since the last capture that came after an end."""
    begun = date.min
    ends = [event.latest for event in events if event.kind in duties.ENDS and event.when]
    for event in events:
        captured = event.kind is duties.EventKind.CAPTURED and event.when is not None
        if captured and any(end <= event.earliest for end in ends):
            begun = max(begun, event.earliest)
    return [event for event in events if event.latest >= begun]


def _only(values: Iterable[str]) -> str:
    """The one value that is told; "" for none, and where they differ."""
    told = {value for value in values if value}
    return told.pop() if len(told) == 1 else ""


def _key(name: str) -> tuple[str, ...]:
    return tuple(name.casefold().replace("’", "'").split())
