"""The chapter on oversight: which doors are open for what the record tells, and why.

Happenings with the same answers stand together, so that a case of hundreds stays readable; what is
owed to people in custody is counted, and shown person by person only where it was breached.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from habeas.model import DateInterval
from habeas.oversight import Verdict, duties, messages, unknowns, wording
from habeas.oversight import states as state_names
from habeas.reports.statements import Statement, kind_label

if TYPE_CHECKING:
    from habeas.pipeline import CaseOversight, DoorSummary, HappeningGroup, PersonOversight

_ORDER = (Verdict.YES, Verdict.CONDITIONAL, Verdict.UNKNOWN)
_MOST_PERSONS = 40
_MOST_PLACES = 6


@dataclass(frozen=True, slots=True)
class DoorLine:
    """One door in words. `hangs_on` is what must be shown, `settles` what would decide."""

    name: str
    addressee: str
    verdict: str
    open: bool
    reasons: tuple[str, ...]
    hangs_on: tuple[str, ...]
    settles: tuple[str, ...]
    deadline: str
    in_fact: str
    rules: str
    confidence: str


@dataclass(frozen=True, slots=True)
class DoorGroup:
    """Happenings with the same answers: of which state, what, when and where, and the doors."""

    state: str
    kinds: str
    when: str
    places: str
    victims: str
    statements: tuple[Statement, ...]
    reviewed: int
    doors: tuple[DoorLine, ...]
    closed: tuple[DoorLine, ...]


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One duty towards all persons: how many times each outcome was found."""

    words: str
    articles: str
    breached: int
    overdue: int
    unknown: int
    kept: int
    not_owed: int


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person: what was breached, or since when nothing was heard; and where that stands."""

    person: str
    words: str
    more: str
    confidence: str
    statements: tuple[Statement, ...]
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Oversight:
    """The chapter. `untold` are the statements of which nobody says which state answers."""

    on: date
    notice: str
    groups: tuple[DoorGroup, ...]
    untold: tuple[Statement, ...]
    persons: int
    duties: tuple[DutyLine, ...]
    breaches: tuple[PersonLine, ...]
    silent: tuple[PersonLine, ...]
    more_breaches: int
    more_silent: int
    unassessed: int


def overseen(found: CaseOversight | None, statements: Sequence[Statement]) -> Oversight | None:
    """The chapter in words; None where nobody asked about oversight."""
    if found is None:
        return None
    by_claim = {item.claim.id: item for item in statements}
    breaches = [_breach(item, duty, by_claim) for item in found.persons for duty in _broken(item)]
    silent = [_silent(item, by_claim) for item in found.held]
    return Oversight(
        found.on,
        messages.sentence("notice", {"as_of": str(found.as_of)}),
        tuple(_group(group, by_claim) for group in found.groups),
        tuple(by_claim[item.claim] for item in found.without_state if item.claim in by_claim),
        len(found.persons),
        tuple(_duty_lines(found.persons)),
        tuple(breaches[:_MOST_PERSONS]),
        tuple(silent[:_MOST_PERSONS]),
        max(0, len(breaches) - _MOST_PERSONS),
        max(0, len(silent) - _MOST_PERSONS),
        found.unassessed,
    )


def _group(group: HappeningGroup, by_claim: Mapping[str, Statement]) -> DoorGroup:
    told = group.happenings
    open_first = sorted(
        (door for door in group.doors if door.verdict in _ORDER),
        key=lambda door: _ORDER.index(door.verdict),
    )
    victims = (_victim(item.victim.status, item.victim.nationality) for item in told)
    return DoorGroup(
        state_names.state_name(group.state),
        _listed(kind_label(item.type) for item in told),
        _span([item.act for item in told]),
        _listed(item.place.name if item.place else "" for item in told),
        _listed(victims),
        tuple(by_claim[item.claim] for item in told if item.claim in by_claim),
        sum(item.reviewed for item in told),
        tuple(map(_door, open_first)),
        tuple(_door(door) for door in group.doors if door.verdict is Verdict.NO),
    )


def _door(door: DoorSummary) -> DoorLine:
    still = [item for item in door.conditions if item.open]
    reminders = [item for item in door.conditions if not item.open]
    is_open = door.verdict in {Verdict.YES, Verdict.CONDITIONAL}
    # Of an open door what it hangs on says enough; of the others the reasons must be given.
    reasons = [] if is_open else [wording.finding_text(item) for item in door.reasons]
    return DoorLine(
        wording.door_name(door.door),
        state_names.state_name(door.addressee),
        messages.word_for("verdict", door.verdict.value).lower(),
        is_open,
        _once(reasons),
        _once(wording.condition_text(item) for item in (*still, *reminders)),
        _once(unknowns.missing_text(item) for item in door.unknown),
        _days(door.deadlines),
        messages.sentence("access_refused", {}) if door.access_refused and is_open else "",
        ", ".join(door.rules),
        door.confidence.value,
    )


def _duty_lines(persons: Sequence[PersonOversight]) -> Iterable[DutyLine]:
    found: dict[str, list[duties.DutyFinding]] = {}
    for person in persons:
        for duty in person.duties:
            found.setdefault(duty.duty, []).append(duty)
    for items in found.values():
        unknown = [item for item in items if item.breached.value == "unknown"]
        answered = [item for item in items if item.breached.value == "no"]
        yield DutyLine(
            messages.sentence(items[0].message, {}),
            ", ".join(items[0].articles),
            sum(item.breached.value == "yes" for item in items),
            sum(item.overdue for item in unknown),
            sum(not item.overdue for item in unknown),
            sum(item.owed.value != "no" for item in answered),
            sum(item.owed.value == "no" for item in answered),
        )


def _broken(person: PersonOversight) -> list[duties.DutyFinding]:
    return [item for item in person.duties if item.breached.value == "yes"]


def _breach(
    person: PersonOversight, duty: duties.DutyFinding, by_claim: Mapping[str, Statement]
) -> PersonLine:
    words = f"{messages.sentence(duty.message, {})} ({', '.join(duty.articles)})"
    return PersonLine(
        person.facts.person,
        words,
        duties.duty_state(duty),
        duty.confidence.value,
        _cited(duty.references, by_claim),
        _records(duty.references, by_claim),
    )


def _silent(person: PersonOversight, by_claim: Mapping[str, Statement]) -> PersonLine:
    found = person.silence
    reached = [
        f"{messages.word_for('rung', rung.rung)}: "
        + messages.sentence("rung.days", {"days": str(rung.days)})
        for rung in found.rungs
        if rung.last is not None
    ]
    references = [event.reference for event in person.facts.events if event.reference]
    return PersonLine(
        person.facts.person,
        str(found.days),
        "; ".join(reached),
        "",
        _cited(references, by_claim),
        _records(references, by_claim),
    )


def _cited(references: Iterable[str], by_claim: Mapping[str, Statement]) -> tuple[Statement, ...]:
    return tuple(by_claim[name] for name in dict.fromkeys(references) if name in by_claim)


def _records(references: Iterable[str], by_claim: Mapping[str, Statement]) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys(references) if name not in by_claim)


def _victim(status: str, nationality: str) -> str:
    words = messages.word_for("status", status) if status else ""
    nation = state_names.state_name(nationality) if nationality else ""
    return ", ".join(filter(None, (words, nation)))


def _span(acts: Sequence[DateInterval | None]) -> str:
    """From the first to the last day of all acts; how many have no date."""
    firsts = [day for act in acts if act and (day := act.first or act.last)]
    lasts = [day for act in acts if act and (day := act.last or act.first)]
    undated = sum(act is None for act in acts)
    said = f"{undated} without a date" if undated else ""
    if not firsts or not lasts:
        return said
    first, last = min(firsts), max(lasts)
    days = str(first) if first == last else f"{first} – {last}"
    return f"{days}; {said}" if said else days


def _days(deadlines: tuple[date, date] | None) -> str:
    if deadlines is None:
        return ""
    first, last = deadlines
    return str(first) if first == last else f"{first} – {last}"


def _listed(words: Iterable[str]) -> str:
    """Each once, in order; of many the first, and how many more."""
    said = [word for word in dict.fromkeys(words) if word]
    more = len(said) - _MOST_PLACES
    return "; ".join(said[:_MOST_PLACES]) + (f"; and {more} more" if more > 0 else "")


def _once(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(lines))
