"""Resolving a case: from its sources and judgements to persons, and what changed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from habeas.model import WrongUsage
from habeas.people import EventKind
from habeas.pipeline import add, judge_people, kept_people, rebuild, resolve, snapshot, take_back
from habeas.pipeline.person_decisions import Force
from habeas.pipeline.person_queue import question_queue
from habeas.pipeline.resolving import out_of_date, resolved
from habeas.pipeline.reviewing import agreements
from habeas.store import CaseStore
from tests.pipeline.making import ONE_PROCESS, PASSPHRASE, new_store, write
from tests.pipeline.resolver import by_name

ONE = (
    "name,born,event,date\n"
    "Taras Velmin,1980,captured,2022-03-01\n"
    "Petro Sandul,1975-02-03,,\n"
    ",1990,captured,2022-03-05\n"
)
TWO = "name,born,place\nPetro Sandul,1975,Orrin\nOleh Tarnyk,,Orrin\n"
ACCOUNT = "Oleh Tarnyk died in the colony in May 2023, his wife Olha Tarnyk said.\n"
GOODS = "name,kg\nbread,40\nflour,12\nsalt,3\n"


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with two lists, a table of goods, and a report that names Oleh Tarnyk."""
    top = tmp_path_factory.mktemp("listed")
    files = {"one.csv": ONE, "two.csv": TWO, "goods.csv": GOODS, "report.txt": ACCOUNT}
    write(top / "in", files)
    with new_store(top / "case") as store:
        add(store, [top / "in" / name for name in files], settings=ONE_PROCESS)
    return top / "case"


@pytest.fixture
def lists(listed: Path, tmp_path: Path) -> Iterator[CaseStore]:
    """A copy of it, open with its key."""
    folder = shutil.copytree(listed, tmp_path / "case")
    with CaseStore.open(folder, passphrase=PASSPHRASE) as store:
        yield store


def rows(store: CaseStore) -> dict[str, list[str]]:
    """The names of each person, by id."""
    people = kept_people(store)
    assert people is not None
    names = people.resolution.records.name
    return {person: [names[row] for row in rows] for person, rows in people.persons().items()}


def ids(store: CaseStore, name: str) -> list[str]:
    """The ids of the records of this name."""
    people = kept_people(store)
    assert people is not None
    records = people.resolution.records
    return [records.ids[row] for row in range(len(records)) if records.name[row] == name]


def test_records_come_from_lists_and_texts_and_not_from_goods(lists: CaseStore) -> None:
    people = resolve(lists, resolver=by_name).people
    sources = [source.sha256[:12] for source in lists.sources()]
    assert people.resolution.records.name.texts() == [
        "Taras Velmin", "Petro Sandul", "Petro Sandul", "Oleh Tarnyk", "Oleh Tarnyk",
    ]  # fmt: skip
    assert people.resolution.records.ids[:3] == (
        f"{sources[0]}/1", f"{sources[0]}/2", f"{sources[1]}/1",
    )  # fmt: skip
    assert people.resolution.records.ids[4].startswith(f"{sources[3]}/claim-")
    assert [(item.name, item.is_text) for item in people.lists] == [
        ("one.csv", False), ("two.csv", False), ("report.txt", True),
    ]  # fmt: skip
    assert people.left_out == ("one.csv, row 3: there is no name",)
    events = people.resolution.records.events
    happened = zip(
        *(column.tolist() for column in (events.record, events.kind, events.first, events.last)),
        strict=True,
    )
    assert list(happened) == [
        (0, EventKind.CAPTURED, 19052, 19052),
        (4, EventKind.DIED, 19478, 19508),
    ]


def test_a_second_run_changes_nothing(lists: CaseStore) -> None:
    first = resolve(lists, resolver=by_name)
    assert len(first.changed.created) == first.changed.now == 3
    kept = lists.resolution()
    assert resolve(lists, resolver=by_name).changed.none
    assert lists.resolution() == kept
    assert lists.verify().problems == ()


def test_an_added_list_leaves_the_ids_of_everybody_else(lists: CaseStore, tmp_path: Path) -> None:
    resolve(lists, resolver=by_name)
    before = rows(lists)
    write(tmp_path / "in", {"three.csv": "name,born\nOleh Tarnyk,1990\nIvan Lysko,1988\n"})
    add(lists, [tmp_path / "in" / "three.csv"], settings=ONE_PROCESS)
    assert out_of_date(lists)
    changed = resolve(lists, resolver=by_name).changed
    assert not out_of_date(lists)
    assert (len(changed.unchanged), len(changed.grown), len(changed.created)) == (2, 1, 1)
    assert rows(lists).keys() >= before.keys()


