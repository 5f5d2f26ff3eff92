"""A user's own table of actions: what a depositary told them, or a supposition to try out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import fields

from habeas.language import delimiter_of, encoding_of
from habeas.model import InputRefused, printable
from habeas.oversight.action import Action, ActionKind, Confidence
from habeas.oversight.importers.words import treaty_id
from habeas.oversight.spans import read_when
from habeas.oversight.states import find_state

_NEEDED = ("state", "treaty", "kind")
_DATES = ("made", "received", "effective", "end")
_KNOWN = tuple(field.name for field in fields(Action))
_ONE_OF_THEM = f"one of {', '.join(_DATES)}"


def read_actions(content: bytes, *, name: str) -> tuple[Action, ...]:
    """The actions of a table in CSV or TSV, with the columns of `actions.tsv` in any order.

    Only state, treaty, kind and one date are needed; dates are days, months, years or spans
    ("2025-10..2026-02"). Raises InputRefused, naming file and row, for a row that cannot be read.
    """
    rows = list(_rows(content, name))
    actions: dict[str, Action] = {}
    for number, row in rows:
        action = _action(row, f"{name}, row {number}", name, number)
        if action.id in actions:
            raise InputRefused(
                f"the id “{printable(action.id)}” stands in two rows",
                where=f"{name}, row {number}",
                remedy="give each row an id of its own, or leave the column out",
            )
        actions[action.id] = action
    return tuple(actions.values())


def _rows(content: bytes, name: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    encoding, _ = encoding_of(content, name)
    text = content.decode(encoding)
    lines = [line for line in text.splitlines(keepends=True) if not line.startswith("#")]
    skipped = len(text.splitlines()) - len(lines)
    plain = "".join(lines)
    reader = csv.reader(io.StringIO(plain, newline=""), delimiter=delimiter_of(plain))
    try:
        header = [cell.strip().casefold() for cell in next(reader, [])]
        _check_header(header, name)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            number = reader.line_num + skipped
            if len(cells) != len(header):
                raise InputRefused(
                    f"{len(cells)} cells for {len(header)} columns",
                    where=f"{name}, row {number}",
                    remedy="put cells that hold the delimiter in quotation marks",
                )
            yield number, {key: cell.strip() for key, cell in zip(header, cells, strict=True)}
    except csv.Error as error:
        raise InputRefused(
            "the table cannot be split into cells", where=name, remedy="save it as CSV or TSV"
        ) from error


def _check_header(header: list[str], name: str) -> None:
    missing = [column for column in _NEEDED if column not in header]
    if not any(column in header for column in _DATES):
        missing.append(_ONE_OF_THEM)
    unknown = [column for column in header if column not in _KNOWN]
    doubled = sorted({column for column in header if header.count(column) > 1})
    if missing:
        problem = f"the table lacks the columns: {', '.join(missing)}"
    elif unknown:
        problem = f"unknown columns: {printable(', '.join(unknown))}"
    elif doubled:
        problem = f"columns that stand twice: {', '.join(doubled)}"
    else:
        return
    remedy = f"the first row names the columns, of these: {', '.join(_KNOWN)}"
    raise InputRefused(problem, where=name, remedy=remedy)


def _action(row: Mapping[str, str], where: str, name: str, number: int) -> Action:
    try:
        state = find_state(row["state"])
    except InputRefused as refusal:
        raise InputRefused(refusal.what, where=where, remedy=refusal.remedy) from refusal
    if not row["treaty"]:
        raise InputRefused("no treaty is named", where=where, remedy="give its id or number")
    if not any(row.get(column) for column in _DATES):
        raise InputRefused("the row has no date", where=where, remedy=f"fill in {_ONE_OF_THEM}")
    kind = row["kind"].casefold().replace(" ", "_").replace("-", "_")
    level = row.get("confidence", "").casefold() or Confidence.HIGH.value
    _check_word(kind, "kind", tuple(ActionKind), where)
    _check_word(level, "confidence", tuple(Confidence), where)
    try:
        dates = {column: read_when(row.get(column, "")) for column in (*_DATES, "known")}
    except ValueError as problem:
        raise InputRefused(
            printable(str(problem)),
            where=where,
            remedy="write 2025-10-03, 2025-10, 2025, or a span such as 2025-10-01..2026-02-28",
        ) from problem
    known = dates.pop("known")
    return Action(
        id=row.get("id") or f"own.{name}.{number}",
        state=state,
        treaty=treaty_id(row["treaty"]),
        kind=ActionKind(kind),
        made=dates["made"],
        received=dates["received"],
        effective=dates["effective"],
        end=dates["end"],
        known=known.first if known else None,
        article=row.get("article", ""),
        effect=row.get("effect", ""),
        source=row.get("source") or name,
        confidence=Confidence(level),
        note=row.get("note", ""),
    )


def _check_word(word: str, column: str, known: tuple[str, ...], where: str) -> None:
    if word not in known:
        raise InputRefused(
            f"“{printable(word)}” is no {column}",
            where=where,
            remedy=f"write one of: {', '.join(known)}",
        )
