"""`habeas resolve CASE` and `habeas people … CASE`; everybody is invented."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from habeas.case import open_case
from habeas.cli.entry import run
from tests.case.test_people import ONE, TWO
from tests.pipeline.making import ONE_PROCESS, PASSPHRASE, new_case, write


@pytest.fixture(scope="module")
def resolved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with two lists, resolved."""
    top = tmp_path_factory.mktemp("people")
    write(top / "in", {"one.csv": ONE, "two.csv": TWO})
    with new_case(top / "case") as case:
        case.add(top / "in" / "one.csv", top / "in" / "two.csv", settings=ONE_PROCESS)
        case.resolve()
    return top / "case"


@pytest.fixture
def folder(resolved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A copy, with the passphrase in the environment."""
    monkeypatch.setenv("HABEAS_PASSPHRASE", PASSPHRASE)
    return str(shutil.copytree(resolved, tmp_path / "case"))


def said(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> list[str]:
    """The lines that a command prints on standard output, or its error."""
    assert run(list(words)) == code
    out, err = capsys.readouterr()
    return (out if code == 0 else err).splitlines()


def persons_of_two(folder: str) -> list[str]:
    """The ids of the persons with two records."""
    with open_case(folder, read_only=True) as case:
        return [name for name, rows in case.people.persons().items() if len(rows) == 2]


def test_the_queue_shows_the_records_side_by_side(
    folder: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = [json.loads(item) for item in said(capsys, "people", "queue", folder, "--json")]
    assert found
    assert all(
        {"record", "name", "source", "row"} <= record.keys() for record in found[0]["records"]
    )


def test_nobody_is_shown_for_an_id_of_many_or_none(
    folder: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (many,) = said(capsys, "people", "show", folder, "p-", code=2)
    (none,) = said(capsys, "people", "show", folder, "q", code=2)
    assert "more than one person begins" in many
    assert "no person of this case" in none


def test_a_second_resolve_changes_nothing(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "resolve", folder)[0] == "nothing changed: 6 records, 4 persons"
    (line,) = said(capsys, "resolve", folder, "--json")
    assert json.loads(line)["nothing_changed"] is True


def test_a_judgement_is_recorded_shown_and_undone(
    folder: str, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = persons_of_two(folder)
    first = said(capsys, "people", "judge", folder, "same", one, other, "--reason", "one man")
    assert first[0].startswith("judgement 4: same ")
    second = said(
        capsys, "people", "judge", folder, "different", one, "--others", other, "--reason", "no"
    )
    assert "judgement 4 is outweighed in part by it" in second
    said(capsys, "people", "undo", folder, "5", "--reason", "a misreading")
    assert said(capsys, "resolve", folder)[1].startswith("now 3 = unchanged 2 + grown 0 + joined 1")
    lines = said(capsys, "people", "judgements", folder)
    assert "in force" in lines[0]
    assert "taken back" in lines[1]
    log = said(capsys, "log", folder)
    assert "same of 4 records by Ila Morven: one man" in log[4]


def test_a_person_stands_with_records_and_history(
    folder: str, capsys: pytest.CaptureFixture[str]
) -> None:
    person, _ = persons_of_two(folder)
    lines = said(capsys, "people", "show", folder, person)
    assert lines[0] == f"{person}: 2 records"
    assert sum("one.csv" in line or "two.csv" in line for line in lines) >= 2
    assert any("joined to" in line for line in lines)


def test_a_count_says_that_it_counts_the_resolved_people(
    folder: str, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = said(capsys, "count", folder)
    assert lines[0] == "people of all lists, as resolved: 4 persons"


def test_a_case_that_is_not_resolved_says_so(
    made_case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (line,) = said(capsys, "people", "queue", str(made_case), code=1)
    assert line.endswith("run habeas resolve first")
