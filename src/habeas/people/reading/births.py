"""When people were born, how old they are, and whether they are women or men."""

from __future__ import annotations

import re
from datetime import date

import numpy as np

from habeas.people.reading.dates import NamedColumn, read_dates
from habeas.people.reading.table import recoded
from habeas.people.reading.vocabulary import cell_words
from habeas.people.text_column import TextColumn

# The first of January 1900 is what an empty cell of a spreadsheet turns into.
EARLIEST_BIRTH = date(1900, 1, 2)
_AGE = re.compile(r"(\d{1,3})(?:[.,]0+)?(?:\D.*)?")
_OLDEST = 120


def read_births(
    born: NamedColumn | None, year: NamedColumn | None, length: int, today: date
) -> tuple[TextColumn, tuple[str, ...]]:
    """Births as ISO text, whole or in part, from a column of dates and one of years.

    The year fills in where no date can be read; where both are there and differ, the date stands
    and a note says so.
    """
    columns = []
    notes: list[str] = []
    for named in (born, year):
        if named is None:
            columns.append(TextColumn.empty(length))
            continue
        found, said = read_dates(named, EARLIEST_BIRTH, today)
        notes += said
        texts = [None if read is None else str(read) for read in found]
        columns.append(recoded(named.column, texts))
    dates, years = columns
    if year is None or born is None:
        return (dates if year is None else years), tuple(notes)
    both = dates.said & years.said
    differ = both & (_years(dates) != _years(years))
    if differ.any():
        first = year.numbers[np.argmax(differ)]
        notes.append(
            f"{year.file}: {born.name} and {year.name} differ in {int(differ.sum()):,} rows, the"
            f" first of them row {first:,}; {born.name} is taken."
        )
    # One column of both: the codes of years come after those of dates.
    codes = np.where(dates.said, dates.codes, years.codes + len(dates.values))
    codes = np.where(dates.said | years.said, codes, -1).astype(np.int32)
    values = (*dates.values, *years.values)
    return recoded(TextColumn(codes, values), values), tuple(notes)


def _years(column: TextColumn) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array([*(int(value[:4]) for value in column.values), 0])[column.codes]


def read_ages(named: NamedColumn) -> tuple[TextColumn, tuple[str, ...]]:
    """Ages in whole years, as text."""
    texts: list[str | None] = []
    troubles = []
    for code, value in enumerate(named.column.values):
        found = _AGE.fullmatch(value)
        age = int(found[1]) if found else _OLDEST + 1
        texts.append(str(age) if age <= _OLDEST else None)
        if age > _OLDEST:
            troubles.append(code)
    notes = (named.note(troubles, "no age"),) if troubles else ()
    return recoded(named.column, texts), notes


def read_sexes(named: NamedColumn) -> tuple[TextColumn, tuple[str, ...]]:
    """`female` and `male`, whatever the language of the list."""
    texts: list[str | None] = []
    troubles = []
    for code, value in enumerate(named.column.values):
        word = value.casefold()
        sex = next((sex for sex in ("female", "male") if word in cell_words(sex)), None)
        texts.append(sex)
        if sex is None:
            troubles.append(code)
    notes = (named.note(troubles, "not understood"),) if troubles else ()
    return recoded(named.column, texts), notes
