"""Claims for a person to look at: a table on a terminal, aligned lines anywhere else.

Both are made of the same cells. On a narrow terminal where, when and how many share a column.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from habeas.model import NARRATOR, printable

WIDE = 110
# A longer cell stands whole and shifts its own line: nothing is cut off.
WIDEST_COLUMN = 32
_PLAIN = {"fact", "asserts"}


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
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), expand=True, show_lines=width < WIDE)
    for heading, ratio, _ in columns:
        table.add_column(heading, ratio=ratio or None, no_wrap=not ratio, overflow="fold")
    for cells in zip(*(cells for _, _, cells in columns), strict=True):
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


_Column = tuple[str, int, list[str]]


def _wide_columns(rows: Iterable[_Row]) -> list[_Column]:
    rows = list(rows)
    return [
        ("#", 0, [row.number for row in rows]),
        ("type", 4, [_stacked(row.kind, row.stance) for row in rows]),
        ("who says", 5, [row.who for row in rows]),
        ("what", 14, [row.what for row in rows]),
        ("where", 4, [row.where for row in rows]),
        ("when", 3, [row.when.replace("/", "/\n") for row in rows]),
        ("how many", 3, [row.how_many for row in rows]),
    ]


def _narrow_columns(rows: Iterable[_Row]) -> list[_Column]:
    rows = list(rows)
    return [
        ("#", 0, [row.number for row in rows]),
        ("type, who says", 5, [_stacked(row.kind, row.stance, row.who) for row in rows]),
        ("what", 9, [row.what for row in rows]),
        (
            "where, when, how many",
            5,
            [_stacked(row.where, row.when, row.how_many) for row in rows],
        ),
    ]


def _stacked(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _row(number: int, line: Mapping[str, Any], identify: bool) -> _Row:
    state = [line["state"]] if identify and line["state"] != "not reviewed" else []
    return _Row(
        line["id"] if identify else str(number),
        line["type"],
        ", ".join([*_stance(line), *state]),
        _shown(_who(line)),
        _shown(_words(line)),
        _shown(_where(line)),
        _when(line),
        _shown(_how_many(line)),
    )


def _stance(line: Mapping[str, Any]) -> list[str]:
    marks = [mark for mark in (line["stance"], line["modality"]) if mark not in _PLAIN]
    return [*marks, "negated"] if line["negated"] else marks


def _who(line: Mapping[str, Any]) -> str:
    speaker = line["speaker"] if line["speaker"] != NARRATOR else "(the text itself)"
    via = line["via"] if isinstance(line["via"], str) else "; ".join(line["via"] or ())
    return f"{speaker} via {via}" if via else str(speaker)


def _words(line: Mapping[str, Any]) -> str:
    words = " ".join(str(line["text"]).split())
    return f"{words} (printed again)" if line.get("duplicate_of") else words


def _where(line: Mapping[str, Any]) -> str:
    return str(line["place"] or "")


def _when(line: Mapping[str, Any]) -> str:
    first, last = line["date_from"], line["date_to"]
    if first == last:
        return str(first or "")
    return f"{first or '…'}/{last or '…'}"


def _how_many(line: Mapping[str, Any]) -> str:
    quantities = line.get("quantities")
    if quantities is None:
        quantities = [line] if line.get("quantity") is not None else []
    return "; ".join(_quantity(item) for item in quantities)


def _quantity(item: Mapping[str, Any]) -> str:
    value = item["value"] if "value" in item else item["quantity"]
    unit = str(item["unit"] or "")
    share = isinstance(value, float) and unit in {"share", "percent", "%", "fraction"}
    number = f"{value:.0%}" if share else f"{value:,g}"
    modifier = str(item["modifier"] or "").replace("_", " ")
    return " ".join(
        part for part in ("" if modifier == "exact" else modifier, number, unit) if part
    )


def _shown(words: str) -> str:
    return printable(words)
