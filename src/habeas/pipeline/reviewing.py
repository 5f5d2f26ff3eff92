"""Two people who judge the same questions without seeing each other's answers, and how they agree.

A question is the set of records that it is about; a reviewer's latest answer to it counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from habeas.model import Sameness
from habeas.pipeline.cohens_kappa import cohens_kappa
from habeas.pipeline.person_decisions import Force, Settled, Standing

Question = frozenset[str]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two reviewers agree on the questions that both answered.

    `raw` is the share of equal answers, `kappa` Cohen's (1960): agreement beyond chance, as a
    share of what chance leaves; None where both gave one and the same answer throughout.
    """

    reviewers: tuple[str, str]
    questions: int
    raw: float
    kappa: float | None
    differing: tuple[Question, ...]


def answers_by_reviewer(settled: Settled) -> dict[str, dict[Question, Sameness]]:
    """Each reviewer's latest answer to each question, the reviewers in order of appearance."""
    found: dict[str, dict[Question, Sameness]] = {}
    for item in settled.standings:
        answer = item.placed.judgement.answer
        if answer is not None and item.force is not Force.TAKEN_BACK and _question(item):
            found.setdefault(item.placed.judgement.author, {})[_question(item)] = answer
    return found


def agreements(settled: Settled) -> tuple[Agreement, ...]:
    """The agreement of every two reviewers who answered a question in common."""
    answers = answers_by_reviewer(settled)
    return tuple(
        agreement(one, other, answers[one], answers[other])
        for one, other in combinations(answers, 2)
        if answers[one].keys() & answers[other].keys()
    )


def agreement(
    one: str, other: str, ones: dict[Question, Sameness], others: dict[Question, Sameness]
) -> Agreement:
    """How two reviewers agree; at least one question must be common to both."""
    common = [question for question in ones if question in others]
    differing = tuple(question for question in common if ones[question] != others[question])
    found = cohens_kappa([ones[item] for item in common], [others[item] for item in common])
    if found is None:
        raise ValueError(f"{one} and {other} answered no question in common")
    return Agreement((one, other), found.pairs, found.raw, found.kappa, differing)


def unanswered(settled: Settled, reviewer: str) -> tuple[Standing, ...]:
    """Questions that others were asked and this reviewer was not, the oldest first, each once."""
    own = answers_by_reviewer(settled).get(reviewer, {})
    found: dict[Question, Standing] = {}
    for item in settled.standings:
        answered = item.placed.judgement.answer is not None and item.force is not Force.TAKEN_BACK
        if answered and _question(item) and _question(item) not in own:
            found.setdefault(_question(item), item)
    return tuple(found.values())


def reviewers(settled: Settled) -> tuple[str, ...]:
    """Who has judged, in order of appearance."""
    return tuple(dict.fromkeys(_authors(settled.standings)))


def _authors(standings: Iterable[Standing]) -> Iterable[str]:
    return (item.placed.judgement.author for item in standings)


def _question(item: Standing) -> Question:
    return frozenset((*item.records, *item.others))
