"""Spreadsheets (.xlsx, .xls, .ods): each sheet under its name, rows as lines of cells."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineWorkbook, PasswordError, SheetVisibleEnum

from habeas.model import BlockKind, UnreadableSource
from habeas.sources.delimited import NO_HEADER
from habeas.sources.draft import Draft
from habeas.sources.office_file import OfficeFile, Properties, is_encrypted_open_document
from habeas.sources.page_text import PageText
from habeas.sources.settings import ReadSettings
from habeas.sources.sheet_area import check_open_sheet, check_sheet

_LOCKED = "this spreadsheet is protected by a password"
_LOCKED_ADVICE = "preserved unread; save it without the password and add that too"


def read_spreadsheet(data: bytes, settings: ReadSettings) -> Draft:
    """All sheets, hidden ones too (a note names them); each row a record.

    Values are written as a person would: whole numbers without a fraction, dates in ISO 8601.
    """
    properties = _checked(data, settings)
    page = PageText(settings.maximum_characters)
    notes: list[str] = []
    for name, hidden, rows in _sheets(data):
        if not rows:
            continue
        page.add(name, BlockKind.SECTION_HEAD, "name of the sheet")
        if not page.add_table(rows, sheet=name):
            notes.append(f"sheet “{name}”: {NO_HEADER}")
        if hidden:
            notes.append(f"sheet “{name}” is hidden in the file")
    return Draft(
        text=page.text,
        parts=page.parts,
        marked_up=True,
        title=properties.title,
        author=properties.creator,
        made=properties.made,
        made_evidence="the file's own date of making: it came out then or later",
        records=page.records,
        notes=notes,
    )


def _checked(data: bytes, settings: ReadSettings) -> Properties:
    """The file's properties, after its parts have been held against the limits."""
    if not data.startswith(b"PK"):
        return Properties()
    if is_encrypted_open_document(data):
        raise UnreadableSource(_LOCKED, remedy=_LOCKED_ADVICE)
    office = OfficeFile(data, settings)
    office.check_all((".xml", ".rels", ".bin"))
    for name in office.names:
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            check_sheet(office.part(name) or b"", name, settings)
    content = office.part("content.xml")
    if content is not None:
        check_open_sheet(content, settings)
    return office.properties()


def _sheets(data: bytes) -> Iterator[tuple[str, bool, list[list[str]]]]:
    """Name, whether hidden, and rows of text of each sheet."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for metadata in book.sheets_metadata:
            sheet = book.get_sheet_by_name(metadata.name)
            hidden = metadata.visible != SheetVisibleEnum.Visible
            yield (
                metadata.name,
                hidden,
                [[_text(value) for value in row] for row in sheet.to_python()],
            )
    except PasswordError as error:
        raise UnreadableSource(_LOCKED, remedy=_LOCKED_ADVICE) from error
    except BaseException as error:
        # calamine is Rust: a bug in it surfaces as a PanicException, which is no Exception.
        if isinstance(error, (KeyboardInterrupt, SystemExit, GeneratorExit, UnreadableSource)):
            raise
        raise UnreadableSource(
            "the spreadsheet is damaged or cut short",
            remedy="preserved unread; ask for another copy",
        ) from error


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)
