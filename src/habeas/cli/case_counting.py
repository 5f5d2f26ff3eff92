"""`habeas count CASE`: how many are missing, by each source of a case that can say so by itself."""

from __future__ import annotations

import sys
from pathlib import Path

from habeas.case import open_case
from habeas.cli.json_line import json_line
from habeas.counts import showing
from habeas.model import printable
from habeas.pipeline import ListCount

DONE_WITH_FAILURES = 3
_SHOWN_HASH = 16
_NOTHING = (
    "Nothing to count: none of its sources is an overlap table or a list with person ids, and"
    " people are not linked across lists yet."
)
_EACH_ALONE = (
    "Each source was counted by itself: people are not linked across sources yet, so that the"
    " totals may hold the same people and must not be added up."
)


def count_case(case_folder: Path, *, level: float, seed: int, as_json: bool) -> int:
    """Print the estimate of each source, and the reason where one cannot be counted; exit code.

    Nothing is written: no passphrase is asked for.
    """
    with open_case(case_folder, read_only=True) as case:
        found = case.count(level=level, seed=seed)
    if not found:
        print(_NOTHING, file=sys.stderr if as_json else sys.stdout)
        return 0
    for item in found:
        _tell(item)
        if as_json:
            print(json_line(_as_dict(item)))
        elif item.estimate is not None:
            print(f"{_named(item)}, sha256 {item.source[:_SHOWN_HASH]}")
            print(f"{showing.as_text(item.estimate)}\n")
    if not as_json and sum(item.estimate is not None for item in found) > 1:
        print(_EACH_ALONE)
    return DONE_WITH_FAILURES if any(item.reason for item in found) else 0


def _tell(item: ListCount) -> None:
    """How it was read, or why it is not counted."""
    for note in item.notes:
        print(f"{_named(item)}: {printable(note)}", file=sys.stderr)
    if item.reason is not None:
        print(f"not counted: {printable(item.reason)}", file=sys.stderr)


def _named(item: ListCount) -> str:
    sheet = "" if item.sheet is None else f", sheet {printable(item.sheet)}"
    return f"{printable(item.name)}{sheet}"


def _as_dict(item: ListCount) -> dict[str, object]:
    line: dict[str, object] = {"source": item.source, "name": item.name, "sheet": item.sheet}
    if item.estimate is None:
        return {**line, "reason": item.reason}
    return {**line, **showing.as_dict(item.estimate)}
