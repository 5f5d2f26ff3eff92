"""Answering a question of the queue about people, without working out anew who is one person."""

from __future__ import annotations

from habeas.model import PersonJudgement, Sameness
from habeas.pipeline.intake import Clock, now
from habeas.pipeline.judging import require_reason
from habeas.pipeline.person_queue import Question
from habeas.pipeline.resolving import ResolvedPeople
from habeas.store import CaseStore, PlacedJudgement


def answer_question(
    store: CaseStore,
    people: ResolvedPeople,
    question: Question,
    answer: Sameness,
    *,
    reason: str,
    clock: Clock = now,
) -> PlacedJudgement:
    """Append what the investigator answered; `people` are those of the queue (`question_queue`).

    It shows in who is one person after the next `resolve`, as every judgement about people. A
    question about records A and B is answered "different" of A against the others. Raises
    WrongUsage without a reason, and CaseLocked without the key.
    """
    require_reason(reason)
    first, *others = (people.anchors[row] for row in question.rows)
    apart = answer is not Sameness.SAME
    judgement = PersonJudgement(
        answer=answer,
        records=(first,) if apart else (first, *others),
        others=tuple(others) if apart else (),
        reason=reason.strip(),
        author=store.investigator,
        made_at=clock(),
    )
    return store.append_person_judgement(judgement)
