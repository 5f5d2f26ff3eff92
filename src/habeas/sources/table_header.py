"""Finding the row of column names in a table."""

from __future__ import annotations

import re
from functools import cache

from habeas.sources.tables import rows

_ROWS_SEARCHED = 12
_NUMBER = re.compile(r"[\d\s.,:%/+-]+$")
_LONGEST_NAME = 80


def find_header(table: list[list[str]]) -> int | None:
    """The index of the first row that reads as column names; None where there is none.

    Column names are short words, all different, no numbers or dates, and fill (nearly) as many
    columns as the table has.
    """
    if len(table) < 2:
        return None
    width = _usual_width(table)
    for index, row in enumerate(table[:_ROWS_SEARCHED]):
        if index + 1 < len(table) and _reads_as_names(row, width):
            return index if _differs_from_data(row, table[index + 1 :]) else None
        if _filled(row) >= max(2, width - 1):
            return None
    return None


def column_names(header: list[str], width: int) -> list[str]:
    """The name of each column: as printed, or its number where the header leaves it empty."""
    padded = [*header, *[""] * (width - len(header))]
    return [name.strip() or f"column {number}" for number, name in enumerate(padded, start=1)]


def _usual_width(table: list[list[str]]) -> int:
    widths = sorted(_filled(row) for row in table[:200])
    return widths[len(widths) // 2]


def _filled(row: list[str]) -> int:
    return sum(1 for value in row if value.strip())


def _reads_as_names(row: list[str], width: int) -> bool:
    values = [value.strip() for value in row if value.strip()]
    if len(values) < max(1, width - 1) or len(values) != len(set(values)):
        return False
    if width > 1 and len(values) < 2:
        return False
    return all(not _NUMBER.match(value) and len(value) <= _LONGEST_NAME for value in values)


def _differs_from_data(row: list[str], below: list[list[str]]) -> bool:
    """Some value is a column's usual name, or stands as a word above nothing but numbers.

    Nothing weaker will do: a person in the first row must not be lost as a column name.
    """
    return any(map(_is_usual_name, row)) or any(
        name.strip() and _all_numbers(column, below[:50]) for column, name in enumerate(row)
    )


def _all_numbers(column: int, below: list[list[str]]) -> bool:
    values = [other[column].strip() for other in below if column < len(other)]
    filled = [value for value in values if value]
    return bool(filled) and all(_NUMBER.match(value) for value in filled)


def _is_usual_name(value: str) -> bool:
    words = re.split(r"[\s_.,;:()/-]+", value.strip().casefold())
    english, stems = _usual_words()
    return any(
        word in english or (word and word.startswith(stems)) for word in (*words, value.casefold())
    )


@cache
def _usual_words() -> tuple[frozenset[str], tuple[str, ...]]:
    table = rows("column_words.csv")
    english = {w for row in table if row["language"] == "en" for w in row["words"].split()}
    stems = {w for row in table if row["language"] != "en" for w in row["words"].split()}
    return frozenset(english), tuple(sorted(stems))
