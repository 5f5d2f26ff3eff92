"""Each way in which a table cannot be counted: one line with file, row, column, reason, remedy."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.counts.reading import read_tables
from habeas.model import HabeasError, InputRefused, WrongUsage, printable

GOOD = "A,B,count\n1,0,5\n0,1,4\n1,1,3\n"


def refusal(content: str | bytes, **choices: object) -> str:
    data = content.encode() if isinstance(content, str) else content
    with pytest.raises(InputRefused) as caught:
        read_tables(data, name="lists.csv", **choices)  # type: ignore[arg-type] # choices of any kind, as a user may give
    message = str(caught.value)
    assert printable(message) == message
    return message


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("1,0,-5", "row 5, column 'count': '-5' is a negative count — counts are 0 or more"),
        (
            "1,0,12.000",
            "row 5, column 'count': '12.000' may be a fraction or thousands — write 12000",
        ),
        ("1,0,12.5", "row 5, column 'count': '12.5' is a fraction of a person — counts are whole"),
        ("1,0,many", "row 5, column 'count': 'many' is no number — write a count as digits only"),
        ("1,0,'1,131'", "row 5: 4 cells where the header has 3 — give each row a cell"),
        ('1,0,"1,131"', "row 5, column 'count': '1,131' is no number — write a count as digits"),
        ("1,0,1e3", "'1e3' is no number"),
        ("1,0,NaN", "'NaN' is no number"),
        ("1,0,", "row 5, column 'count': there is no count — write 0, or remove the row"),
        ("2,0,7", "row 5, column 'A': '2' is neither 0 nor 1 — if A is no list, name it in `by`"),
        (",1,7", "row 5, column 'A': an empty cell is neither 0 nor 1"),
        ("1,0,7", "row 5: the pattern of row 2 stands there again — add them up, or name strata"),
        ("0,0,7", "row 5: 7 people on no list at all — remove the row: how many are on no list is"),
        ("1,0,99999999999999999999", "is more than can be counted exactly — counts go up to"),
        ("1,0", "row 5: 2 cells where the header has 3"),
        ('1,0,"7', "row 5: a cell cannot be read (unexpected end of data) — see whether a quotat"),
    ],
)
def test_a_bad_row_is_named_with_the_reason_and_the_remedy(row: str, says: str) -> None:
    message = refusal(GOOD + row + "\n")
    assert message.startswith("lists.csv, row 5")
    assert says in message


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "lists.csv: the file is empty — give a table with a header"),
        (" \n\n", "the file is empty"),
        ("A,B,count\n", "there are no rows below the header"),
        ("A,B,A,count\n1,0,1,3\n", "row 1: the column 'A' stands there twice — rename or remove"),
        ("A,,count\n1,0,3\n", "row 1: column 2 has no name"),
        ("1,0,3\n0,1,2\n", "the first row holds numbers, not the names of columns — put a row"),
        ("count\n5\n", "row 1: no list columns are left — give one 0/1 column for each list"),
        ("A,B,number\n1,0,3\n", "no count column and no records among the columns A, B, number"),
        ("name,age\nx,30\n", "name the column with `count`, or those of records with `person`"),
        ("source,age\nx,30\n", "a list column ('source') but no person column"),
        ("person,source,register\nx,a,b\n", "'source' and 'register' may both be the list column"),
        ("person,source,count\nx,a,1\n", "both a count column ('count') and records ('person', "),
        ("person,source\nx,a\n,b\n", "row 3, column 'person': nobody is named — give a record"),
        ("person,source\nx,a\ny,\n", "row 3, column 'source': no list is named"),
        ("person,A,B\nx,1,0\nx,0,1\n", "row 3, column 'person': 'x' stands in row 2 already"),
        ("person,A,B\nx,1,0\ny,0,0\n", "row 3: somebody on no list at all"),
        ("person,A,B\nx,1,0\ny,0,5\n", "row 3, column 'B': '5' is neither 0 nor 1"),
        (b"PK\x03\x04rest", "a spreadsheet or an archive — save the table as CSV"),
        (b"PAR1broken", "a damaged Parquet file"),
        (b"\x00\x01\x02", "these bytes are neither text nor Parquet"),
        (b"\x98\xff,A\n", "these bytes are neither text nor Parquet"),
    ],
)
def test_a_table_that_fits_no_layout_is_refused(content: str | bytes, says: str) -> None:
    message = refusal(content)
    assert message.startswith("lists.csv")
    assert says in message


def test_counts_that_only_together_are_too_large_are_refused() -> None:
    half = 2**52 + 1
    message = refusal(f"A,B,count\n1,0,{half}\n0,1,{half}\n")
    assert "row 3, column 'count': all counts together are more than" in message


def test_a_pattern_may_stand_in_two_strata_but_not_twice_in_one() -> None:
    table = "place,A,B,count\nx,1,0,5\ny,1,0,5\n"
    assert read_tables(table.encode(), name="t", by=["place"]).whole.observed == 10
    message = refusal(table + "x,1,0,2\n", by=["place"])
    assert "row 4: the pattern of row 2 stands there again — add the two counts up" in message


def test_a_hostile_cell_cannot_act_on_a_terminal_or_fill_it() -> None:
    message = refusal("A,B,count\n1,0,\x1b[2J" + "9" * 5000 + "x\n")
    assert len(message) < 250


@pytest.mark.parametrize(
    ("choices", "says"),
    [
        ({"by": ["place"]}, "there is no column 'place' — take one of A, B, count"),
        ({"by": ["A", "a"]}, "a stratum column is named twice"),
        ({"count": "A", "by": ["A"]}, "the column 'A' is named for two things"),
        ({"person": "A", "count": "count"}, "a count column and records exclude each other"),
        ({"lists": ["A", "C"]}, "there is no column 'C'"),
        ({"lists": ["A", "A"]}, "the column 'A' is named for two things"),
    ],
)
def test_words_about_columns_that_are_not_there_are_wrong_usage(
    choices: dict[str, object], says: str
) -> None:
    with pytest.raises(WrongUsage) as caught:
        read_tables(GOOD.encode(), name="lists.csv", **choices)  # type: ignore[arg-type] # as above
    assert says in str(caught.value)


def test_a_list_that_nobody_is_on_is_a_misspelling() -> None:
    with pytest.raises(WrongUsage, match="nobody is on a list called 'HRV'"):
        read_tables(b"person,source\nx,HRW\n", name="t", lists=["HRV"])


PIECES = st.sampled_from(
    ["A", "B", "count", "person", "list", "0", "1", "7", "-1", ".5", '"', "'", ",", ";", "\t", "\n",
     "\r", " ", "\0", "\ufeff", "é", "x" * 300]
)  # fmt: skip


def read_or_refused(content: bytes) -> None:
    """Anything but a table or a refusal fails the test."""
    message = ""
    try:
        read_tables(content, name="any")
    except HabeasError as refused:
        message = str(refused)
    assert len(message.splitlines()) <= 1


@settings(deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused_in_one_line(content: bytes) -> None:
    read_or_refused(content)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(["utf-8", "utf-16", "cp1251"]))
def test_any_text_like_a_table_is_read_or_refused_in_one_line(text: str, encoding: str) -> None:
    read_or_refused(text.encode(encoding, errors="replace"))
    read_or_refused((GOOD + text).encode(encoding, errors="replace"))


def test_a_file_in_two_encodings_is_refused_and_not_read_in_the_wrong_one() -> None:
    content = "Архив,Суд,count\n1,0,40\n".encode() + "0,1,30 №\n".encode("cp1251")
    with pytest.raises(InputRefused, match="t, line 3: most of the file is UTF-8"):
        read_tables(content, name="t")


def test_utf_32_is_no_text_that_can_be_read() -> None:
    with pytest.raises(InputRefused, match="neither text nor Parquet"):
        read_tables("A,B,count\n1,0,40\n".encode("utf-32"), name="t")
