"""Whether a table found somewhere is an overlap table at all; nobody has said that it is.

Stricter than `read_tables`, which is told so by whoever calls it:

- people by pattern: a count column, and besides it two columns or more of which at least half hold
  0/1 marks;
- records: a column of person ids and a list column. Names are no ids: two people share one, and
  one person is spelled in two ways.

Rows of marks without a count are left alone: signs of injury look the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from habeas.counts.fact_table import rows
from habeas.counts.reading.columns import ColumnChoice
from habeas.counts.reading.read import tables_in
from habeas.counts.reading.sheet import Sheet, TableRefused, checked_header, shown
from habeas.counts.reading.tables import Tables
from habeas.counts.reading.values import is_mark

_ROWS_TRIED = 200
_FEWEST_LISTS = 2
# In a list column that was damaged somewhere most cells are marks still.
_MOSTLY = 0.5
_SAYS_ID = re.compile(r"(?:^|_)(?:id|cluster|group)$|id$")
_DIGIT = re.compile(r"[0-9]")


def recognised(
    header: Sequence[str], cells: Sequence[Sequence[str]], *, name: str
) -> Tables | None:
    """The tables in rows of text where they are an overlap table or linked records; else None.

    `cells` are rows as wide as the header; `name` stands in errors. Raises InputRefused for what
    is meant as one and cannot be counted: the reason, with row and column.
    """
    sheet = Sheet(
        name,
        tuple(column.strip() for column in header),
        lambda: ((number, [cell.strip() for cell in row]) for number, row in enumerate(cells, 2)),
    )
    sample = [[cell.strip() for cell in row] for row in cells[:_ROWS_TRIED]]
    choice = ColumnChoice()
    if not _counts_patterns(sheet, sample):
        persons = _named(sheet, "person")
        if not persons or not _named(sheet, "list"):
            return None
        ids = [j for j in persons if _holds_ids(sheet, j, sample)]
        if not ids:
            raise _names_only(sheet, persons[0])
        if len(persons) > 1 and len(ids) == 1:
            choice = ColumnChoice(person=sheet.header[ids[0]])
    checked_header(name, sheet.header)
    return tables_in(sheet, choice)


def has_role(column: str) -> bool:
    """Whether the name of a column says that it holds person ids, lists or counts of people."""
    return _normal(column) in {row["word"] for row in rows("record_columns.tsv")}


def _named(sheet: Sheet, role: str) -> list[int]:
    """The columns whose names speak of this role."""
    words = {row["word"] for row in rows("record_columns.tsv") if row["role"] == role}
    return [j for j, column in enumerate(sheet.header) if _normal(column) in words]


def _normal(column: str) -> str:
    return re.sub(r"[\s-]+", "_", column.casefold())


def _counts_patterns(sheet: Sheet, sample: Sequence[Sequence[str]]) -> bool:
    counts = _named(sheet, "count")
    others = [j for j in range(len(sheet.header)) if j not in counts]
    marks = [j for j in others if _holds_marks(row[j] for row in sample)]
    return bool(counts) and len(marks) >= _FEWEST_LISTS and len(marks) >= _MOSTLY * len(others)


def _holds_marks(column: Iterable[str]) -> bool:
    values = [value for value in column if value]
    return bool(values) and sum(map(is_mark, values)) >= _MOSTLY * len(values)


def _holds_ids(sheet: Sheet, column: int, sample: Sequence[Sequence[str]]) -> bool:
    """Whether the column is called an id, or every value of it holds a digit."""
    values = [row[column] for row in sample if row[column]]
    return bool(_SAYS_ID.search(_normal(sheet.header[column]))) or (
        bool(values) and all(map(_DIGIT.search, values))
    )


def _names_only(sheet: Sheet, column: int) -> TableRefused:
    return TableRefused(
        sheet,
        f"{shown(sheet.header[column])} holds names, which do not tell people apart",
        "give each person an id that all records about them share",
    )
