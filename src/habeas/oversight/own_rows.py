"""A user's own table of actions: what a depositary told them, or a supposition to try out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from habeas.model import InputRefused, printable
from habeas.oversight.action import Action, ActionKind, Confidence
from habeas.oversight.importers.words import treaty_id
from habeas.oversight.own_tables import check_word, rows_of, state_in, when_in

_NEEDED = ("state", "treaty", "kind")
_DATES = ("made", "received", "effective", "end")
_KNOWN = tuple(field.name for field in fields(Action))
_ONE_OF_THEM = f"one of {', '.join(_DATES)}"


def read_actions(content: bytes, *, name: str) -> tuple[Action, ...]:
    """The actions of a table in CSV or TSV, with the columns of `actions.tsv` in any order.

    Only state, treaty, kind and one date are needed; dates are days, months, years or spans
    ("2025-10..2026-02"). Raises InputRefused, naming file and row, for a row that cannot be read.
    """
    rows = list(rows_of(content, name, known=_KNOWN, needed=_NEEDED, one_of=_DATES))
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


def _action(row: Mapping[str, str], where: str, name: str, number: int) -> Action:
    state = state_in(row["state"], where)
    if not row["treaty"]:
        raise InputRefused("no treaty is named", where=where, remedy="give its id or number")
    if not any(row.get(column) for column in _DATES):
        raise InputRefused("the row has no date", where=where, remedy=f"fill in {_ONE_OF_THEM}")
    kind = row["kind"].casefold().replace(" ", "_").replace("-", "_")
    level = row.get("confidence", "").casefold() or Confidence.HIGH.value
    check_word(kind, "kind", tuple(ActionKind), where)
    check_word(level, "confidence", tuple(Confidence), where)
    dates = {column: when_in(row.get(column, ""), where) for column in (*_DATES, "known")}
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
