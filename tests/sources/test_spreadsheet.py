"""Spreadsheets: sheets, rows as records, values as a person would write them."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped]  # it publishes no types

from habeas.model import BlockKind, UnreadableSource, UnsafeInput
from habeas.sources import ReadSettings, detect_media_type, read
from tests.sources.office_files import rezipped, zipped
from tests.sources.reading import check_cover, texts


def workbook() -> Workbook:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Exchanged"
    sheet.append(["No", "Name", "Born", "Weight"])
    sheet.append([1, "Orest Koval", date(1991, 2, 14), 61.5])
    sheet.append([2, "Maksym Dzhura", datetime(1987, 7, 3, 12, 30), None])
    seen = book.create_sheet("Seen")
    seen.append(["Name", "Remark"])
    seen.append(["Illia Borsuk", "two lines\nand a\ttab"])
    return book


def saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_each_sheet_stands_under_its_name_with_its_rows() -> None:
    document = read(saved(workbook()), name="list.xlsx")
    check_cover(document)
    assert texts(document, BlockKind.SECTION_HEAD) == ["Exchanged", "Seen"]
    assert [record.sheet for record in document.records] == ["Exchanged", "Exchanged", "Seen"]
    first = document.records[0]
    assert first.value("No") == "1"
    assert first.value("Born") == "1991-02-14"
    assert first.value("Weight") == "61.5"
    assert document.records[1].value("Born") == "1987-07-03 12:30:00"
    assert document.records[1].value("Weight") is None


def test_the_span_of_a_cell_holds_its_value() -> None:
    document = read(saved(workbook()))
    for record in document.records:
        for cell in record.cells:
            assert document.text[cell.start : cell.end] == cell.value


def test_a_hidden_sheet_is_read_and_named() -> None:
    book = workbook()
    book["Seen"].sheet_state = "hidden"
    document = read(saved(book))
    assert any(record.value("Name") == "Illia Borsuk" for record in document.records)
    assert any("hidden" in note for note in document.notes)


def test_an_open_document_sheet_is_read() -> None:
    cells = open_row("Name", "Place") + open_row("Orest Koval", "Izium")
    document = read(open_sheet(cells))
    assert document.records[0].value("Place") == "Izium"


def test_repeated_cells_that_unfold_to_millions_are_refused() -> None:
    row = (
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell '
        'table:number-columns-repeated="1000" office:value-type="string"><text:p>x</text:p>'
        "</table:table-cell></table:table-row>"
    )
    with pytest.raises(UnsafeInput, match="cells"):
        read(open_sheet(row))


def test_a_sheet_that_spans_the_whole_grid_is_refused() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "first"
    sheet["XFD1048576"] = "last"
    with pytest.raises(UnsafeInput, match="cells"):
        read(saved(book))


def test_a_protected_workbook_is_unreadable() -> None:
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    locked += "EncryptedPackage".encode("utf-16-le") + bytes(480)
    with pytest.raises(UnreadableSource, match="password"):
        read(locked, name="list.xlsx")


def test_a_truncated_workbook_is_unreadable() -> None:
    data = saved(workbook())
    with pytest.raises(UnreadableSource):
        read(data[: len(data) // 2], name="list.xlsx")


def test_a_document_type_inside_is_unsafe() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    data = rezipped(saved(workbook()), {"xl/sharedStrings.xml": bomb})
    with pytest.raises(UnsafeInput, match="entities"):
        read(data)


def test_a_part_that_unfolds_too_far_is_unsafe() -> None:
    data = rezipped(saved(workbook()), {"xl/bomb.xml": b" " * 5_000_000})
    with pytest.raises(UnsafeInput, match="200 times"):
        read(data)


def test_a_workbook_past_the_cap_is_refused() -> None:
    with pytest.raises(UnreadableSource, match="10 characters"):
        read(saved(workbook()), settings=ReadSettings(maximum_characters=10))


def test_a_workbook_is_known_whatever_its_name() -> None:
    found = detect_media_type(saved(workbook()), name="picture.jpg")
    assert found.value.endswith("spreadsheetml.sheet")


def open_row(*values: str) -> str:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    return f"<table:table-row>{''.join(map(cell.format, values))}</table:table-row>"


def open_sheet(rows: str) -> bytes:
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    names = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{names}:office:1.0" '
        f'xmlns:table="{names}:table:1.0" xmlns:text="{names}:text:1.0" office:version="1.2">'
        f'<office:body><office:spreadsheet><table:table table:name="List">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        "</manifest:manifest>"
    )
    return zipped(
        {
            "mimetype": kind.encode(),
            "content.xml": content.encode(),
            "META-INF/manifest.xml": manifest.encode(),
        },
        zipfile.ZIP_STORED,
    )
