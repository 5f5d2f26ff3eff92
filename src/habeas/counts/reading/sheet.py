"""Rows under a header, wherever they come from, and the errors that name their places."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from habeas.model import InputRefused, printable

Row = tuple[int, Sequence[str]]
_LONGEST_SHOWN = 40
_MOST_COLUMNS_SHOWN = 20


@dataclass(frozen=True)
class Sheet:
    """A table as text.

    `rows()` starts again at each call and gives (row number, cells), as many cells as the header
    has; the header is row 1. Cells carry no surrounding blanks; an empty one says nothing.
    """

    name: str
    header: tuple[str, ...]
    rows: Callable[[], Iterator[Row]]
    notes: tuple[str, ...] = ()

    @property
    def columns(self) -> str:
        """The names of the columns in a row, the first twenty of many."""
        names = [name[:_LONGEST_SHOWN] for name in self.header[:_MOST_COLUMNS_SHOWN]]
        more = len(self.header) - len(names)
        return printable(", ".join(names)) + (f" and {more} more" if more else "")


class TableRefused(InputRefused):
    """A table that cannot be counted, with the row and column (from 0) that show why."""

    def __init__(
        self,
        sheet: Sheet,
        what: str,
        remedy: str,
        *,
        row: int | None = None,
        column: int | None = None,
    ) -> None:
        where = sheet.name
        if row is not None:
            where += f", row {row:,}"
        if column is not None:
            where += f", column {shown(sheet.header[column])}"
        super().__init__(printable(what), where=where, remedy=printable(remedy))


def shown(value: str) -> str:
    """A cell in quotation marks, cut where it is long."""
    return repr(value if len(value) <= _LONGEST_SHOWN else value[:_LONGEST_SHOWN] + "…")


def checked_header(name: str, cells: Sequence[str]) -> tuple[str, ...]:
    """Column names without blanks around them; nameless columns at the end fall away.

    Raises InputRefused for a header that is empty, names a column twice or leaves one nameless.
    """
    header = [cell.strip() for cell in cells]
    while header and not header[-1]:
        header.pop()
    if not header:
        raise InputRefused(
            "the first row names no columns", where=name, remedy="begin with a row of column names"
        )
    for position, column in enumerate(header, 1):
        if not column:
            raise InputRefused(
                f"column {position} has no name", where=f"{name}, row 1", remedy="name each column"
            )
        if header.index(column) != position - 1:
            raise InputRefused(
                f"the column {shown(column)} stands there twice",
                where=f"{name}, row 1",
                remedy="rename or remove one of them",
            )
    return tuple(header)
