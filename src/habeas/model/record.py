"""One row about a person, a body or an event in one list."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a row: the column's name as printed, the value, its span in the text."""

    column: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Record:
    """A row as it stands in its list: `row` counts from 1 below the header; span of the row."""

    row: int
    start: int
    end: int
    cells: tuple[Cell, ...]
    sheet: str | None = None

    def value(self, column: str) -> str | None:
        """The value under a column, or None where the row has none."""
        for cell in self.cells:
            if cell.column == column:
                return cell.value
        return None
