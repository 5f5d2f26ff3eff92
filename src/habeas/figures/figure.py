"""What a drawing function returns: the picture, and the same data as a table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers behind a figure: a header and rows of printable text, all of equal length."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def counted(self) -> tuple[bool, ...]:
        """Of each column, whether all that stands in it is whole numbers."""
        return tuple(
            all(row[place].replace(",", "").isdecimal() for row in self.rows)
            for place in range(len(self.columns))
        )


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as an SVG element (None where there is nothing to draw) and its table.

    `notes` are sentences for the caption: what the picture leaves out, and why.
    """

    svg: str | None
    table: Table
    notes: tuple[str, ...] = ()
