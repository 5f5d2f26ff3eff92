"""`habeas count`: tables in, answers out, and one line for whatever cannot be counted."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from habeas.cli.entry import run
from tests.cli.running import habeas, one_line

ROWS = "1,0,0,60\n0,1,0,50\n0,0,1,40\n1,1,0,20\n1,0,1,10\n0,1,1,9\n1,1,1,5\n"
TABLE = f"A,B,C,count\n{ROWS}"
STRATA = (
    "place,A,B,C,count\n"
    + "".join(f"north,{row}\n" for row in ROWS.split())
    + "south,1,0,0,7\nsouth,0,1,0,4\n"
    + ",1,1,0,3\n"
)
FIRST = "method observed status low point high level assumptions diagnostics digest".split()


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "lists.csv"
    path.write_text(TABLE)
    return path


@pytest.fixture
def strata(tmp_path: Path) -> Path:
    path = tmp_path / "strata.csv"
    path.write_text(STRATA)
    return path


def lines(capsys: pytest.CaptureFixture[str], *words: str | Path) -> list[dict[str, Any]]:
    assert run(["count", *map(str, words), "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_figure_comes_with_everything_it_needs(table: Path) -> None:
    done = habeas("count", table, "--method", "nhoi")
    assert done.code == 0, done.err
    assert done.err == ""
    text = " ".join(done.out.split())
    assert text.startswith(
        "194 people documented on 3 lists (A, B, C) nhoi: about 527 people in all"
    )
    for word in ("status ok", "assumes", "tested by", "table "):
        assert word in text


def test_json_has_the_ten_keys_first(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = lines(capsys, table, "--method", "chao")
    assert list(line)[: len(FIRST)] == FIRST
    assert (line["observed"], line["status"], line["lists"]) == (194, "ok", ["A", "B", "C"])
    assert line["low"] <= line["point"] <= line["high"]


def test_without_overlap_there_is_no_number_and_no_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "apart.csv"
    path.write_text("A,B,count\n1,0,5\n0,1,4\n")
    for method in ("chao", "nhoi", "log-linear", "decomposable", "chapman"):
        (line,) = lines(capsys, path, "--method", method)
        assert (line["status"], line["low"], line["point"], line["high"]) == (
            "no_overlap", None, None, None,
        )  # fmt: skip


def test_strata_have_a_line_each_and_the_whole_is_marked(
    strata: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    *parts, whole = lines(capsys, strata, "--by", "place", "--method", "chao")
    assert [part["stratum"] for part in parts] == [
        {"place": "north"}, {"place": "south"}, {"place": None},
    ]  # fmt: skip
    assert [part["whole"] for part in parts] == [False] * 3
    assert whole["whole"] is True
    assert sum(part["observed"] for part in parts) == whole["observed"] == 208
    assert [part["status"] for part in parts][:2] == ["ok", "no_overlap"]
    strata.with_name("north.csv").write_text(TABLE)
    (alone,) = lines(capsys, strata.with_name("north.csv"), "--method", "chao")
    same = ("low", "point", "high", "digest")
    assert [parts[0][key] for key in same] == [alone[key] for key in same]


def test_strata_have_a_row_each_in_text_and_unknown_labels_are_told(strata: Path) -> None:
    done = habeas("count", strata, "--by", "place", "--method", "chao")
    rows = done.out.splitlines()
    assert rows[0].startswith("place north    194 documented  at least about")
    assert rows[1] == "place south     11 documented  no number; the lists do not overlap (chao)"
    assert rows[2].startswith("place unknown    3 documented")
    assert "208 people documented" in done.out
    assert one_line(done.err) == "People without a value of place, in a stratum of their own: 3."


def test_a_model_keeps_its_lists_in_a_stratum(
    strata: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--method", "log-linear", "--model", "[12,3]")
    north, *_ = lines(capsys, strata, "--by", "place", *words)
    path = strata.with_name("north.csv")
    path.write_text(TABLE)
    (alone,) = lines(capsys, path, *words)
    assert (north["low"], north["high"]) == (alone["low"], alone["high"])
    assert north["lists"] == ["A", "B", "C"]


def test_records_are_counted_by_person_from_standard_input() -> None:
    rows, who = ["unique_id;source"], 0
    for row in ROWS.split():
        *marks, people_on = row.split(",")
        for _ in range(int(people_on)):
            who += 1
            rows += [
                f"p{who};{name}" for name, mark in zip("ABC", marks, strict=True) if mark == "1"
            ]
    done = habeas("count", "-", "--method", "nhoi", given="\n".join(rows).encode())
    assert done.code == 0, done.err
    assert "about 527 people in all" in done.out
    assert done.err == "Read as records: unique_id says who, source on which list.\n"


def test_the_same_seed_gives_the_same_answer_whatever_the_lists_are_called(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    renamed = table.with_name("renamed.csv")
    renamed.write_text(TABLE.replace("A,B,C", "first,second,third"))
    words = ("--method", "sample-coverage", "--seed", "5")
    (one,), (two,) = lines(capsys, table, *words), lines(capsys, renamed, *words)
    assert (one["low"], one["point"], one["high"]) == (two["low"], two["point"], two["high"])


def test_the_level_reaches_the_method(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (wide,) = lines(capsys, table, "--method", "chao", "--level", "0.99")
    (narrow,) = lines(capsys, table, "--method", "chao", "--level", "0.5")
    assert (wide["level"], narrow["level"]) == (0.99, 0.5)
    assert wide["low"] < narrow["low"] < narrow["high"] < wide["high"]


def test_delta_reaches_the_method(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = lines(capsys, table, "--method", "decomposable", "--delta", "0.5")
    assert line["settings"]["delta"] == 0.5


def test_two_lists_can_be_named_for_a_method_that_takes_two(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (line,) = lines(capsys, table, "--method", "chapman", "--lists", "A,B")
    assert (line["observed"], line["point"]) == (154, round(96 * 85 / 26 - 1, 1))


def test_a_court_sheet_is_written_and_its_hash_told(table: Path) -> None:
    sheet = table.with_name("sheet.txt")
    done = habeas("count", table, "--method", "nhoi", "--sheet", sheet)
    content = sheet.read_bytes()
    assert hashlib.sha256(content).hexdigest() in one_line(done.err)
    text = content.decode()
    assert "## What may be relied on" in text
    assert "| 1 | 1 | 1 |      5 |" in text
    again = table.with_name("again.txt")
    assert run(["count", str(table), "--method", "nhoi", "--sheet", str(again)]) == 0
    assert again.read_bytes() == content


def test_a_court_sheet_of_strata_is_a_page_where_its_name_says_so(strata: Path) -> None:
    page = strata.with_name("sheet.html")
    words = ["--by", "place", "--method", "chao", "--sheet", str(page)]
    assert run(["count", str(strata), *words]) == 0
    text = page.read_text()
    assert text.startswith("<!doctype html>")
    assert "Stratum by stratum" in text
    assert '<th scope="row">place south</th><td>11</td><td>–</td>' in text


def test_a_sheet_never_takes_the_place_of_the_table(table: Path) -> None:
    assert run(["count", str(table), "--method", "chao", "--sheet", str(table)]) == 2
    assert table.read_text() == TABLE


def test_without_a_method_all_families_stand_side_by_side(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (line,) = lines(capsys, table)
    assert line["method"] == "all"
    assert len(line["members"]) >= 3
    assert all(list(member)[: len(FIRST)] == FIRST for member in line["members"])
    for estimate in (line, *line["members"]):
        assert estimate["status"] == "ok" or estimate["point"] is None
    assert run(["count", str(table)]) == 0
    text = capsys.readouterr().out
    assert text.count("\nfamily ") == len(line["members"])


@pytest.mark.ci
def test_sensitivity_says_in_words_how_far_the_total_moves(table: Path) -> None:
    done = habeas("count", table, "--method", "log-linear", "--sensitivity")
    assert done.code == 0, done.err
    assert "- Starting from about" in done.out
    assert any("odds ratio" in line for line in done.out.splitlines() if line.startswith("- "))
    line = json.loads(
        habeas("count", table, "--method", "log-linear", "--sensitivity", "--json").out
    )
    assert line["sensitivity"]["curves"]


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["nowhere.csv"], 1, "nowhere.csv: there is no such file"),
        (["."], 1, "a folder"),
        ([""], 2, "no table is named"),
        ([], 2, "see `habeas count --help`"),
        (["bad.csv"], 1, "bad.csv, row 3, column 'count': '12.5' is a fraction of a person"),
        (["lists.csv", "--method", "guess"], 2, "there is no method 'guess' — take one of all"),
        (["lists.csv", "--method", "chao", "--delta", "1"], 2, "'chao' has no setting 'delta'"),
        (["lists.csv", "--level", "95"], 2, "the level is 95 — take one such as .95"),
        (["lists.csv", "--level", "nan"], 2, "the level is nan"),
        (["lists.csv", "--level", "much"], 2, "--level"),
        (["lists.csv", "--by", "place"], 2, "lists.csv: there is no column 'place'"),
        (["lists.csv", "--lists", ","], 2, "--lists names no list"),
        (["lists.csv", "--lists", "A,D"], 2, "there is no column 'D' — take one of A, B, C, count"),
        (["lists.csv", "--count", "count", "--person", "A"], 2, "exclude each other"),
    ],
)
def test_a_refusal_is_one_line(
    words: list[str],
    code: int,
    says: str,
    table: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    table.with_name("bad.csv").write_text("A,B,count\n1,0,5\n0,1,12.5\n")
    monkeypatch.chdir(table.parent)
    assert run(["count", *words]) == code
    line = one_line(capsys.readouterr().err)
    assert line.startswith("habeas: ")
    assert says in line


def test_a_hostile_table_cannot_act_on_the_terminal(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table.write_text(TABLE.replace("A,B,C", "\x1b[2J,B\u202e,C"))
    for words in ([], ["--json"]):
        assert run(["count", str(table), "--method", "chao", *words]) == 0
        assert capsys.readouterr().out.replace("\n", "").isprintable()
