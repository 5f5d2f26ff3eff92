"""What is an overlap table though nobody said so, and what is left alone."""

from __future__ import annotations

import pytest

from habeas.counts import Tables, reading
from habeas.model import InputRefused


def recognised(text: str) -> Tables | None:
    header, *rows = (line.split(",") for line in text.split())
    return reading.recognised(header, rows, name="found.csv")


def test_marks_with_a_count_are_an_overlap_table() -> None:
    tables = recognised("Court,Families,count 1,0,5 0,1,4 1,1,2")
    assert tables is not None
    assert tables.whole.lists == ("Court", "Families")
    assert tables.whole.cells == ((1, 5), (2, 4), (3, 2))


def test_records_with_person_ids_and_lists_are_one_too() -> None:
    tables = recognised("person_id,name,source a,Ilm,court a,Ilm,families b,Rien,court")
    assert tables is not None
    assert tables.whole.cells == ((1, 1), (3, 1))
    assert tables.notes == ("Read as records: person_id says who, source on which list; "
                            "not used: name.",)  # fmt: skip


def test_of_two_columns_of_persons_the_one_with_ids_is_taken() -> None:
    tables = recognised("victim,match_id,list Ilm,7,court Ilm,8,court Rien,8,families")
    assert tables is not None
    assert tables.whole.cells == ((1, 1), (3, 1))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("name,date Ilm,2031-02-11 Rien,2031-02-12", id="a list of names"),
        pytest.param("item,count,price bread,20,1.5 flour,3,8", id="purchases"),
        pytest.param("burns,fractures 1,0 1,1 0,1", id="signs without a count"),
        pytest.param("person_id,burns,fractures p1,1,0 p2,1,1", id="signs of each person"),
        pytest.param("place,cellar,count Orlyne,1,20 Sedge,0,3", id="one column of marks"),
        pytest.param("name,source Ilm,court Rien,families", id="nobody is told apart"),
    ],
)
def test_any_other_table_is_left_alone(text: str) -> None:
    assert recognised(text) is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("A,B,count 1,0,5 0,1,4.5", "found.csv, row 3, column 'count': '4.5' is a fraction"),
        ("A,B,count 1,0,5 0,1,4 1,2,3", "found.csv, row 4, column 'B': '2' is neither 0 nor 1"),
        ("A,B,count 1,0,5 1,0,3", "found.csv, row 3: the pattern of row 2 stands there again"),
        ("A,A,count 1,0,5 0,1,3", "the column 'A' stands there twice"),
        ("A,B,count 0,0,5 0,1,3", "5 people on no list at all"),
        ("place,A,B,count Orlyne,1,0,5", "'Orlyne' is neither 0 nor 1"),
        ("victim,source Ilm,court Rien,families", "'victim' holds names"),
        ("person_id,source p1,court ,court", "found.csv, row 3, column 'person_id': nobody"),
    ],
)
def test_what_is_meant_as_one_and_is_wrong_gives_the_reason(text: str, says: str) -> None:
    with pytest.raises(InputRefused) as refused:
        recognised(text)
    assert says in str(refused.value)
