"""CSV and its kin: rows as records, spans into the untouched text. All persons are invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.model import BlockKind, Document
from habeas.sources import detect_media_type, read
from habeas.sources.delimited_rows import delimited_rows
from tests.sources.reading import check_cover, kinds

LIST = (
    "Surname,Name,Born,Place\n"
    'Koval,"Orest ""Sokil""",1991-02-14,"Izium, Kharkiv region"\n'
    "Dzhura,Maksym,1987-07-03,Bakhmut\n"
)


def test_each_row_is_a_record_and_a_block() -> None:
    document = read(LIST.encode(), name="list.csv")
    check_cover(document)
    assert document.text == LIST
    assert kinds(document) == [BlockKind.TABLE_ROW] * 3
    first = document.records[0]
    assert (first.row, first.value("Surname"), first.value("Name")) == (1, "Koval", 'Orest "Sokil"')
    assert first.value("Place") == "Izium, Kharkiv region"
    assert document.records[1].row == 2


def test_a_cell_knows_its_place_in_the_text() -> None:
    document = read(LIST.encode(), name="list.csv")
    for record in document.records:
        for cell in record.cells:
            printed = document.text[cell.start : cell.end]
            assert printed.replace('""', '"') == cell.value


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251", "utf-16"])
def test_delimiter_and_encoding_are_found(delimiter: str, encoding: str) -> None:
    rows = (
        ("Прізвище", "Ім'я", "Дата народження"),
        ("Коваль", "Орест", "14.02.1991"),
        ("Джура", "Максим", "03.07.1987"),
    )
    text = "".join(delimiter.join(row) + "\r\n" for row in rows)
    document = read(text.encode(encoding), name="list.csv")
    assert [record.value("Ім'я") for record in document.records] == ["Орест", "Максим"]
    assert document.encoding is not None


def test_lines_above_the_column_names_are_no_records() -> None:
    document = read(
        b"Persons seen in the colony\n;;\nNo.;Name;Seen on\n1;Orest Koval;2024-03-02\n"
        b"2;Maksym Dzhura;2024-04-12\n",
        name="list.csv",
    )
    check_cover(document)
    assert [record.value("Name") for record in document.records] == ["Orest Koval", "Maksym Dzhura"]
    assert kinds(document)[0] is BlockKind.SECTION_HEAD


def test_the_first_person_of_a_list_without_column_names_is_not_lost() -> None:
    document = read(
        b"Orest Koval;Izium\nMaksym Dzhura;Bakhmut\nIllia Borsuk;Nova Ternova\n", name="l.csv"
    )
    assert [record.value("column 1") for record in document.records] == [
        "Orest Koval",
        "Maksym Dzhura",
        "Illia Borsuk",
    ]
    assert "numbered" in document.notes[0]


def test_a_value_may_hold_a_line_break() -> None:
    text = 'Name,Remark\nKoval,"seen in March\nand again in May"\nDzhura,none\n'
    document = read(text.encode(), name="list.csv")
    assert document.records[0].value("Remark") == "seen in March\nand again in May"
    assert document.records[1].row == 2


def test_a_quotation_mark_that_nobody_closed_does_not_swallow_the_list() -> None:
    rows = "".join(f"{number},Person {number}\n" for number in range(1, 200))
    document = read(f'No,Name\n0,"Koval\n{rows}'.encode(), name="list.csv")
    assert len(document.records) >= 199


def test_a_table_is_known_by_its_columns_when_it_has_no_name() -> None:
    assert (
        detect_media_type(LIST.replace('"', "").replace(", K", " K").encode()).value == "text/csv"
    )
    assert detect_media_type(b"One sentence, with a comma.\nAnother one.\n").value == "text/plain"


def test_prose_named_csv_is_read_as_plain_text_and_noted() -> None:
    document: Document = read(b"Nobody answered.\nNobody came.\n", name="list.csv")
    assert document.records == ()
    assert "plain text" in document.notes[0]


@settings(deadline=None)
@given(st.text(alphabet='ab";,\n\r \t', max_size=80), st.sampled_from(",;\t"))
def test_rows_lie_inside_the_text_in_order(text: str, delimiter: str) -> None:
    end = 0
    for row in delimited_rows(text, delimiter):
        assert end <= row.start <= row.end <= len(text)
        assert all(row.start <= cell.start <= cell.end <= row.end for cell in row.cells)
        end = row.end


@settings(deadline=None)
@given(
    st.lists(
        st.lists(st.text(alphabet='ab",\n é', min_size=1, max_size=6), min_size=2, max_size=4),
        min_size=1,
        max_size=6,
    )
)
def test_what_a_csv_writer_writes_is_read_back(table: list[list[str]]) -> None:
    quoted = [",".join('"' + value.replace('"', '""') + '"' for value in row) for row in table]
    rows = list(delimited_rows("\n".join(quoted), ","))
    assert [[cell.value for cell in row.cells] for row in rows] == table
