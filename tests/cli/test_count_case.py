"""`habeas count CASE`: each source that can say how many are missing, and words where none can."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from habeas.cli.entry import run
from tests.cli.running import habeas, one_line
from tests.pipeline.making import ONE_PROCESS, new_case, write
from tests.pipeline.test_counting import APART, BAD, NAMES, OVERLAPS


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with two tables that can be counted, one that cannot, and a list of names."""
    top = tmp_path_factory.mktemp("counted")
    files = {"a.csv": OVERLAPS, "b.csv": BAD, "c.csv": APART, "d.csv": NAMES}
    write(top / "in", files)
    with new_case(top / "case") as made:
        made.add(*(top / "in" / name for name in files), settings=ONE_PROCESS)
    return top / "case"


def test_each_source_stands_with_its_hash_and_its_estimate(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["count", str(case)]) == 3
    out, err = capsys.readouterr()
    first, second, *_ = out.splitlines()
    assert first.startswith("a.csv, sha256 ")
    assert second == "194 people documented on 3 lists (Court, Families, Clinic)"
    assert "c.csv, sha256 " in out
    assert "d.csv" not in out + err
    assert "must not be added up" in out.splitlines()[-1]
    assert one_line(err).startswith("not counted: b.csv, row 3, column 'count': '4.5' is a frac")


def test_json_has_a_line_for_each_and_a_reason_for_the_bad_one(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["count", str(case), "--json", "--seed", "3"]) == 3
    one, bad, apart = map(json.loads, capsys.readouterr().out.splitlines())
    assert list(one)[:5] == ["source", "name", "sheet", "method", "observed"]
    assert (one["status"], one["settings"]["seed"]) == ("ok", 3)
    assert (bad["name"], sorted(bad)) == ("b.csv", ["name", "reason", "sheet", "source"])
    assert (apart["status"], apart["low"], apart["point"], apart["high"]) == (
        "no_overlap", None, None, None,
    )  # fmt: skip


def test_the_table_alone_gives_the_same_numbers(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["count", str(case), "--json"])
    inside = json.loads(capsys.readouterr().out.splitlines()[0])
    table = write(tmp_path, {"a.csv": OVERLAPS}) / "a.csv"
    assert run(["count", str(table), "--json"]) == 0
    alone = json.loads(capsys.readouterr().out)
    assert {name: inside[name] for name in alone} == alone


def test_a_case_without_such_a_source_says_so_in_one_line(made_case: Path) -> None:
    before = (made_case / "case.sqlite").read_bytes()
    done = habeas("count", made_case)
    assert (done.code, done.err) == (0, "")
    line = one_line(done.out)
    assert "none of its sources is an overlap table or a list with person ids" in line
    assert "not linked across lists yet" in line
    assert (made_case / "case.sqlite").read_bytes() == before
    assert run(["count", str(made_case), "--json"]) == 0


@pytest.mark.parametrize(
    "words",
    [["--method", "chao"], ["--by", "place"], ["--person", "id"], ["--sheet", "x.txt"],
     ["--sensitivity"], ["--delta", "1"]],
)  # fmt: skip
def test_what_only_a_table_can_be_asked_is_refused(
    words: list[str], made_case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["count", str(made_case), *words]) == 2
    assert "a case takes --level, --seed and --json only" in one_line(capsys.readouterr().err)
