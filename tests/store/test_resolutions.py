"""Judgements about people, and who is one person: kept, altered, erased, dropped."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from habeas.model import CaseDamaged, EvidenceReference, InputRefused, Passage, WrongUsage
from habeas.store import CaseStore, LeafKind
from tests.store.making import (
    PASSPHRASE,
    STATEMENT,
    deposit,
    document,
    resolution,
    row_of,
    same_person,
    sha256,
)

ONE, TWO, THREE = (sha256(name) for name in (b"one", b"two", b"three"))


@pytest.fixture
def lists(store: CaseStore) -> CaseStore:
    """A case with three sources."""
    store.put_sources(
        [deposit(name, f"{name.decode()}.csv") for name in (b"one", b"two", b"three")]
    )
    return store


def test_a_judgement_about_people_comes_back_with_its_place(lists: CaseStore) -> None:
    placed = lists.append_person_judgement(same_person(ONE, TWO))
    assert list(lists.person_judgements()) == [placed]
    assert list(lists.person_judgements(at=placed.position)) == []
    assert list(lists.judgements()) == []
    assert lists.verify().problems == ()


def test_it_needs_sources_that_are_in_the_case(lists: CaseStore) -> None:
    with pytest.raises(InputRefused, match="no source in this case"):
        lists.append_person_judgement(same_person(ONE, sha256(b"elsewhere")))


def test_what_it_quotes_must_stand_in_the_text(lists: CaseStore) -> None:
    lists.put_document(ONE, document(), reader="text@1")
    there = EvidenceReference(ONE, Passage.of(STATEMENT, 4, 10))
    lists.append_person_judgement(replace(same_person(ONE, TWO), evidence=(there,)))
    elsewhere = EvidenceReference(ONE, Passage(4, 10, "Warden"))
    with pytest.raises(InputRefused, match="does not stand in the document"):
        lists.append_person_judgement(replace(same_person(ONE, TWO), evidence=(elsewhere,)))


def test_only_a_judgement_about_people_can_be_taken_back(lists: CaseStore) -> None:
    placed = lists.append_person_judgement(same_person(ONE, TWO))
    with pytest.raises(WrongUsage, match="entry 1 is no judgement about people"):
        lists.append_person_judgement(same_person(ONE, TWO, withdraws=1))
    taken_back = same_person(ONE, TWO, withdraws=placed.position)
    assert lists.append_person_judgement(taken_back).position == placed.position + 1


def test_erasing_one_of_its_sources_erases_it_and_the_resolution(lists: CaseStore) -> None:
    about_both = lists.append_person_judgement(same_person(ONE, TWO))
    lists.append_person_judgement(same_person(ONE, TWO, withdraws=about_both.position))
    kept = lists.append_person_judgement(same_person(TWO, THREE))
    lists.put_resolution(resolution(ONE, TWO))
    lists.delete_source(ONE, reason="the family asked")
    assert list(lists.person_judgements()) == [kept]
    assert lists.resolution() is None
    gone = [entry for entry in lists.leaves() if entry.payload is None]
    assert [entry.kind for entry in gone].count(LeafKind.PERSON_JUDGEMENT) == 2
    assert lists.verify().problems == ()


def test_the_index_finds_it_under_every_source_also_when_made_anew(lists: CaseStore) -> None:
    lists.append_person_judgement(same_person(ONE, TWO, THREE))
    lists.drop_derived()
    assert lists.verify().problems == ()
    lists.delete_source(THREE, reason="the family asked")
    assert list(lists.person_judgements()) == []


def test_a_resolution_replaces_the_one_before(lists: CaseStore) -> None:
    assert (lists.resolution(), lists.resolved_from()) == (None, None)
    lists.put_resolution(resolution(ONE, TWO, THREE))
    lists.put_resolution(resolution(ONE, TWO))
    assert lists.resolution() == resolution(ONE, TWO)
    assert lists.resolved_from() == ("test@1", sha256(b"inputs"))
    assert lists.verify().problems == ()
    lists.drop_derived()
    assert lists.resolution() is None


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE person_record SET person = 'p-bbbbbbbbbbbb' WHERE ordinal = 0", "person_record 0"),
        ("DELETE FROM person_record WHERE ordinal = 1", "resolution"),
        ("UPDATE resolution SET resolver = 'test@2'", "resolution 1"),
    ],
)
def test_an_altered_resolution_is_named_and_can_be_made_again(
    lists: CaseStore, case_path: Path, statement: str, named: str
) -> None:
    lists.put_resolution(resolution(ONE, TWO))
    lists.close()
    with sqlite3.connect(case_path / "case.sqlite") as connection:
        connection.execute(statement)
    connection.close()
    with CaseStore.open(case_path, passphrase=PASSPHRASE) as store:
        assert [problem.where for problem in store.verify().problems] == [named]
        with pytest.raises(CaseDamaged):
            store.resolution()
        store.put_resolution(resolution(ONE, TWO))
        assert store.verify().ok


def test_a_judgement_names_its_sources_once_each() -> None:
    judgement = replace(
        same_person(ONE, TWO, ONE),
        others=(row_of(THREE, 2),),
        evidence=(EvidenceReference(TWO),),
    )
    assert judgement.sources == (ONE, TWO, THREE)
