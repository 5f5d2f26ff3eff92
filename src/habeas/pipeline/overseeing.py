"""Which doors are open for what a case tells, and which duties towards its people were breached.

    found = oversee(record, people, on=record.head.time.date())

The day asked about is the caller's: a dossier gives its head's, so that the same head always gives
the same chapter. Happenings that get the same answers stand together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from habeas.model import PlaceCandidate
from habeas.oversight import (
    Answer,
    Condition,
    Confidence,
    Finding,
    Layer,
    Missing,
    Question,
    Verdict,
    World,
    duties,
    open_doors,
    shipped_world,
)
from habeas.pipeline.as_of import Snapshot
from habeas.pipeline.captivities import captivities
from habeas.pipeline.happenings import ToldHappening, happenings

if TYPE_CHECKING:
    from habeas.pipeline.resolving import ResolvedPeople

# Lists of a million people must not fill the memory with what is owed to each.
MOST_PERSONS = 20_000
_LAW = frozenset({Layer.OBLIGATION, Layer.COMPETENCE, Layer.ADMISSIBILITY})
_FROM_BEST = tuple(Confidence)


@dataclass(frozen=True, slots=True)
class DoorSummary:
    """One door for several happenings that get the same answer from it.

    `reasons` are the findings that decide, of the first happening; `unknown` what would settle it.
    `deadlines` are the first and the last of the days by which one must act, where there are any.
    """

    door: str
    body: str
    kind: str
    addressee: str
    verdict: Verdict
    reasons: tuple[Finding, ...]
    conditions: tuple[Condition, ...]
    unknown: tuple[Missing, ...]
    deadlines: tuple[date, date] | None
    procedure: str
    access_refused: bool
    rules: tuple[str, ...]
    rows: tuple[str, ...]
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class HappeningGroup:
    """Happenings for which every door gives the same answer; the doors are about `state`."""

    state: str
    happenings: tuple[ToldHappening, ...]
    doors: tuple[DoorSummary, ...]

    def with_verdict(self, *verdicts: Verdict) -> tuple[DoorSummary, ...]:
        """The doors with one of these verdicts, in the order of the table."""
        return tuple(door for door in self.doors if door.verdict in verdicts)


@dataclass(frozen=True, slots=True)
class PersonOversight:
    """What is owed to one person, and since when nothing was heard of them."""

    facts: duties.CustodyFacts
    silence: duties.Incommunicado
    duties: tuple[duties.DutyFinding, ...]


@dataclass(frozen=True, slots=True)
class CaseOversight:
    """The chapter of a case. `on` is the day asked about, `as_of` the day of the tables.

    `without_state` are happenings of which nobody says which state answers for them; `unassessed`
    counts the persons in custody beyond the most that were looked at.
    """

    on: date
    as_of: date
    groups: tuple[HappeningGroup, ...]
    without_state: tuple[ToldHappening, ...]
    persons: tuple[PersonOversight, ...]
    unassessed: int = 0

    @property
    def held(self) -> tuple[PersonOversight, ...]:
        """Who is in custody still, the longest without contact first."""
        still = [item for item in self.persons if not item.silence.ended and item.silence.days]
        return tuple(sorted(still, key=_silent_longest))


def oversee(
    record: Snapshot,
    people: ResolvedPeople | None = None,
    *,
    on: date | None = None,
    located: Mapping[str, PlaceCandidate] | None = None,
    world: World | None = None,
    most_persons: int = MOST_PERSONS,
) -> CaseOversight:
    """Ask every door about every happening of the case, and assess what is owed to each person.

    `on` is the day of the step and of knowledge: without it, the day of the record's head.
    `located` gives the readings of place names that people wrote in corrections. Of persons in
    custody, the first `most_persons` are assessed.
    """
    world = world or shipped_world()
    day = on or record.head.time.date()
    told = tuple(happenings(world, record.sources, record.judgements, located))
    wrongs = [item for item in told if item.matter]
    facts = iter(captivities(people, told, day) if people is not None else ())
    persons = tuple(assessed(world, item, day) for item in islice(facts, most_persons))
    return CaseOversight(
        day,
        world.as_of,
        _groups(world, [item for item in wrongs if item.state], day),
        tuple(item for item in wrongs if not item.state),
        persons,
        sum(1 for _ in facts),
    )


def assessed(world: World, facts: duties.CustodyFacts, on: date) -> PersonOversight:
    """The duties towards one person and the days without contact, on a day."""
    return PersonOversight(
        facts,
        duties.days_incommunicado(facts, on),
        duties.assess(world, facts, on=on),
    )


def _groups(world: World, told: Sequence[ToldHappening], day: date) -> tuple[HappeningGroup, ...]:
    asked: dict[tuple[object, ...], tuple[Answer, ...]] = {}
    grouped: dict[tuple[object, ...], list[tuple[ToldHappening, tuple[Answer, ...]]]] = {}
    for item in told:
        key = (item.state, item.place, item.act, item.victim, item.matter)
        if key not in asked:
            asked[key] = open_doors(world, _question(item, day))
        answers = asked[key]
        grouped.setdefault((item.state, *map(_likeness, answers)), []).append((item, answers))
    return tuple(
        HappeningGroup(items[0][0].state, tuple(item for item, _ in items), _summaries(items))
        for items in grouped.values()
    )


def _question(item: ToldHappening, day: date) -> Question:
    return Question(
        state=item.state,
        act=item.act,
        step=day,
        known=day,
        place=item.place,
        victim=item.victim,
        matter=item.matter,
    )


def _summaries(
    items: Sequence[tuple[ToldHappening, tuple[Answer, ...]]],
) -> tuple[DoorSummary, ...]:
    doors = zip(*(answers for _, answers in items), strict=True)
    return tuple(_summary(answers) for answers in doors)


def _summary(answers: Sequence[Answer]) -> DoorSummary:
    """One door of a group; the first happening speaks, deadlines and confidence are of all."""
    first = answers[0]
    latest = sorted({day for answer in answers if (day := answer.dates.get("latest"))})
    return DoorSummary(
        first.door,
        first.body,
        first.kind,
        first.addressee,
        first.verdict,
        _deciding(first),
        first.conditions,
        first.unknown,
        (latest[0], latest[-1]) if latest else None,
        first.procedure,
        first.access_refused,
        tuple(dict.fromkeys(rule for answer in answers for rule in answer.rules)),
        tuple(dict.fromkeys(row for answer in answers for row in answer.rows)),
        max((answer.confidence for answer in answers), key=_FROM_BEST.index),
    )


def _deciding(answer: Answer) -> tuple[Finding, ...]:
    """The findings of law that make the verdict; of an open door, all."""
    law = [
        found for layer, whole in answer.layers.items() if layer in _LAW for found in whole.findings
    ]
    telling = [found for found in law if found.verdict is answer.verdict]
    return tuple(telling or law)


def _likeness(answer: Answer) -> tuple[object, ...]:
    """What two happenings must share of a door's answer to stand together."""
    return (
        answer.door,
        answer.addressee,
        answer.verdict,
        answer.procedure,
        answer.access_refused,
        tuple((item.fact, item.threshold) for item in answer.unknown),
        tuple(item.key for item in answer.conditions),
    )


def _silent_longest(person: PersonOversight) -> tuple[int, str]:
    days = person.silence.days
    return (-days.least if days else 0, person.facts.person)
