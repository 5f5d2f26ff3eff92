"""Second looks at pairs that were judged: blind, of no consequence, and measured."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from habeas.case import Case, new_case
from habeas.model import PersonOpinion, Sameness, WrongUsage
from habeas.pipeline import (
    answer_again,
    judged_questions,
    pair_look_agreements,
    pair_looks,
    take_look_back,
)
from tests.pipeline.making import CHEAP, ONE_PROCESS, PASSPHRASE

FAMILIES = """id,surname,given,born
1,Velmin,Taras,1987
2,Drenik,Pavlo,1990
3,Halvek,Mira,1979
"""
SEEN = """id,surname,given,born
1,Velmin,Taras,1987
2,Drenyk,Pavlo,1990
3,Halveck,Mira,1979
"""


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "families.csv").write_text(FAMILIES, encoding="utf-8")
    (sources / "seen.csv").write_text(SEEN, encoding="utf-8")
    with new_case(
        tmp_path / "case", investigator="Ila Morven", passphrase=PASSPHRASE, key_cost=CHEAP
    ) as made:
        made.add(sources, settings=ONE_PROCESS)
        made.resolve()
        yield made


def pair(case: Case) -> list[str]:
    """The two records of one name."""
    records = case.people.resolution.records
    return [records.ids[row] for row in range(len(records.ids)) if "aras" in records.given[row]]


def test_a_pair_that_was_judged_is_asked_again_once_by_each_reviewer(case: Case) -> None:
    first = case.judge_people("same", pair(case), reason="one birth year").placed
    people = case.people
    [(question, position)] = judged_questions(people, (), "Ila Morven")
    assert (set(question.records), position) == (set(pair(case)), first.position)
    look = answer_again(
        case.store, people, question, Sameness.DIFFERENT, again=position, reason="seen anew"
    )
    opinions = list(case.store.recorded(PersonOpinion))
    assert judged_questions(people, opinions, "Ila Morven") == ()
    assert len(judged_questions(people, opinions, "Dorin Kevris")) == 1
    take_look_back(case.store, look.position, reason="a slip")
    opinions = list(case.store.recorded(PersonOpinion))
    assert len(judged_questions(people, opinions, "Ila Morven")) == 1
    with pytest.raises(WrongUsage, match="taken back already"):
        take_look_back(case.store, look.position, reason="again")


def test_a_second_look_never_changes_who_is_one_person(case: Case) -> None:
    case.judge_people("same", pair(case), reason="one birth year")
    case.resolve()
    before = case.people.partition
    people = case.people
    [(question, position)] = judged_questions(people, (), "Ila Morven")
    answer_again(case.store, people, question, Sameness.DIFFERENT, again=position, reason="anew")
    case.resolve()
    assert case.people.partition == before
    assert case.verify().problems == ()


def test_agreement_is_that_of_judgements_that_hold(case: Case) -> None:
    first = case.judge_people("same", pair(case), reason="one birth year").placed
    people = case.people
    [(question, position)] = judged_questions(people, (), "Ila Morven")
    answer_again(case.store, people, question, Sameness.SAME, again=position, reason="anew")
    opinions = list(case.store.recorded(PersonOpinion))
    [line] = pair_look_agreements(pair_looks(people.settled, opinions))
    assert (line.first, line.second) == ("Ila Morven", "Ila Morven")
    assert (line.agreement.pairs, line.agreement.raw, line.agreement.kappa) == (1, 1.0, None)
    case.undo(first.position, reason="a slip")
    assert pair_looks(case.people.settled, opinions) == ()


def test_what_was_said_of_three_records_at_once_is_no_pair(case: Case) -> None:
    ids = case.people.resolution.records.ids
    case.judge_people("same", list(ids[:3]), reason="only to see")
    assert judged_questions(case.people, (), "Ila Morven") == ()
