"""Pairs of records that were judged, asked about once more without the answer, and how both agree.

What is said the second time is kept as an opinion: it never changes who is one person.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from habeas.model import PersonOpinion, Sameness, WrongUsage
from habeas.pipeline.cohens_kappa import LookAgreement, look_agreements
from habeas.pipeline.intake import Clock, now
from habeas.pipeline.judging import require_reason
from habeas.pipeline.person_decisions import Force, Settled
from habeas.pipeline.person_queue import Question, question_about, rows_of
from habeas.pipeline.resolving import ResolvedPeople
from habeas.pipeline.still_held import still_held
from habeas.store import CaseStore, Placed, PlacedJudgement

_A_PAIR = 2
_HELD = frozenset({Force.IN_FORCE, Force.IN_PART, Force.OUTWEIGHED})


@dataclass(frozen=True, slots=True)
class PairLook:
    """One pair asked about twice: the judgement, and the opinion of whoever saw it blind."""

    first: PlacedJudgement
    second: Placed[PersonOpinion]

    @property
    def reviewers(self) -> tuple[str, str]:
        """Who judged, and who looked again."""
        return self.first.judgement.author, self.second.record.author


def judged_questions(
    people: ResolvedPeople, opinions: Iterable[Placed[PersonOpinion]], reviewer: str
) -> tuple[tuple[Question, int], ...]:
    """Pairs that somebody judged and this reviewer has not looked at again, the oldest first.

    Each comes with the place of its latest judgement in the ledger. What is said of more than two
    records at once is no pair.
    """
    looked_at = {
        each.record.again for each in still_held(opinions) if each.record.author == reviewer
    }
    rows = rows_of(people)
    return tuple(
        (question_about(people, rows, tuple(names)), places[-1])
        for names, places in judged_pairs(people.settled).items()
        if places[-1] not in looked_at
    )


def judged_pairs(settled: Settled) -> dict[frozenset[str], tuple[int, ...]]:
    """Where the judgements about each pair of records stand in the ledger, the latest last."""
    found: dict[frozenset[str], tuple[int, ...]] = {}
    for item in settled.standings:
        names = frozenset((*item.records, *item.others))
        if item.placed.judgement.answer and item.force in _HELD and len(names) == _A_PAIR:
            found[names] = (*found.get(names, ()), item.placed.position)
    return found


def answer_again(
    store: CaseStore,
    people: ResolvedPeople,
    question: Question,
    answer: Sameness,
    *,
    again: int,
    reason: str,
    clock: Clock = now,
) -> Placed[PersonOpinion]:
    """Append what the investigator said of a pair whose judgement, at `again`, was hidden.

    Raises WrongUsage without a reason, and CaseLocked without the key.
    """
    require_reason(reason)
    opinion = PersonOpinion(
        answer=answer,
        records=tuple(people.anchors[row] for row in question.rows),
        again=again,
        reason=reason.strip(),
        author=store.investigator,
        made_at=clock(),
    )
    return Placed(store.append(opinion).position, opinion)


def take_look_back(
    store: CaseStore, position: int, *, reason: str, clock: Clock = now
) -> Placed[PersonOpinion]:
    """Take back the second look at a pair at a position of the ledger; both stay there.

    Raises WrongUsage for a position that holds none, or one that is taken back already.
    """
    require_reason(reason)
    held = {each.position: each.record for each in still_held(store.recorded(PersonOpinion))}
    if position not in held:
        raise WrongUsage(f"entry {position} is no second look at a pair, or is taken back already")
    earlier = held[position]
    opinion = PersonOpinion(
        answer=None,
        records=earlier.records,
        again=earlier.again,
        reason=reason.strip(),
        author=store.investigator,
        made_at=clock(),
        withdraws=position,
    )
    return Placed(store.append(opinion).position, opinion)


def pair_looks(settled: Settled, opinions: Iterable[Placed[PersonOpinion]]) -> tuple[PairLook, ...]:
    """Every second look whose judgement nobody has taken back, in the order of the ledger."""
    held = {
        item.placed.position: item.placed
        for item in settled.standings
        if item.placed.judgement.answer is not None and item.force is not Force.TAKEN_BACK
    }
    return tuple(
        PairLook(held[each.record.again], each)
        for each in still_held(opinions)
        if each.record.again in held
    )


def pair_look_agreements(looks: Iterable[PairLook]) -> tuple[LookAgreement, ...]:
    """How judgements about pairs and blind second looks at them agree."""
    return look_agreements(
        (look.reviewers, (look.first.judgement.answer, look.second.record.answer)) for look in looks
    )
