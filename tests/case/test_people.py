"""The people of a case as its user sees them; everybody is invented."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import habeas
from habeas.case import Case
from habeas.model import InputRefused
from tests.pipeline.making import ONE_PROCESS, PASSPHRASE, new_case, write

ONE = (
    "name,born,region\n"
    "Тарнюк Олег Петрович,1980-04-05,Харківська\n"
    "Сандул Петро Іванович,1975-02-03,Сумська\n"
    "Велмін Тарас Олегович,1991-11-30,Харківська\n"
)
TWO = (
    "name,born,region\n"
    "Тарнюк Олег Петрович,1980-04-05,Харківська\n"
    "Сандул Петро Іванович,1975-02-03,Сумська\n"
    "Лиско Іван Тарасович,1988-01-09,Київська\n"
)


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with two lists that share two people; tests work on copies."""
    top = tmp_path_factory.mktemp("people")
    write(top / "in", {"one.csv": ONE, "two.csv": TWO})
    with new_case(top / "case") as case:
        case.add(top / "in" / "one.csv", top / "in" / "two.csv", settings=ONE_PROCESS)
    return top / "case"


@pytest.fixture
def case(listed: Path, tmp_path: Path) -> Iterator[Case]:
    folder = shutil.copytree(listed, tmp_path / "case")
    with habeas.open(folder, passphrase=PASSPHRASE) as opened:
        yield opened


def test_before_it_is_resolved_a_case_knows_no_people(case: Case) -> None:
    with pytest.raises(InputRefused, match="run habeas resolve first"):
        _ = case.people
    assert case.count_people() is None


def test_people_of_both_lists_are_one_and_are_counted_across_them(case: Case) -> None:
    report = case.resolve()
    assert len(case.people.resolution) == report.changed.now == 4
    assert case.resolve().changed.none
    counted = case.count_people()
    assert counted is not None
    assert (counted.lists, counted.persons) == (("one.csv", "two.csv"), 4)
    assert counted.table is not None
    assert counted.table.cells == ((1, 1), (2, 1), (3, 2))


def test_undoing_a_judgement_restores_every_id(case: Case) -> None:
    case.resolve()
    before = case.store.resolution()
    one, other, *_ = case.people.resolution.person_ids
    judged = case.judge_people("same", [one, other], reason="one man under two names")
    assert len(case.resolve().changed.joined) == 1
    case.undo(judged.placed.position, reason="a misreading")
    case.resolve()
    assert case.store.resolution() == before


def test_the_dossier_of_a_head_is_the_same_resolved_or_not_and_after_judgements(
    case: Case, tmp_path: Path
) -> None:
    first = case.report(tmp_path / "1.html")
    case.resolve()
    one, other, *_ = case.people.resolution.person_ids
    case.judge_people("same", [one, other], reason="one man under two names")
    case.resolve()
    again = case.report(tmp_path / "2.html", at=first.head.size)
    case.rebuild(settings=ONE_PROCESS)
    rebuilt = case.report(tmp_path / "3.html", at=first.head.size)
    assert first.sha256 == again.sha256 == rebuilt.sha256
    page = first.path.read_text(encoding="utf-8")
    assert "6 records of 2 lists and 0 texts are 4 persons" in page
    assert "The people of all lists, as they were resolved" in page
    now = case.report(tmp_path / "4.html").path.read_text(encoding="utf-8")
    assert "6 records of 2 lists and 0 texts are 3 persons" in now
    assert "one man under two names" not in now
    assert case.verify().problems == ()
