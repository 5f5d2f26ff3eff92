"""`habeas people overlap …`, as the two sides would use it."""

from __future__ import annotations

import csv
import json
import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner

from habeas.cli.people_overlap import app
from habeas.model import InputRefused, WrongUsage
from tests.people.overlap.lists import carelessly, invented

PEOPLE = invented(70, seed=14)


def run(*words: str | Path) -> tuple[str, str]:
    """Output and remarks of a command that must succeed."""
    done = CliRunner().invoke(app, list(map(str, words)), standalone_mode=False)
    if done.exception is not None:
        raise done.exception
    return done.stdout, done.stderr


def write(file: Path, people: list[dict[str, str]]) -> Path:
    with file.open("w", encoding="utf-8", newline="") as opened:
        rows = csv.DictWriter(opened, ["surname", "given", "patronymic", "born"])
        rows.writeheader()
        rows.writerows(people)
    return file


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Two lists and a secret."""
    write(tmp_path / "a.csv", PEOPLE[:50])
    write(tmp_path / "b.csv", carelessly(PEOPLE[20:], seed=3))
    run("secret", "-o", tmp_path / "key.txt")
    return tmp_path


def test_two_sides_learn_how_far_their_lists_coincide(desk: Path) -> None:
    for side in "ab":
        output, _ = run(
            *("encode", desk / f"{side}.csv", "-o", desk / f"{side}.encoded"),
            *("--secret-file", desk / "key.txt"),
        )
        assert "50 rows = 50 rows encoded" in output
    line, _ = run("compare", desk / "a.encoded", desk / "b.encoded", "--json")
    found = json.loads(line)
    assert found["shared"]["low"] <= 30 <= found["shared"]["high"]
    assert found["lists"] == ["a.encoded", "b.encoded"]
    assert not any(person["surname"] in line for person in PEOPLE)


def test_a_secret_is_for_its_owner_and_never_overwritten(desk: Path) -> None:
    assert stat.S_IMODE((desk / "key.txt").stat().st_mode) == 0o600
    with pytest.raises(InputRefused, match="there already"):
        run("secret", "-o", desk / "key.txt")


def test_a_weak_secret_and_a_secret_that_is_no_text_are_refused(desk: Path) -> None:
    for words in (b"hunter2", b"\xff\xfe\x00", b"x" * 5000):
        (desk / "bad.txt").write_bytes(words)
        with pytest.raises(InputRefused):
            run(
                *("encode", desk / "a.csv", "-o", desk / "a.encoded"),
                *("--secret-file", desk / "bad.txt"),
            )
    assert not (desk / "a.encoded").exists()


def test_an_encoding_never_takes_the_place_of_the_list_or_the_secret(desk: Path) -> None:
    for victim in ("a.csv", "key.txt"):
        with pytest.raises(WrongUsage, match="take the place"):
            run(
                *("encode", desk / "a.csv", "-o", desk / victim),
                *("--secret-file", desk / "key.txt"),
            )
