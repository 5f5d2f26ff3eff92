"""Tables in HTML: those that hold data, as rows of cells."""

from __future__ import annotations

from lxml import etree

_LONGEST_MEAN_CELL = 200
_WIDEST_SPAN = 50


def data_rows(table: etree._Element) -> list[list[str]] | None:
    """The cells of a table row by row; None where the table only arranges the page."""
    if next(table.iterdescendants("table", "h1", "article"), None) is not None:
        return None
    rows = [_cells(row) for row in table.iter("tr")]
    rows = [row for row in rows if row]
    if len(rows) < 2 or max(len(row) for row in rows) < 2:
        return None
    lengths = [len(cell) for row in rows for cell in row if cell]
    if not lengths or sum(lengths) / len(lengths) > _LONGEST_MEAN_CELL:
        return None
    return rows


def _cells(row: etree._Element) -> list[str]:
    cells: list[str] = []
    for cell in row.iterchildren("td", "th"):
        cells.append(" ".join("".join(map(str, cell.itertext())).split()))
        cells.extend([""] * (_span(cell) - 1))
    return cells


def _span(cell: etree._Element) -> int:
    value = cell.get("colspan") or "1"
    return min(int(value), _WIDEST_SPAN) if value.isdigit() and int(value) else 1
