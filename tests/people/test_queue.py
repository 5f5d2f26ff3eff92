"""What to ask a reviewer next: what was not asked, the most telling first, and it helps."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from habeas.people import (
    Decision,
    Events,
    Question,
    Resolution,
    Sameness,
    TextColumn,
    ask_next,
    resolve,
)
from tests.people.invented import Invented, lists_of, pair_f1


@pytest.fixture(scope="module")
def noisy() -> Invented:
    """Invented lists that leave most out: initials, no events, years a year off."""
    invented = lists_of(200, seed=8)
    records, random = invented.records, Random(8)  # noqa: S311 - invented people need no secrecy
    born = []
    for text in records.born.texts():
        year = int(text[:4]) + (random.choice((-1, 1)) if random.random() < 0.3 else 0)
        born.append("" if random.random() < 0.3 else str(year))
    nothing = TextColumn.empty(len(records))
    given = [text if random.random() < 0.5 else f"{text[0]}." for text in records.given.texts()]
    poor = replace(
        records,
        born=TextColumn.of(born),
        name=nothing,
        given=TextColumn.of(given),
        patronymic=nothing,
        events=Events.none(),
    )
    return replace(invented, records=poor)


@pytest.fixture(scope="module")
def resolved(noisy: Invented) -> Resolution:
    return resolve(noisy.records)


@pytest.fixture(scope="module")
def questions(resolved: Resolution) -> tuple[Question, ...]:
    return ask_next(resolved, count=25)


def answered(invented: Invented, question: Question) -> Decision:
    """What somebody who knows the truth says."""
    row = {name: number for number, name in enumerate(invented.records.ids)}
    same = invented.truth[row[question.left]] == invented.truth[row[question.right]]
    answer = Sameness.SAME if same else Sameness.DIFFERENT
    return Decision(answer, (question.left,), (question.right,))


def test_the_gain_falls(questions: tuple[Question, ...]) -> None:
    gains = [question.gain for question in questions]
    assert len(gains) == 25
    assert gains == sorted(gains, reverse=True)
    assert gains[0] > gains[-1] > 0


def test_a_gain_is_no_more_than_the_pairs_at_stake(questions: tuple[Question, ...]) -> None:
    for question in questions:
        assert 0 <= question.probability <= 1
        assert question.gain <= question.pairs / 2 + 1e-3


def test_each_person_is_asked_about_once(
    resolved: Resolution, questions: tuple[Question, ...]
) -> None:
    of = dict(zip(resolved.records.ids, resolved.person.tolist(), strict=True))
    persons = [person for q in questions for person in {of[q.left], of[q.right]}]
    assert len(persons) == len(set(persons))


def test_a_question_says_whether_the_two_are_together_now(
    resolved: Resolution, questions: tuple[Question, ...]
) -> None:
    of = dict(zip(resolved.records.ids, resolved.person.tolist(), strict=True))
    assert {q.together for q in questions} == {True, False}
    assert all(q.together == (of[q.left] == of[q.right]) for q in questions)


def test_what_was_asked_is_not_asked_again_unsure_included(
    resolved: Resolution, questions: tuple[Question, ...]
) -> None:
    unsure = [Decision(Sameness.UNSURE, (q.right,), (q.left,)) for q in questions]
    again = ask_next(resolved, unsure, count=25)
    assert again
    assert not _asked(questions) & _asked(again)


def _asked(questions: tuple[Question, ...]) -> set[frozenset[str]]:
    return {frozenset((question.left, question.right)) for question in questions}


def test_persons_that_a_reviewer_set_apart_are_not_proposed_by_other_rows(
    resolved: Resolution, questions: tuple[Question, ...]
) -> None:
    """The answer holds for the whole of both persons, whichever rows were shown."""
    of = dict(zip(resolved.records.ids, resolved.person.tolist(), strict=True))
    rows: dict[int, list[str]] = {}
    for name, person in of.items():
        rows.setdefault(person, []).append(name)
    merge = next(q for q in questions if not q.together and q.pairs > 1)
    left, right = rows[of[merge.left]], rows[of[merge.right]]
    shown = {merge.left, merge.right}
    one, other = next((a, b) for a in left for b in right if {a, b} != shown)
    apart = Decision(Sameness.DIFFERENT, (one,), (other,))
    again = ask_next(resolved, [apart], count=1000)
    assert {of[merge.left], of[merge.right]} not in [{of[q.left], of[q.right]} for q in again]


def test_answers_make_the_whole_better(
    noisy: Invented, resolved: Resolution, questions: tuple[Question, ...]
) -> None:
    decisions = [answered(noisy, question) for question in questions]
    better = resolve(noisy.records, decisions=decisions)
    more = [answered(noisy, question) for question in ask_next(better, decisions, count=25)]
    best = resolve(noisy.records, decisions=[*decisions, *more])
    wrong = [1.0 - pair_f1(noisy.truth, each.person) for each in (resolved, better, best)]
    assert wrong[1] < 0.8 * wrong[0]
    assert wrong[2] < wrong[1]


def test_where_nothing_is_in_doubt_nothing_is_asked() -> None:
    alone = lists_of(1).records
    one = np.zeros(1, dtype=np.int64)
    records = replace(
        alone,
        ids=alone.ids[:1],
        rank=alone.rank[:1],
        events=Events.none(),
        **{
            name: getattr(alone, name).take(one)
            for name in (
                "list",
                "name",
                "surname",
                "given",
                "patronymic",
                "born",
                "aged",
                "sex",
                "region",
                "place",
            )
        },
    )
    assert ask_next(resolve(records)) == ()
