"""`habeas people`: lists in, persons out, and one line for whatever cannot be read."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from habeas.cli.column_map import chosen_columns
from habeas.cli.entry import run
from habeas.model import WrongUsage

# Invented people, one of them on two lists.
LIST = (
    "unique_id,source,name,dob\n"
    "a1,court,Вигадько Остап Юхимович,1984-05-09\n"
    "a2,police,Выгадько Остап Ефимович,1984-05-09\n"
    "a3,police,Небилиця Христина Гнатівна,1990-01-02\n"
)


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_record_gets_its_person(people: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = people.with_name("persons.csv")
    assert run(["people", "resolve", str(people), "-o", str(output)]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("3 rows = 3 records\n")
    assert "persons.csv: sha256 " in said.err
    found = rows(output)
    assert [row["unique_id"] for row in found] == ["a1", "a2", "a3"]
    assert all(0 <= float(row["probability"]) <= 1 for row in found)
    assert found[2]["person_id"] != found[0]["person_id"]


def test_skipped_rows_are_named_and_end_in_three(
    people: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people.write_text(LIST + "a3,court,Петро Небилиця,\na4,court,,1990\n", encoding="utf-8")
    output = people.with_name("persons.csv")
    assert run(["people", "resolve", str(people), "-o", str(output), "--json"]) == 3
    said = capsys.readouterr()
    found = json.loads(said.out)
    assert (found["rows"], found["records"], found["skipped"]) == (5, 3, 2)
    assert list(found["sha256"]) == [str(output)]
    assert "skipped: list.csv, row 5: the id 'a3' stands in row 4 already\n" in said.err
    assert "skipped: list.csv, row 6: there is no name\n" in said.err
    assert len(rows(output)) == 3


def test_columns_are_told_by_a_map(people: Path) -> None:
    people.write_text("Хто;Коли\nОстап Вигадько;1984\n", encoding="utf-8")
    output = people.with_name("persons.csv")
    words = ["people", "resolve", str(people), "-o", str(output), "--map", "name=Хто,dob=Коли"]
    assert run(words) == 0
    assert [row["unique_id"] for row in rows(output)] == ["2"]


@pytest.mark.parametrize(
    ("words", "code", "reason"),
    [
        (["gone.csv", "-o", "p.csv"], 1, "there is no such file"),
        (["list.csv", "-o", "list.csv"], 2, "would take the place of a list"),
        (["list.csv", "-o", "p.txt"], 2, "ends in .csv or .parquet"),
        (["list.csv", "-o", "p.csv", "--map", "name"], 2, "names no column"),
        (["list.csv", "-o", "p.csv", "--map", "name=Хто"], 2, "there is no column 'Хто'"),
        (["list.csv"], 2, "Missing option"),
    ],
)
def test_what_cannot_be_done_ends_in_one_line(
    people: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    code: int,
    reason: str,
) -> None:
    monkeypatch.chdir(people.parent)
    assert run(["people", "resolve", *words]) == code
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("habeas: ")
    assert reason in line
    assert people.read_text(encoding="utf-8") == LIST


def test_a_column_s_name_may_hold_commas() -> None:
    words = ["name=Прізвище, ім'я, по батькові,dob=Дата", "list=Де = де"]
    assert chosen_columns(words) == {
        "name": "Прізвище, ім'я, по батькові",
        "dob": "Дата",
        "list": "Де = де",
    }


def test_a_role_is_mapped_once() -> None:
    with pytest.raises(WrongUsage, match="given twice"):
        chosen_columns(["name=A", "name=B"])


def test_without_a_command_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["people"]) == 0
    assert capsys.readouterr().out.startswith("Usage: habeas people [OPTIONS] COMMAND")


def test_two_names_are_compared_with_the_reason(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["people", "compare", "Олександр Гнатюк", "Aleksandr Hnatyuk"]) == 0
    verdict, reason = capsys.readouterr().out.splitlines()
    assert verdict.startswith("may be one person's names: score ")
    assert "given name" in reason
    assert "surname" in reason


def test_names_of_different_people_are_told_apart(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["people", "compare", "Олександр Гнатюк", "Христина Небилиця", "--json"]
    assert run(words) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["names"] == ["Олександр Гнатюк", "Христина Небилиця"]
    assert found["same"] is False
    assert found["score"] < 0.5
    assert {part["part"] for part in found["parts"]} >= {"surname", "given"}


def test_a_name_without_letters_is_like_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["people", "compare", "Олександр Гнатюк", "???"]) == 0
    assert capsys.readouterr().out.splitlines()[0].endswith("score 0.00")


def test_draws_are_written_beside_and_limit_the_number_of_persons(
    people: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    polars = pytest.importorskip("polars")
    output, draws = people.with_name("persons.csv"), people.with_name("draws.parquet")
    words = ["resolve", str(people), "-o", str(output), "--draws", "7", str(draws), "--json"]
    assert run(["people", *words]) == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found["sha256"]) == [str(output), str(draws)]
    limits = found["persons_in_draws"]
    assert limits["draws"] == 7
    frame = polars.read_parquet(draws)
    assert frame.columns == ["draw", "record", "person"]
    assert frame.height == 7 * 3
    assert set(frame["record"]) == {"a1", "a2", "a3"}
    persons = frame.group_by("draw").agg(polars.col("person").n_unique())["person"]
    assert limits["low"] == persons.min()
    assert limits["high"] == persons.max()


def test_draws_need_a_number_and_a_place_of_their_own(
    people: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = people.with_name("persons.parquet")
    for number, path in (("0", "draws.parquet"), ("5", str(output)), ("5", "draws.csv")):
        words = ["resolve", str(people), "-o", str(output), "--draws", number, path]
        assert run(["people", *words]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 3
