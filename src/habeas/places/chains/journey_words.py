"""How long a journey took, as a cell of a table says it: "36", "36 h", "two days by train"."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from habeas.language import fold, listed, table_rows

_PIECE = re.compile(r"(?P<number>\d+(?:[.,]\d+)?)|(?P<word>[^\W\d_]+(?:['’ʼ][^\W\d_]+)*)")
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)(?::[0-5]\d)?")


@cache
def _words(kind: str) -> tuple[tuple[str, str], ...]:
    path = Path(__file__).parents[1] / "data" / "journey_words.tsv"
    found = [
        (fold(word), row["value"])
        for row in table_rows(path)
        if row["kind"] == kind
        for word in listed(row["beginnings"])
    ]
    return tuple(sorted(found, key=lambda item: -len(item[0])))


def _meaning(word: str, kind: str) -> str | None:
    whole = kind == "number"
    return next(
        (
            value
            for beginning, value in _words(kind)
            if (word == beginning if whole or len(beginning) < 2 else word.startswith(beginning))
        ),
        None,
    )


def hours_told(cell: str, unit_hours: float = 1.0) -> float | None:
    """Hours on the way; a number without a unit counts in `unit_hours`. None if nothing is told.

    Two times with "-" or "to" between them ("10-12 h") give their middle.
    Raises ValueError, naming the cell, if it tells no time.
    """
    text = fold(cell)
    if not text:
        return None
    clock = _CLOCK.fullmatch(text)
    if clock:
        return int(clock[1]) + int(clock[2]) / 60
    total, waiting = 0.0, list[float]()
    told = False
    for piece in _PIECE.finditer(text):
        if piece["number"]:
            waiting.append(float(piece["number"].replace(",", ".")))
            continue
        number, unit = _meaning(piece["word"], "number"), _meaning(piece["word"], "unit")
        if unit is not None:
            total += (sum(waiting) / len(waiting) if waiting else 1.0) * float(unit)
            waiting, told = [], True
        elif number is not None:
            waiting.append(float(number))
    if waiting and (not told or text.replace(",", ".").replace(".", "").isdigit()):
        total, told = sum(waiting) / len(waiting) * unit_hours, True
    if not told or not 0 < total < 24 * 120:
        raise ValueError(f"{cell!r} tells no time on the way")
    return total


def mode_told(cell: str) -> str:
    """The way of travel that a cell names (road, train, air, foot, ship); "" if none."""
    for piece in _PIECE.finditer(fold(cell)):
        if piece["word"] and (mode := _meaning(piece["word"], "mode")):
            return mode
    return ""
