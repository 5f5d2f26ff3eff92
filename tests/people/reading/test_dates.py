"""Dates as lists write them: read where they say one thing, else noted and not said."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.language import month_words
from habeas.people.reading.written_dates import (
    CENTURY_UNKNOWN,
    NO_SUCH_DAY,
    NOT_UNDERSTOOD,
    OUT_OF_RANGE,
    DateReader,
    WrittenDate,
)
from tests.people.reading.lists import TODAY, events, read, texts

BIRTHS = DateReader(date(1900, 1, 2), TODAY)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1984", "1984"),
        ("1984-05", "1984-05"),
        ("1984-05-09", "1984-05-09"),
        ("1984/5/9", "1984-05-09"),
        ("1984-05-09T00:00:00Z", "1984-05-09"),
        ("1984-05-09 00:00:00.000", "1984-05-09"),
        ("09.05.1984", "1984-05-09"),
        ("9. 5. 1984", "1984-05-09"),
        ("9/5/1984", "1984-05-09"),
        ("09-05-1984", "1984-05-09"),
        ("09.05.84", "1984-05-09"),
        ("05.1984", "1984-05"),
        ("19840509", "1984-05-09"),
        ("09051984", "1984-05-09"),
        ("00.00.1984", "1984"),
        ("1984-05-00", "1984-05"),
        ("1984 р.н.", "1984"),
        ("1984 г.р.", "1984"),
        ("9 травня 1984", "1984-05-09"),
        ("9 травня 1984 року", "1984-05-09"),
        ("12 березня 1984 р.", "1984-03-12"),
        ("9-го мая 1984 г.", "1984-05-09"),
        ("березень 1984", "1984-03"),
        ("May 9, 1984", "1984-05-09"),
        ("9th of May 1984", "1984-05-09"),
        ("09-MAY-84", "1984-05-09"),
        ("9 траўня 1984", "1984-05-09"),
        ("9 maja 1984 r.", "1984-05-09"),
        ("9. März 1984", "1984-03-09"),
    ],
)
def test_a_date_is_read_as_far_as_it_is_written(text: str, wanted: str) -> None:
    assert str(BIRTHS.read(text)) == wanted


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("31.02.1984", NO_SUCH_DAY),
        ("30 лютого 1984", NO_SUCH_DAY),
        ("1984-13-01", NO_SUCH_DAY),
        ("05.00.1984", NO_SUCH_DAY),
        ("1890", OUT_OF_RANGE),
        ("1900-01-01", OUT_OF_RANGE),
        ("2026-03-02", OUT_OF_RANGE),
        ("09.05.05", CENTURY_UNKNOWN),
        ("45000", NOT_UNDERSTOOD),
        ("30845", NOT_UNDERSTOOD),
        ("близько 1984", NOT_UNDERSTOOD),
        ("1984?", NOT_UNDERSTOOD),
        ("1983-1985", NOT_UNDERSTOOD),
        ("9 травня", NOT_UNDERSTOOD),
        ("травень або червень 1984", NOT_UNDERSTOOD),
        ("0000-00-00", NO_SUCH_DAY),
    ],
)
def test_what_says_no_date_gives_the_reason(text: str, reason: str) -> None:
    assert BIRTHS.read(text) == reason


@given(day=st.dates(date(1910, 1, 1), TODAY))
def test_every_way_of_writing_a_day_reads_the_same(day: date) -> None:
    wanted = WrittenDate(day.year, day.month, day.day)
    for form in ("%Y-%m-%d", "%d.%m.%Y", "%Y%m%d", "%d%m%Y", "%d %B %Y", "%B %d, %Y"):
        assert BIRTHS.read(day.strftime(form)) == wanted
    for language in ("uk", "ru", "be", "pl", "de"):
        for word, month in month_words(language).items():
            if month == day.month:
                assert BIRTHS.read(f"{day.day} {word} {day.year}") == wanted


@given(text=st.text(max_size=14) | st.from_regex(r"[0-9./ -]{1,10}", fullmatch=True))
def test_any_text_is_a_date_or_a_reason(text: str) -> None:
    found = BIRTHS.read(text)
    if isinstance(found, WrittenDate):
        assert date(1900, 1, 1) <= found.first <= found.last
        assert BIRTHS.read(str(found)) == found


def test_a_column_that_can_only_have_the_month_first_is_read_so(tmp_path: Path) -> None:
    found = read(tmp_path, "name,dob\nIvan Vyhadko,05/09/1984\nOlha Vyhadko,05/23/1990\n")
    assert texts(found.records, "born") == ["1984-05-09", "1990-05-23"]
    assert "list.csv, dob: dates are read with the month first." in found.notes


def test_else_the_day_is_first_and_the_reader_says_so(tmp_path: Path) -> None:
    found = read(tmp_path, "name,dob\nIvan Vyhadko,05/09/1984\n")
    assert texts(found.records, "born") == ["1984-09-05"]
    assert any("the day is read before the month in 1 row" in note for note in found.notes)


def test_a_column_that_mixes_both_is_known_to_the_year_where_it_may_be_either(
    tmp_path: Path,
) -> None:
    table = "name,dob\nIvan Vyhadko,05/09/1984\nA B,23/05/1990\nC D,05/23/1990\nE F,05.09.1984\n"
    found = read(tmp_path, table)
    assert texts(found.records, "born") == ["1984", "1990-05-23", "", "1984-09-05"]


def test_impossible_births_are_not_said_and_noted_with_their_rows(tmp_path: Path) -> None:
    table = "name,dob\nA B,31.02.1984\nC D,2060-01-01\nE F,1890\nG H,1984\nI J,31.02.1984\n"
    found = read(tmp_path, table)
    assert texts(found.records, "born") == ["", "", "", "1984", ""]
    assert found.notes[:2] == (
        "list.csv, dob: not taken, there is no such day, in 2 rows: 31.02.1984 (row 2).",
        "list.csv, dob: not taken, too early, or in the future, in 2 rows:"
        " 2060-01-01 (row 3), 1890 (row 4).",
    )
    assert not found.skipped


def test_a_year_of_birth_fills_in_and_a_contradiction_is_noted(tmp_path: Path) -> None:
    table = (
        "name,dob,birth_year\n"
        "A B,,1984\nC D,1985-02-03,1985\nE F,1986-02-03,1987\nG H,31.02.1988,1988\n"
    )
    found = read(tmp_path, table)
    assert texts(found.records, "born") == ["1984", "1985-02-03", "1986-02-03", "1988"]
    assert "dob and birth_year differ in 1 rows, the first of them row 4" in " ".join(found.notes)


def test_dates_of_events_are_intervals_and_those_to_come_are_noted(tmp_path: Path) -> None:
    table = (
        "name,event,event_date\n"
        "A B,captured,2022\n"
        "C D,звільнений з полону,05.2023\n"
        "E F,помер у полоні,\n"
        "G H,,2024-02-29\n"
        "I J,arrived somewhere,09.05.22\n"
        "K L,released,2027-01-01\n"
        "M N,,\n"
        "O P,не звільнений,31.04.2022\n"
    )
    found = read(tmp_path, table)
    assert events(found.records) == [
        (0, "captured", "2022-01-01", "2022-12-31"),
        (1, "released", "2023-05-01", "2023-05-31"),
        (2, "died", "", ""),
        (3, "other", "2024-02-29", "2024-02-29"),
        (4, "other", "2022-05-09", "2022-05-09"),
        (5, "released", "2027-01-01", "2027-01-01"),
        (7, "other", "", ""),
    ]
    notes = " ".join(found.notes)
    assert (
        "no event that is known in 2 rows: arrived somewhere (row 6), не звільнений (row 9)"
        in notes
    )
    assert "in the future, taken as written, in 1 row: 2027-01-01 (row 7)" in notes
    assert "there is no such day, in 1 row: 31.04.2022 (row 9)" in notes


def test_columns_of_dates_are_events_in_the_order_of_rows_each_once(tmp_path: Path) -> None:
    table = (
        "name,event,event_date,captured,died\n"
        "A B,captured,2022-04-05,2022-04-05,2023\n"
        "C D,,,,так\n"
        "E F,,,ні,no\n"
        "G H,,,05.04.2022,\n"
    )
    found = read(tmp_path, table)
    assert events(found.records) == [
        (0, "captured", "2022-04-05", "2022-04-05"),
        (0, "died", "2023-01-01", "2023-12-31"),
        (1, "died", "", ""),
        (3, "captured", "2022-04-05", "2022-04-05"),
    ]


def test_ages_and_sexes_that_say_nothing_are_noted(tmp_path: Path) -> None:
    found = read(tmp_path, "name,age,sex\nA B,34,F\nC D,34.0,муж.\nE F,старий,так\nG H,340,-\n")
    assert texts(found.records, "aged") == ["34", "34", "", ""]
    assert texts(found.records, "sex") == ["female", "male", "", ""]
    notes = " ".join(found.notes)
    assert "list.csv, age: no age in 2 rows: старий (row 4), 340 (row 5)" in notes
    assert "list.csv, sex: not understood in 1 row: так (row 4)" in notes
