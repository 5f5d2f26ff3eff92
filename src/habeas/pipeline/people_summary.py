"""Who is one person in a case, in numbers and ids: what a report may say without naming anybody."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from habeas.model import CaseDamaged, PersonJudgement
from habeas.pipeline.as_of import Snapshot
from habeas.pipeline.counting_people import PeopleCount, count_people
from habeas.pipeline.person_decisions import Standing
from habeas.pipeline.resolving import ResolvedPeople, resolved, to_review
from habeas.pipeline.reviewing import Agreement, agreements
from habeas.store import CaseStore

_LARGEST = 5


@dataclass(frozen=True, slots=True)
class LargePerson:
    """A person with many records: the id, how many records, and on how many lists and texts."""

    person: str
    records: int
    lists: int


@dataclass(frozen=True, slots=True)
class JudgementLine:
    """A judgement about people without the records' words: number, decision, and its force."""

    position: int
    decision: str
    records: int
    author: str
    made_at: datetime
    force: str


@dataclass(frozen=True)
class PeopleSummary:
    """What was resolved: records, persons, and what is open.

    `sizes` are (records a person has, persons who have so many). `left_out` rows name nobody.
    `unsure` pairs are likely between .1 and .9 and undecided; `refused` ones look like one human
    and are barred by a hard fact. `count` is the estimate across the lists, if there are two.
    """

    records: int
    persons: int
    lists: int
    texts: int
    left_out: int
    sizes: tuple[tuple[int, int], ...]
    largest: tuple[LargePerson, ...]
    unsure: int
    refused: int
    judgements: tuple[JudgementLine, ...]
    agreements: tuple[Agreement, ...]
    count: PeopleCount | None


def people_at(record: Snapshot, store: CaseStore) -> ResolvedPeople | None:
    """The people as of a head; None where no record is about a person.

    What was resolved before is used where it was made from just this; else it is found anew.
    """
    try:
        earlier = store.resolution()
    except CaseDamaged:
        # An altered copy of what can be found anew must not stand in the way of a report.
        earlier = None
    people, _ = resolved(record, earlier)
    return people if len(people.resolution.records) else None


def summarise_people(people: ResolvedPeople) -> PeopleSummary:
    """The numbers of a resolution."""
    persons = people.persons()
    named = people.resolution.records.list.texts()
    several = [(name, rows) for name, rows in persons.items() if len(rows) > 1]
    several.sort(key=lambda item: (-len(item[1]), item[0]))
    unsure, refused = to_review(people)
    lists = sum(not item.is_text for item in people.lists)
    return PeopleSummary(
        records=len(people.resolution.records),
        persons=len(persons),
        lists=lists,
        texts=len(people.lists) - lists,
        left_out=len(people.left_out),
        sizes=tuple(sorted(Counter(len(rows) for rows in persons.values()).items())),
        largest=tuple(
            LargePerson(name, len(rows), len({named[row] for row in rows}))
            for name, rows in several[:_LARGEST]
        ),
        unsure=unsure,
        refused=refused,
        judgements=tuple(map(_line, people.settled.standings)),
        agreements=agreements(people.settled),
        count=count_people(people),
    )


def _line(standing: Standing) -> JudgementLine:
    judgement = standing.placed.judgement
    return JudgementLine(
        standing.placed.position,
        _decision(judgement),
        len(judgement.records) + len(judgement.others),
        judgement.author,
        judgement.made_at,
        standing.force.value,
    )


def _decision(judgement: PersonJudgement) -> str:
    if judgement.answer is None:
        return f"takes {judgement.withdraws} back"
    return judgement.answer.value
