"""Rows in, records out; what could not be read is named, row by row, and the rest goes on."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.model import InputRefused
from habeas.people.reading import read_records
from habeas.people.reading.delimited import delimited_table
from habeas.people.reading.even_text import columns_of_even_text
from tests.people.reading.lists import TODAY, read, texts, written


def test_names_alone_are_a_list_whose_ids_are_its_rows(tmp_path: Path) -> None:
    found = read(tmp_path, "name\nІван Вигадько\n\nOlena, called Vyhadka\n")
    assert found.records.ids == ("2", "4")
    assert texts(found.records, "name") == ["Іван Вигадько", "Olena, called Vyhadka"]
    assert texts(found.records, "list") == ["list.csv"] * 2
    assert "ids; they are the numbers of the rows" in found.notes[-1]


def test_bad_rows_are_left_out_with_a_reason_and_the_balance_holds(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "id,name,dob\n"
        "a,Ivan Vyhadko,1984\n"
        ",Petro Vyhadko,1985\n"
        "a,Stepan Vyhadko,1986\n"
        "b,,1987\n"
        "c,невідомо,1988\n"
        "d,Olha Vyhadko\n"
        'e,"Ivan "Sokil" Vyhadko",1990\n'
        "f,Oksana Vyhadko,1991\n",
    )
    assert found.records.ids == ("a", "f")
    assert [str(row) for row in found.skipped] == [
        "list.csv, row 3: there is no id",
        "list.csv, row 4: the id 'a' stands in row 2 already",
        "list.csv, row 5: there is no name",
        "list.csv, row 6: there is no name",
        "list.csv, row 7: 2 cells where the header has 3",
        "list.csv, row 8: a cell cannot be read (',' expected after '\"')",
    ]
    assert len(found.records) + len(found.skipped) == 8


def test_a_row_without_a_name_does_not_hold_an_id(tmp_path: Path) -> None:
    found = read(tmp_path, "id,name\na,\na,Ivan Vyhadko\n")
    assert found.records.ids == ("a",)
    assert texts(found.records, "name") == ["Ivan Vyhadko"]


def test_a_quotation_mark_that_swallows_rows_refuses_the_file(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match=r"list\.csv, row 3: a quotation mark"):
        read(tmp_path, 'name,dob\nIvan Vyhadko,1984\n"Petro Vyhadko,1985\nOlha Vyhadko,1986\n')


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        (b"name\n", "no row can be read"),
        (b"name\n-\n", "no row can be read; list.csv, row 2: there is no name"),
        (b"colour,size\nred,3\n", "no column of names among the columns colour, size"),
        (b"PK\x03\x04rest", "a spreadsheet or an archive"),
        (b"\x00\x01\x02", "neither text nor Parquet"),
        (b"PAR1 and then nothing", "a Parquet file that cannot be read"),
    ],
)
def test_what_is_no_list_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(InputRefused, match=reason):
        read(tmp_path, content)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match=r"gone\.csv: there is no such file"):
        read_records([tmp_path / "gone.csv"])
    with pytest.raises(InputRefused, match="a folder"):
        read_records([tmp_path])


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_delimiter_and_encoding_are_found(tmp_path: Path, delimiter: str, encoding: str) -> None:
    table = "ПІБ,рік народження\nІван Вигадько,1984\n".replace(",", delimiter)
    found = read(tmp_path, table.encode(encoding))
    assert texts(found.records, "name") == ["Іван Вигадько"]
    assert texts(found.records, "born") == ["1984"]


def test_each_file_is_a_list_and_ids_that_meet_get_the_file_s_name(tmp_path: Path) -> None:
    one = written(tmp_path, "id,name\n1,Ivan Vyhadko\n2,Petro Vyhadko\n", "one.csv")
    two = written(tmp_path, "id,name,list\n2,Олена Вигадько,court\n3,Ольга Вигадько,\n", "two.csv")
    found = read_records([one, two], today=TODAY)
    assert found.records.ids == ("one.csv:1", "one.csv:2", "two.csv:2", "two.csv:3")
    assert texts(found.records, "list") == ["one.csv", "one.csv", "court", "two.csv"]
    assert any("share ids" in note for note in found.notes)


def test_ids_that_do_not_meet_stay_as_they_are(tmp_path: Path) -> None:
    one = written(tmp_path, "id,name\n1,Ivan Vyhadko\n", "one.csv")
    two = written(tmp_path, "id,name\n=2,Petro Vyhadko\n", "two.csv")
    assert read_records([one, two]).records.ids == ("1", "=2")


def test_files_without_ids_are_told_apart_by_their_names(tmp_path: Path) -> None:
    one = written(tmp_path, "name\nIvan Vyhadko\n", "one.csv")
    two = written(tmp_path, "name\nPetro Vyhadko\n", "two.csv")
    assert read_records([one, two]).records.ids == ("one.csv:2", "two.csv:2")


def test_events_of_a_later_file_belong_to_its_own_rows(tmp_path: Path) -> None:
    one = written(tmp_path, "name,died\nIvan Vyhadko,\nOlha Vyhadko,2022\n", "one.csv")
    two = written(tmp_path, "name,captured\nPetro Vyhadko,2023-01-02\n", "two.csv")
    assert read_records([one, two], today=TODAY).records.events.record.tolist() == [1, 2]


CELLS = st.text(alphabet='абв ABC,;"\n', max_size=6)
ROWS = st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=6)


@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
@settings(max_examples=60, deadline=None)
@given(rows=ROWS, ending=st.sampled_from(["\n", "\r\n"]))
def test_the_short_way_reads_what_the_long_way_reads(
    quoting: Literal[0, 1], rows: list[list[str]], ending: str
) -> None:
    pytest.importorskip("polars")
    file = io.StringIO(newline="")
    rows = [row for row in rows if any(row)]
    writer = csv.writer(file, lineterminator=ending, quoting=quoting)
    writer.writerows([["name", "b", "c"], *rows])
    content = file.getvalue().encode()
    long = delimited_table(content, "t").read((0, 1, 2))
    short = columns_of_even_text(content, ",", 3, (0, 1, 2))
    assert short is not None
    assert [column.texts() for column in short.columns] == [
        column.texts() for column in long.columns
    ]
    assert short.numbers.tolist() == long.numbers.tolist()


@pytest.mark.parametrize(
    "rows",
    ["a,b\n", "a,b,c,d\n", "\n", ",,\n", 'a,"b"c,d\n', 'a,b"c,d\n', '"a,b,c\n', "a,b\rc,d\n"],
)
def test_the_short_way_is_for_even_tables_only(rows: str) -> None:
    pytest.importorskip("polars")
    content = f"name,b,c\n1,2,3\n{rows}".encode()
    assert columns_of_even_text(content, ",", 3, (0,)) is None


def test_parquet_is_read_as_csv_is(tmp_path: Path) -> None:
    polars = pytest.importorskip("polars")
    table = {
        "id": [7, 8, 9],
        "name": ["Іван Вигадько", None, " Olha Vyhadko "],
        "birth_year": [1984.0, None, 1990.0],
        "captured": polars.Series(["2022-04-05", None, "2023-01-01"]).str.to_date(),
    }
    path = tmp_path / "list.parquet"
    polars.DataFrame(table).write_parquet(path)
    found = read_records([path], today=TODAY)
    assert found.records.ids == ("7", "9")
    assert texts(found.records, "name") == ["Іван Вигадько", "Olha Vyhadko"]
    assert texts(found.records, "born") == ["1984", "1990"]
    assert found.records.events.first.tolist() == [19087, 19358]
    assert [str(row) for row in found.skipped] == ["list.parquet, row 3: there is no name"]


def test_lists_inside_parquet_cells_are_refused(tmp_path: Path) -> None:
    polars = pytest.importorskip("polars")
    path = tmp_path / "list.parquet"
    polars.DataFrame({"name": [["Ivan", "Vyhadko"]]}).write_parquet(path)
    with pytest.raises(InputRefused, match="a Parquet file that cannot be read"):
        read_records([path])


@pytest.mark.parametrize("word", ["Невідомий", "неизвестная", "Unidentified", "НЕВСТАНОВЛЕНИЙ"])
def test_somebody_unknown_is_nobody_who_could_be_found_on_another_list(
    tmp_path: Path, word: str
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"name\nВигадко Остап\n{word}\n", encoding="utf-8")
    read = read_records([path])
    assert len(read.records) == 1
    assert [str(skipped) for skipped in read.skipped] == ["list.csv, row 3: there is no name"]
