"""Claims for a person to look at: a table on a terminal, aligned lines anywhere else.

Both are made of the same cells. On a narrow terminal where, when and how many share a column.
"""

from __future__ import annotations

import calendar
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from habeas.model import MODEL_ORIGIN, NARRATOR, printable

WIDE = 110
# A longer cell stands whole and shifts its own line: nothing is cut off.
WIDEST_COLUMN = 32
_PLAIN = frozenset({"fact", "asserts"})
_SHARES = frozenset({"fraction", "share", "percent"})


@dataclass(frozen=True, slots=True)
class _Row:
    number: str
    kind: str
    stance: str
    who: str
    what: str
    where: str
    when: str
    how_many: str


def as_table(lines: Sequence[Mapping[str, Any]], *, identify: bool = False) -> None:
    """Print the claims as a table as wide as the terminal; `identify` shows ids and states."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    width = shutil.get_terminal_size().columns
    rows = [_row(number, line, identify) for number, line in enumerate(lines, 1)]
    columns = _wide_columns(rows) if width >= WIDE else _narrow_columns(rows)
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), expand=True, show_lines=width < WIDE)
    for column in columns:
        ratio = None if column.width else 1
        table.add_column(column.heading, width=column.width, ratio=ratio, overflow="fold")
    for cells in zip(*(column.cells for column in columns), strict=True):
        # Text, not markup: brackets in a source are brackets.
        table.add_row(*(Text(cell) for cell in cells))
    Console(width=width).print(table)


def as_lines(lines: Sequence[Mapping[str, Any]], *, identify: bool = False) -> None:
    """Print one line for each claim, in columns, the words last and whole."""
    rows = [_row(number, line, identify) for number, line in enumerate(lines, 1)]
    columns = [
        [row.number for row in rows],
        [row.kind for row in rows],
        [row.stance for row in rows],
        [row.who for row in rows],
        [row.where for row in rows],
        [row.when for row in rows],
        [row.how_many for row in rows],
    ]
    widths = [min(max(map(len, column), default=0), WIDEST_COLUMN) for column in columns]
    for row, cells in zip(rows, zip(*columns, strict=True), strict=True):
        padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
        print("  ".join([*padded, row.what]))


@dataclass(frozen=True, slots=True)
class _Column:
    """A heading, the cells under it, and a width; without one it takes what is left."""

    heading: str
    cells: list[str]
    width: int | None = None


def _wide_columns(rows: Sequence[_Row]) -> list[_Column]:
    return [
        _number_column(rows),
        _Column("type", [_stacked(_spoken(row.kind), row.stance) for row in rows], 14),
        _Column("who says", [row.who for row in rows], 18),
        _Column("what", [row.what for row in rows]),
        _Column("where", [row.where for row in rows], 13),
        _Column("when", [row.when.replace("/", "/\n") for row in rows], 11),
        _Column("how many", [row.how_many for row in rows], 12),
    ]


def _narrow_columns(rows: Sequence[_Row]) -> list[_Column]:
    kinds = [_stacked(_spoken(row.kind), row.stance, row.who) for row in rows]
    circumstances = [
        _stacked(row.where, row.when.replace("/", "/\n"), row.how_many) for row in rows
    ]
    return [
        _number_column(rows),
        _Column("type, who says", kinds, 18),
        _Column("what", [row.what for row in rows]),
        _Column("where, when, how many", circumstances, 16),
    ]


def _number_column(rows: Sequence[_Row]) -> _Column:
    numbers = [row.number for row in rows]
    return _Column("#", numbers, max(map(len, numbers), default=1))


def _spoken(code: str) -> str:
    """A code that can be wrapped between its words."""
    return code.replace("_", " ")


def _stacked(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _row(number: int, line: Mapping[str, Any], identify: bool) -> _Row:
    return _Row(
        line["id"] if identify else str(number),
        line["type"],
        ", ".join([*_stance(line), *(_state(line) if identify else ())]),
        _shown(_who(line)),
        _shown(_words(line)),
        _shown(_where(line)),
        _when(line),
        _shown(_how_many(line)),
    )


def _state(line: Mapping[str, Any]) -> list[str]:
    """What a person decided, or that nobody has and it is only a model's proposal."""
    if line["state"] != "not reviewed":
        return [line["state"]]
    return ["proposed by a model"] if line["origin"].startswith(MODEL_ORIGIN) else []


def _stance(line: Mapping[str, Any]) -> list[str]:
    marks = [mark for mark in (line["stance"], line["modality"]) if mark not in _PLAIN]
    return [*marks, "negated"] if line["negated"] else marks


def _who(line: Mapping[str, Any]) -> str:
    speaker = line["speaker"] if line["speaker"] != NARRATOR else "(own voice)"
    via = line["via"] if isinstance(line["via"], str) else "; ".join(line["via"] or ())
    return f"{speaker} via {via}" if via else str(speaker)


def _words(line: Mapping[str, Any]) -> str:
    words = " ".join(str(line["text"]).split())
    return f"{words} (printed again)" if line.get("duplicate_of") else words


def _where(line: Mapping[str, Any]) -> str:
    return str(line["place"] or "")


def _when(line: Mapping[str, Any]) -> str:
    """The interval, as short as ISO 8601 can say it: a year, a month, a day, or first/last."""
    first, last = line["date_from"], line["date_to"]
    if first is None or last is None:
        return "" if first == last else f"{first or '…'}/{last or '…'}"
    if first == last:
        return str(first)
    if (first[4:], last[4:]) == ("-01-01", "-12-31") and first[:4] == last[:4]:
        return str(first[:4])
    whole_month = first.endswith("-01") and last == _last_of_month(first)
    return str(first[:7]) if whole_month else f"{first}/{last}"


def _last_of_month(day: str) -> str:
    year, month = int(day[:4]), int(day[5:7])
    return f"{day[:7]}-{calendar.monthrange(year, month)[1]:02}"


def _how_many(line: Mapping[str, Any]) -> str:
    quantities = line.get("quantities")
    if quantities is None:
        quantities = [line] if line.get("quantity") is not None else []
    return "; ".join(_quantity(item) for item in quantities)


def _quantity(item: Mapping[str, Any]) -> str:
    value = item["value"] if "value" in item else item["quantity"]
    unit = str(item["unit"] or "")
    first, _, rest = unit.partition(" ")
    # A share is kept as a fraction of 1, and read as a percentage.
    number, unit = (f"{value * 100:.4g}%", rest) if first in _SHARES else (f"{value:,g}", unit)
    modifier = str(item["modifier"] or "").replace("_", " ").removeprefix("exact")
    return " ".join(part for part in (modifier, number, unit) if part)


def _shown(words: str) -> str:
    return printable(words)
