"""The doors for what the claims of the case tell, and what is owed to the people in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from habeas.model import DateInterval
from habeas.oversight import Verdict, duties, messages, unknowns, wording
from habeas.oversight import states as state_names
from habeas.pipeline import DoorSummary, HappeningGroup, PersonOversight
from habeas.web.pages.people.register import register_of
from habeas.web.sheet import Sheet
from habeas.web.visit import Visit
from habeas.web.workbench import Workbench

_ORDER = (Verdict.YES, Verdict.CONDITIONAL, Verdict.UNKNOWN, Verdict.NO)
_MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class DoorLine:
    """One door in words, in the language of the interface where the tables have it.

    `hangs_on` is what must be shown, `settles` what would decide; `first` and `last` are the days
    by which one must act. `rules` are ids of rules of law.
    """

    door: str
    name: str
    addressee: str
    verdict: Verdict
    reasons: tuple[str, ...]
    hangs_on: tuple[str, ...]
    settles: tuple[str, ...]
    first: date | None
    last: date | None
    access_refused: bool
    rules: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, slots=True)
class GroupLine:
    """Happenings with the same answers. `claims` are pairs of the id and the source's hash."""

    state: str
    state_name: str
    types: tuple[str, ...]
    places: tuple[str, ...]
    claims: tuple[tuple[str, str], ...]
    reviewed: int
    doors: tuple[DoorLine, ...]


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One duty towards one person. `overdue`: nothing on record keeps it and its day is over.

    `name` is None where nobody was resolved yet, or this person is not among those who were.
    """

    person: str
    name: str | None
    duty: str
    articles: tuple[str, ...]
    breached: str
    overdue: bool
    due: DateInterval | None
    how: str
    confidence: str


@dataclass(frozen=True, slots=True)
class SilenceLine:
    """Days without contact of one person in custody, fewest and most; `name` as of a duty."""

    person: str
    name: str | None
    days: str


@dataclass(frozen=True, slots=True)
class DoorsView:
    """The chapter. `untold` counts happenings of which nobody says which state answers.

    Of duties and silences at most a hundred are shown; `duties_in_all` and `silent_in_all` say how
    many there are.
    """

    on: date
    as_of: date
    notice: str
    groups: tuple[GroupLine, ...]
    untold: int
    persons: int
    unassessed: int
    duties: tuple[DutyLine, ...]
    duties_in_all: int
    silent: tuple[SilenceLine, ...]
    silent_in_all: int


def doors(visit: Visit, _: Any) -> DoorsView:
    """Every door, for what the claims tell."""
    found = visit.bench.oversight
    language = visit.speech.language
    names = _names(visit.bench)
    owed = list(_duties(found.persons, names, language))
    silent = [
        SilenceLine(
            item.facts.person,
            names.get(item.facts.person),
            duties.days_text(item.silence.days, language),
        )
        for item in found.held
    ]
    return DoorsView(
        found.on,
        found.as_of,
        messages.sentence("notice", {"as_of": str(found.as_of)}, language),
        tuple(_group(group, language) for group in found.groups),
        len(found.without_state),
        len(found.persons),
        found.unassessed,
        tuple(owed[:_MOST_SHOWN]),
        len(owed),
        tuple(silent[:_MOST_SHOWN]),
        len(silent),
    )


def _names(bench: Workbench) -> Mapping[str, str]:
    """The name of each resolved person by id."""
    register = register_of(bench)
    return {line.id: line.name for line in register.lines} if register is not None else {}


def _group(group: HappeningGroup, language: str) -> GroupLine:
    told = group.happenings
    lines = sorted(
        (door_line(door, language) for door in group.doors),
        key=lambda line: _ORDER.index(line.verdict),
    )
    return GroupLine(
        group.state,
        state_names.state_name(group.state, language),
        _once(item.type for item in told),
        _once(item.place.name for item in told if item.place),
        tuple((item.claim, item.source) for item in told),
        sum(item.reviewed for item in told),
        tuple(lines),
    )


def door_line(door: DoorSummary, language: str) -> DoorLine:
    """A door in words."""
    first, last = door.deadlines or (None, None)
    return DoorLine(
        door.door,
        wording.door_name(door.door, language),
        state_names.state_name(door.addressee, language),
        door.verdict,
        _once(wording.finding_text(item, language) for item in door.reasons),
        _once(wording.condition_text(item, language) for item in door.conditions),
        _once(unknowns.missing_text(item, language) for item in door.unknown),
        first,
        last,
        door.access_refused,
        door.rules,
        door.confidence.value,
    )


def _duties(
    persons: Iterable[PersonOversight], names: Mapping[str, str], language: str
) -> Iterator[DutyLine]:
    """What was breached first, then what nothing on record keeps."""
    every = [(person, duty) for person in persons for duty in person.duties]
    for wanted in ("breached", "overdue"):
        for person, duty in every:
            breached = duty.breached.value == "yes"
            if breached if wanted == "breached" else duty.overdue and not breached:
                yield DutyLine(
                    person.facts.person,
                    names.get(person.facts.person),
                    messages.sentence(duty.message, {}, language),
                    duty.articles,
                    duty.breached.value,
                    duty.overdue,
                    duty.due,
                    duties.duty_state(duty, language),
                    duty.confidence.value,
                )


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(word for word in dict.fromkeys(words) if word)


def doors_sheet(view: DoorsView) -> Sheet:
    """One row for each door of each group."""
    rows = [
        (
            group.state,
            "; ".join(group.types),
            door.door,
            door.name,
            door.verdict,
            door.first,
            door.last,
            " ".join((*door.reasons, *door.settles, *door.hangs_on)),
            door.confidence,
        )
        for group in view.groups
        for door in group.doors
    ]
    columns = "state types door name open act_by_first act_by_last why confidence"
    return Sheet(tuple(columns.split()), rows)


def duties_sheet(view: DoorsView) -> Sheet:
    """One row for each duty that was breached, or that nothing on record keeps."""
    rows = [
        (
            line.person,
            line.name or "",
            line.duty,
            "; ".join(line.articles),
            line.breached,
            line.due or "",
            line.how,
        )
        for line in view.duties
    ]
    return Sheet(("person", "name", "duty", "articles", "breached", "due", "how"), rows)
