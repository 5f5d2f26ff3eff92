"""How many cells a sheet spans: counted before a reader lays them all out in memory."""

from __future__ import annotations

import re

from lxml import etree

from habeas.model import UnsafeInput
from habeas.sources.safe_xml import parse_xml
from habeas.sources.settings import ReadSettings

_REFERENCE = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,4})(\d{1,9})"')
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def check_sheet(data: bytes, where: str, settings: ReadSettings) -> None:
    """Raise UnsafeInput where the cells of an .xlsx sheet span too wide a rectangle."""
    highest_row = highest_column = 0
    for match in _REFERENCE.finditer(data):
        highest_row = max(highest_row, int(match.group(2)))
        highest_column = max(highest_column, _column_number(match.group(1)))
    _check(highest_row * highest_column, where, settings)


def check_open_sheet(data: bytes, settings: ReadSettings) -> None:
    """Raise UnsafeInput where the repeated cells of an .ods file unfold to too many."""
    root = parse_xml(data, "content.xml")
    _check(sum(_cells(row) for row in root.iter(f"{_TABLE}table-row")), "content.xml", settings)


def _cells(row: etree._Element) -> int:
    """Cells up to the last one that holds something, times the rows that repeat them."""
    width = filled = 0
    for cell in row:
        width += _count(cell, "number-columns-repeated")
        if len(cell) or cell.get(f"{_OFFICE}value-type"):
            filled = width
    return filled * _count(row, "number-rows-repeated")


def _count(element: etree._Element, attribute: str) -> int:
    value = element.get(f"{_TABLE}{attribute}") or "1"
    return int(value) if value.isdigit() else 1


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _check(cells: int, where: str, settings: ReadSettings) -> None:
    if cells > settings.maximum_cells:
        raise UnsafeInput(
            f"the sheet spans more than {settings.maximum_cells:,} cells",
            where=where,
            remedy="save the rows that matter as .csv and add that",
        )