def test_a_rebuild_gives_the_same_rows(lists: CaseStore) -> None:
    assert rebuild(lists, settings=ONE_PROCESS, resolver=by_name).persons is None
    resolve(lists, resolver=by_name)
    kept = lists.resolution()
    assert rebuild(lists, settings=ONE_PROCESS, resolver=by_name).persons == 3
    assert lists.resolution() == kept


def test_what_people_decide_holds_and_undoing_it_restores_every_id(lists: CaseStore) -> None:
    resolve(lists, resolver=by_name)
    before = lists.resolution()
    (tarnyk, *_), sandul = ids(lists, "Oleh Tarnyk"), ids(lists, "Petro Sandul")
    merge = judge_people(lists, "same", [tarnyk, *ids(lists, "Taras Velmin")], reason="a nickname")
    split = judge_people(lists, "different", [sandul[0]], reason="another mother")
    assert split.placed.judgement.others[0].record == sandul[1]
    changed = resolve(lists, resolver=by_name).changed
    assert (len(changed.joined), len(changed.split)) == (1, 2)
    take_back(lists, split.placed.position, reason="the mother remarried")
    take_back(lists, merge.placed.position, reason="a misreading")
    resolve(lists, resolver=by_name)
    assert lists.resolution() == before


def test_a_later_judgement_outweighs_an_earlier_one_aloud(lists: CaseStore) -> None:
    resolve(lists, resolver=by_name)
    one, other = ids(lists, "Petro Sandul")
    first = judge_people(lists, "same", [one, other], reason="one photograph")
    second = judge_people(lists, "different", [one], others=[other], reason="two graves")
    assert [item.placed for item in second.outweighed] == [first.placed]
    assert second.outweighed[0].force is Force.OUTWEIGHED


def test_a_person_stands_for_all_their_records(lists: CaseStore) -> None:
    resolve(lists, resolver=by_name)
    people = rows(lists)
    one, two = (name for name, names in people.items() if len(names) == 2)
    placed = judge_people(lists, "same", [one, two], reason="one man under two names").placed
    assert len(placed.judgement.records) == 4


def test_the_record_of_an_earlier_head_does_not_know_later_judgements(lists: CaseStore) -> None:
    resolve(lists, resolver=by_name)
    head = lists.head()
    then, _ = resolved(snapshot(lists, head), resolver=by_name)
    judge_people(lists, "different", ids(lists, "Petro Sandul")[:1], reason="two graves")
    again, _ = resolved(snapshot(lists, head), lists.resolution(), resolver=by_name)
    assert then.partition == again.partition
    now, _ = resolved(snapshot(lists, lists.head()), resolver=by_name)
    assert now.partition != then.partition


@pytest.mark.parametrize(
    ("answer", "records", "others", "words"),
    [
        ("alike", ["@0"], ["@1"], "not an answer"),
        ("same", ["@0"], [], "needs two records"),
        ("same", ["nothing/1"], ["@1"], "no record has this id"),
        ("same", ["p-nobody"], ["@1"], "no person has this id"),
        ("different", ["@0", "@1"], [], "the whole of their persons"),
        ("different", ["@0"], ["@0"], "cannot differ from itself"),
    ],
)
def test_words_that_do_not_fit_are_refused(
    lists: CaseStore, answer: str, records: list[str], others: list[str], words: str
) -> None:
    with pytest.raises(WrongUsage, match="habeas resolve first"):
        judge_people(lists, "same", ["a"], reason="seen")
    resolve(lists, resolver=by_name)
    known = {f"@{place}": name for place, name in enumerate(ids(lists, "Petro Sandul"))}
    with pytest.raises(WrongUsage, match=words):
        judge_people(
            lists, answer, [known.get(name, name) for name in records],
            others=[known.get(name, name) for name in others], reason="seen",
        )  # fmt: skip
    with pytest.raises(WrongUsage, match="is no judgement about people"):
        take_back(lists, 1, reason="seen")


def test_a_second_reviewer_is_asked_the_same_and_shown_no_answer(lists: CaseStore) -> None:
    resolve(lists, resolver=by_name)
    one, other = ids(lists, "Petro Sandul")
    judge_people(lists, "different", [other], others=[one], reason="two graves", reviewer="Ada")
    people, (question,) = question_queue(lists, reviewer="Bea", resolver=by_name)
    assert (question.records, question.probability) == ((one, other), None)
    assert question.together, "the first answer would have parted them"
    assert people.settled.standings == ()
    judge_people(lists, "same", question.records, reason="one photograph", reviewer="Bea")
    assert question_queue(lists, reviewer="Bea", resolver=by_name)[1] == ()
    now = kept_people(lists)
    assert now is not None
    (found,) = agreements(now.settled)
    assert (found.reviewers, found.questions, found.raw) == (("Ada", "Bea"), 1, 0.0)
