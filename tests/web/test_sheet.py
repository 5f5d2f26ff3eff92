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


@pytest.mark.parametrize("words", ["=1+1", "+1", "-cmd", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_formula_is_only_words(words: str) -> None:
    found = cells(as_csv(Sheet(("a",), [(words,)])))[1][0]
    assert found.startswith("'")


def test_a_negative_number_stays_a_number() -> None:
    assert cells(as_csv(Sheet(("a",), [(-3.5,)])))[1] == ["-3.5"]
