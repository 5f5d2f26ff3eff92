"""How many are missing in each part of a list, by a column that people chose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from habeas.model import Document, InputRefused, WrongUsage
from habeas.pipeline.counting import METHOD
from habeas.pipeline.tables import cells, sheets

if TYPE_CHECKING:
    from habeas.counts import Estimate

MOST_STRATA = 60


@dataclass(frozen=True)
class CountedStratum:
    """One part of a list: its value in the column (None: the cell is empty), and its total."""

    value: str | None
    estimate: Estimate | None
    reason: str | None = None


def stratum_columns(document: Document | None, sheet: str | None) -> tuple[str, ...]:
    """The columns by which a sheet could be parted: those with 2 to 60 different values."""
    from habeas.counts import reading

    header, rows = _of_sheet(document, sheet)
    found = []
    for place, name in enumerate(header):
        values = {row[place] for row in rows}
        # A column of 0 and 1 is a list, not a stratum.
        marks = values <= {"0", "1", ""}
        if 2 <= len(values) <= MOST_STRATA and not marks and not reading.has_role(name):
            found.append(name)
    return tuple(dict.fromkeys(found))


def count_strata(
    document: Document | None, sheet: str | None, column: str, *, level: float, seed: int
) -> tuple[CountedStratum, ...]:
    """The total of each value of a column. Raises WrongUsage, InputRefused."""
    from habeas.counts import estimate, reading

    header, rows = _of_sheet(document, sheet)
    if column not in stratum_columns(document, sheet):
        raise WrongUsage("there is no such column to count by", where=column)
    named = [dict(zip(header, row, strict=True)) for row in rows]
    found = []
    for label, table in reading.tables_of(named, by=(column,)).strata:
        value = dict(label)[column]
        try:
            total = estimate(table, METHOD, level=level, seed=seed)
        except InputRefused as refusal:
            found.append(CountedStratum(value, None, str(refusal)))
        else:
            found.append(CountedStratum(value, total))
    return tuple(found)


def _of_sheet(document: Document | None, sheet: str | None) -> tuple[list[str], list[list[str]]]:
    for name, records in sheets(document):
        if name == sheet:
            return cells(records)
    raise WrongUsage("there is no such sheet", where=sheet)
