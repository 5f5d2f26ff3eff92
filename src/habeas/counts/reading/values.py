"""Cells that hold a mark (on the list or not) or a number of people."""

from __future__ import annotations

import re
from collections.abc import Sequence

from habeas.counts.reading.sheet import Sheet, TableRefused, shown

# Above this a double no longer holds every whole number; estimators compute in doubles.
MOST_PEOPLE = 2**53
_MARKS = {"0": 0, "1": 1, "0.0": 0, "1.0": 1, "false": 0, "true": 1}
_WHOLE = re.compile(r"\+?([0-9]+)(?:\.0*)?")
# 12.000 is twelve thousand to half of Europe.
_THOUSANDS = re.compile(r"\+?[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
_NEGATIVE = re.compile(r"[-−–][0-9]+(?:[.,][0-9]*)?")
_FRACTION = re.compile(r"\+?[0-9]*\.[0-9]+")


def is_mark(cell: str) -> bool:
    """Whether a cell says "on the list" or "not on it"."""
    return cell.casefold() in _MARKS


def pattern_of(sheet: Sheet, number: int, cells: Sequence[str], lists: Sequence[int]) -> int:
    """The pattern of a row's marks. Raises InputRefused for any other value."""
    pattern = 0
    for place, column in enumerate(lists):
        mark = _MARKS.get(cells[column].casefold())
        if mark is None:
            value = shown(cells[column]) if cells[column] else "an empty cell"
            name = sheet.header[column]
            raise TableRefused(
                sheet,
                f"{value} is neither 0 nor 1",
                f"if {name} is no list, name it in `by`, or name the lists in `lists`",
                row=number,
                column=column,
            )
        pattern |= mark << place
    return pattern


def people_in(sheet: Sheet, number: int, cells: Sequence[str], column: int) -> int:
    """The number of people in a cell. Raises InputRefused unless it is whole and 0 or more."""
    value = cells[column]
    whole = None if _THOUSANDS.fullmatch(value) else _WHOLE.fullmatch(value)
    if whole is not None:
        digits = whole[1].lstrip("0") or "0"
        if len(digits) > len(str(MOST_PEOPLE)) or int(digits) > MOST_PEOPLE:
            raise TableRefused(
                sheet,
                f"{shown(value)} is more than can be counted exactly",
                f"counts go up to {MOST_PEOPLE:,}",
                row=number,
                column=column,
            )
        return int(digits)
    what, remedy = _why_no_count(value)
    raise TableRefused(sheet, what, remedy, row=number, column=column)


def _why_no_count(value: str) -> tuple[str, str]:
    if not value:
        return "there is no count", "write 0, or remove the row"
    if _NEGATIVE.fullmatch(value):
        return f"{shown(value)} is a negative count", "counts are 0 or more"
    if _THOUSANDS.fullmatch(value):
        return (
            f"{shown(value)} may be a fraction or thousands",
            f"write {value.replace('.', '')} if it is thousands",
        )
    if _FRACTION.fullmatch(value):
        return f"{shown(value)} is a fraction of a person", "counts are whole numbers"
    return f"{shown(value)} is no number", "write a count as digits only, such as 1131"
