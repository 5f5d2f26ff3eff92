"""Answers of the HUDOC-CPT query, saved as JSON: visits and public statements.

A document's id holds the state and the first day of the visit (`p-ukr-20231016-en-1`); one visit
has several documents (report, response, languages), which give one row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from habeas.model import DateInterval, InputRefused
from habeas.oversight.importers.imported import Gathering, Imported
from habeas.oversight.importers.saved_json import parse_json, text_in
from habeas.oversight.importers.words import only_day, shown
from habeas.oversight.practice import PUBLIC_STATEMENT, VISIT
from habeas.oversight.states import find_state

FORMAT = "hudoc-cpt"
BODY = "CPT"
_ID = re.compile(r"(?<![a-z0-9])[a-z]+-([a-z]{3})-([0-9]{4})([0-9]{2})([0-9]{2})(?![0-9])")
_IDS = ("cptdocumentid", "itemid", "id")
_REPORT, _STATEMENT = "vr", "ps"
_VISIT_TYPES = {"per": "periodic", "adhoc": "ad hoc"}


def read_hudoc_cpt(content: bytes, *, name: str) -> Imported:
    """The visits and public statements that a saved answer of the query lists.

    Raises InputRefused for bytes that are no such answer.
    """
    gathering = Gathering(FORMAT, name, content)
    value = parse_json(content, name)
    if not is_hudoc_cpt(value):
        raise InputRefused(
            "the JSON has no results with columns of HUDOC-CPT",
            where=name,
            remedy="save the answer of the query itself",
        )
    seen: dict[tuple[str, str, date], str] = {}
    for columns in _results(value):
        gathering.rows += 1
        _read(columns, seen, gathering)
    return gathering.done()


def is_hudoc_cpt(value: object) -> bool:
    """Whether a JSON value looks like an answer of the HUDOC-CPT query."""
    return any(key.startswith("cpt") for columns in _results(value) for key in columns)


def _results(value: object) -> Iterator[dict[str, object]]:
    results = value.get("results") if isinstance(value, dict) else None
    for result in results if isinstance(results, list) else ():
        columns = result.get("columns", result) if isinstance(result, dict) else None
        if isinstance(columns, dict):
            yield columns


def _read(
    columns: dict[str, object], seen: dict[tuple[str, str, date], str], gathering: Gathering
) -> None:
    place = f"result {gathering.rows}"
    document, kind = text_in(columns, *_IDS), text_in(columns, "cptdocumenttype").casefold()
    number = _ID.search(document.casefold())
    if kind not in {_REPORT, _STATEMENT}:
        gathering.skip(place, f"neither a report on a visit nor a public statement: {shown(kind)}")
        return
    try:
        state = find_state(text_in(columns, "cptstate") or (number[1] if number else ""))
    except InputRefused as refusal:
        gathering.skip(place, refusal.what)
        return
    in_id = _day_of(number)
    written = only_day(columns.get("cptdocumentdate"))
    # A report is dated by its adoption, long after the visit; a statement by itself.
    day = in_id if kind == _REPORT or written is None else written.first
    if day is None:
        gathering.skip(place, f"{state}: no day of the visit in the id {shown(document)}")
        return
    practised = VISIT if kind == _REPORT else PUBLIC_STATEMENT
    if (state, practised, day) in seen:
        gathering.skip(place, f"same as {seen[state, practised, day]}")
        return
    seen[state, practised, day] = place
    visit = text_in(columns, "cptvisittype").casefold()
    note = _VISIT_TYPES.get(visit, visit) if practised == VISIT else ""
    gathering.practised(BODY, state, practised, DateInterval.on(day), note)


def _day_of(number: re.Match[str] | None) -> date | None:
    if number is None:
        return None
    try:
        return date(int(number[2]), int(number[3]), int(number[4]))
    except ValueError:
        return None
