"""`habeas count CASE`: how many are missing, across its lists and by each source by itself."""

from __future__ import annotations

import sys
from pathlib import Path

from habeas.cli.json_line import json_line
from habeas.cli.opening import to_read
from habeas.counts import showing
from habeas.model import printable
from habeas.pipeline import ListCount, PeopleCount, out_of_date

DONE_WITH_FAILURES = 3
_SHOWN_HASH = 16
_ALL_LISTS = "people of all lists, as resolved"
_NOTHING = (
    "Nothing to count: none of its sources is an overlap table or a list with person ids, and"
    " people are not linked across lists yet; habeas resolve links them."
)
_NOTHING_ACROSS = (
    "Nothing to count: none of its sources is an overlap table or a list with person ids, and it"
    " does not hold two lists of people."
)
_EACH_ALONE = (
    "Each source was counted by itself: the totals may hold the same people and must not be added"
    " up."
)
_NOT_LINKED = "People are not linked across sources yet; habeas resolve links them."
_CHANGED = "the case has changed since its people were resolved; run habeas resolve again"


def count_case(
    case_folder: Path, key_file: Path | None = None, *, level: float, seed: int, as_json: bool
) -> int:
    """Print the estimate of each source, and the reason where one cannot be counted; exit code.

    Nothing is written: a passphrase is asked for only where the case is encrypted.
    """
    with to_read(case_folder, key_file) as case:
        found = case.count(level=level, seed=seed)
        resolved = case.store.resolved_from() is not None
        across = case.count_people(level=level, seed=seed)
        if resolved and out_of_date(case.store):
            print(_CHANGED, file=sys.stderr)
    if not found and across is None:
        words = _NOTHING_ACROSS if resolved else _NOTHING
        print(words, file=sys.stderr if as_json else sys.stdout)
        return 0
    if across is not None:
        _show_across(across, as_json=as_json)
    for item in found:
        _tell(item)
        if as_json:
            print(json_line(_as_dict(item)))
        elif item.estimate is not None:
            print(f"{_named(item)}, sha256 {item.source[:_SHOWN_HASH]}")
            print(f"{showing.as_text(item.estimate)}\n")
    if not as_json and sum(item.estimate is not None for item in found) > 1:
        print(_EACH_ALONE if resolved else f"{_EACH_ALONE} {_NOT_LINKED}")
    counted: list[ListCount | PeopleCount] = [*found, *([across] if across else [])]
    return DONE_WITH_FAILURES if any(item.reason for item in counted) else 0


def _show_across(across: PeopleCount, *, as_json: bool) -> None:
    """The people of all lists, as they were resolved."""
    for note in across.notes:
        print(f"{_ALL_LISTS}: {printable(note)}", file=sys.stderr)
    if across.reason is not None:
        print(f"not counted: {_ALL_LISTS}: {printable(across.reason)}", file=sys.stderr)
    if as_json:
        line: dict[str, object] = {
            "source": None,
            "name": _ALL_LISTS,
            "lists": list(across.lists),
            "only_in_texts": across.only_in_texts,
        }
        estimate = across.estimate
        more = {"reason": across.reason} if estimate is None else showing.as_dict(estimate)
        print(json_line({**line, **more}))
    elif across.estimate is not None:
        only = f"; {across.only_in_texts} more are named in texts alone, and not counted"
        print(f"{_ALL_LISTS}: {across.persons} persons{only if across.only_in_texts else ''}")
        print(f"{showing.as_text(across.estimate)}\n")


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
