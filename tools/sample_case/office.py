"""Word and Excel files, and archives, whose bytes depend on nothing but their content."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import datetime

import docx
import openpyxl  # type: ignore[import-untyped]  # no stubs in the lock file
from docx.document import Document as WordDocument

WRITTEN_AT = datetime(2025, 5, 7, 12, 0, 0)
ZIP_TIME = (2025, 5, 7, 12, 0, 0)
MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def archive(members: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    """A zip archive with fixed times; stored, it has the same bytes on every machine."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as target:
        for name, data in members.items():
            target.writestr(zipfile.ZipInfo(name, ZIP_TIME), data, compress_type=method)
    return buffer.getvalue()


def document(text: str, *, language: str) -> bytes:
    """A Word file: the first line is the title, `| a | b |` lines are a table."""
    word = docx.Document()
    properties = word.core_properties
    properties.author, properties.language = "Habeas sample case (invented)", language
    properties.created = properties.modified = WRITTEN_AT
    rows: list[list[str]] = []
    for line in text.splitlines():
        if line.startswith("# "):
            word.add_heading(line[2:], level=0)
            properties.title = line[2:]
        elif line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
        elif line:
            _add_table(word, rows)
            rows = []
            word.add_paragraph(line)
    buffer = io.BytesIO()
    word.save(buffer)
    return _repacked(buffer.getvalue())


def _add_table(word: WordDocument, rows: list[list[str]]) -> None:
    if not rows:
        return
    table = word.add_table(rows=len(rows), cols=len(rows[0]))
    for row, values in zip(table.rows, rows, strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value


def workbook(rows_as_csv: str) -> bytes:
    """An Excel file: rows last seen on the day of the exchange on one sheet, the rest on another.

    Whole ISO dates become date cells, as they would in a list that somebody typed into Excel.
    """
    header, *rows = csv.reader(io.StringIO(rows_as_csv))
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "Habeas sample case (invented)"
    book.properties.created = WRITTEN_AT
    for title, exchanged in (("Exchange 18 April 2025", True), ("Seen or reported", False)):
        sheet = book.create_sheet(title)
        sheet.append(header)
        for row in rows:
            if (row[4] == "2025-04-18") == exchanged:
                sheet.append([_cell(value) for value in row])
    buffer = io.BytesIO()
    book.save(buffer)
    return _repacked(buffer.getvalue())


def _cell(value: str) -> object:
    if value.isdecimal() and len(value) < 4:
        return int(value)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return datetime.fromisoformat(value).date()
    return value


def _repacked(data: bytes) -> bytes:
    """The same package with the library's own clock readings taken out."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        members = {item.filename: source.read(item) for item in source.infolist()}
    core = "docProps/core.xml"
    members[core] = MODIFIED.sub(rb"\g<1>2025-05-07T12:00:00Z", members[core])
    return archive(members, zipfile.ZIP_DEFLATED)
