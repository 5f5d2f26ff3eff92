"""Tables as CSV: readable by spreadsheets, and nothing in them runs."""

from __future__ import annotations

import csv
import io

import pytest

from habeas.web.sheet import Sheet, as_csv


def cells(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_words_numbers_and_nothing() -> None:
    content = as_csv(
        Sheet(("name", "count", "day"), [("Вайда, О.", 3, None), ('say "so"', 0.5, "")])
    )
    assert content.startswith(b"\xef\xbb\xbf")
    assert cells(content) == [
        ["name", "count", "day"],
        ["Вайда, О.", "3", ""],
        ['say "so"', "0.5", ""],
    ]


@pytest.mark.parametrize("words", ["=1+1", "+1", "-cmd", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_a_formula_is_only_words(words: str) -> None:
    header, (cell,) = cells(as_csv(Sheet((words,), [(words,)])))
    assert cell.startswith("'")
    assert header == [cell]


@pytest.mark.parametrize("parted", [";", "\t", "\n"])
def test_a_formula_is_only_words_where_something_else_than_a_comma_parts_cells(parted: str) -> None:
    written = as_csv(Sheet(("a",), [(f"Orrin{parted}=1+1",)])).decode("utf-8-sig")
    begun = [cell.strip('"') for line in written.splitlines() for cell in line.split(parted)]
    assert begun == ["a", "Orrin", "'=1+1"]


def test_lines_stay_as_they_are() -> None:
    assert cells(as_csv(Sheet(("a",), [("one\n\ntwo; three",)])))[1] == ["one\n\ntwo; three"]


def test_half_a_character_is_no_failure() -> None:
    assert cells(as_csv(Sheet(("a",), [("\ud800 broken",)])))[1] == ["? broken"]


def test_a_negative_number_stays_a_number() -> None:
    assert cells(as_csv(Sheet(("a",), [(-3.5,)])))[1] == ["-3.5"]
