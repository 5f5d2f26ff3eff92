"""Dates of birth as lists print them, whole or in part."""

from __future__ import annotations

import pytest

from habeas.people import TextColumn
from habeas.people.evidence.birth import birth_parts


@pytest.mark.parametrize(
    ("born", "parts"),
    [
        ("1980-02-03", [1980, 2, 3]),
        ("1980-2-3", [1980, 2, 3]),
        ("1980-02", [1980, 2, 0]),
        ("1980", [1980, 0, 0]),
        ("", [0, 0, 0]),
        ("unknown", [0, 0, 0]),
        ("03.02.1980", [0, 0, 0]),
        ("1980-13-03", [0, 0, 0]),
        ("1980-02-32", [0, 0, 0]),
        ("198", [0, 0, 0]),
    ],
)
def test_year_month_and_day(born: str, parts: list[int]) -> None:
    assert birth_parts(TextColumn.of([born])).tolist() == [parts]


def test_every_row_has_its_own() -> None:
    born = TextColumn.of(["1980", None, "1975-05-06", "1980"])
    assert birth_parts(born)[:, 0].tolist() == [1980, 0, 1975, 1980]


def test_no_rows_have_none() -> None:
    assert birth_parts(TextColumn.of([])).shape == (0, 3)
