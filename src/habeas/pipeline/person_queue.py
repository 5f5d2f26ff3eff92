"""What to ask about people next: of the investigator, or of a reviewer who judges blind.

A reviewer sees no answer of anybody else, and no consequence of one: the questions are made from
what the machine found and what this reviewer decided. First come those that others were asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from habeas.pipeline.as_of import snapshot
from habeas.pipeline.person_decisions import settle
from habeas.pipeline.person_records import person_records
from habeas.pipeline.resolving import ResolvedPeople, Resolver, with_evidence
from habeas.pipeline.reviewing import unanswered
from habeas.store import CaseStore, PlacedJudgement


@dataclass(frozen=True, slots=True)
class Question:
    """Are these records one human? `rows` are their places among the records.

    `probability` is the machine's that they are, and `gain` how many pairs of records the answer
    is expected to change; both None where the question is asked because others were asked it.
    `together` is whether the records are one person now.
    """

    records: tuple[str, ...]
    rows: tuple[int, ...]
    together: bool
    probability: float | None = None
    gain: float | None = None


def question_queue(
    store: CaseStore,
    *,
    count: int = 20,
    reviewer: str | None = None,
    resolver: Resolver | None = None,
) -> tuple[ResolvedPeople, tuple[Question, ...]]:
    """The next questions, and the people that they are about, as this reviewer may see them.

    Without `reviewer` all decisions hold, and the order is by what an answer would change. Resolves
    anew, which is not kept. Raises InputRefused while sources wait to be read.
    """
    # Only those who ask need what weighs the answers.
    from habeas.people import ask_next

    record = snapshot(store, store.head())
    gathered = person_records(record.sources, record.judgements)
    judgements = record.person_judgements
    seen = judgements if reviewer is None else _of(reviewer, judgements)
    people = with_evidence(gathered, settle(seen, gathered.anchors), resolver=resolver)
    rows = rows_of(people)
    repeated: list[Question] = []
    if reviewer is not None:
        everything = settle(judgements, gathered.anchors)
        repeated = [
            question_about(people, rows, (*item.records, *item.others))
            for item in unanswered(everything, reviewer)
        ][:count]
    asked = {frozenset(item.records) for item in repeated}
    found = []
    if len(repeated) < count and people.resolution.evidence is not None:
        found = [
            question_about(people, rows, (item.left, item.right), item.probability, item.gain)
            for item in ask_next(people.resolution, people.settled.decisions, count=count)
            if frozenset((item.left, item.right)) not in asked
        ]
    return people, tuple([*repeated, *found][:count])


def _of(reviewer: str, judgements: Sequence[PlacedJudgement]) -> list[PlacedJudgement]:
    return [placed for placed in judgements if placed.judgement.author == reviewer]


def rows_of(people: ResolvedPeople) -> dict[str, int]:
    """The place of each record among the records, by its id."""
    return {name: row for row, name in enumerate(people.resolution.records.ids)}


def question_about(
    people: ResolvedPeople,
    rows_by_name: Mapping[str, int],
    records: Sequence[str],
    probability: float | None = None,
    gain: float | None = None,
) -> Question:
    """The question whether these records are one human; see `rows_of`."""
    # In one order always: who stands first, or apart, would tell how somebody answered.
    rows = sorted({rows_by_name[name] for name in records})
    persons = {int(people.resolution.person[row]) for row in rows}
    names = tuple(people.resolution.records.ids[row] for row in rows)
    return Question(names, tuple(rows), len(persons) == 1, probability, gain)
