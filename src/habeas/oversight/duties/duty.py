"""A duty as the data states it: whom it protects, what starts its clock, what keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any

from habeas.oversight.action import Confidence
from habeas.oversight.duties.facts import EventKind
from habeas.oversight.tables import read_toml
from habeas.oversight.treaty import Term


class Form(StrEnum):
    """How a duty is counted: a clock for each start, again and again, or a thing never to do."""

    ONCE = "once"
    REPEATED = "repeated"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty; the header of `data/duties.toml` says what each part means.

    `within` of None: the text counts no days. `least` maps kinds of event (or names of groups of
    them) to how many there must be in every `within`; with `restarts` each such event begins the
    next period, else the periods follow the calendar from the start.
    """

    id: str
    treaty: str
    articles: tuple[str, ...]
    rules: tuple[str, ...]
    message: str
    form: Form
    protects: tuple[str, ...] = ()
    conflict: str = ""
    starts: tuple[EventKind, ...] = ()
    supposed_starts: tuple[EventKind, ...] = ()
    within: Term | None = None
    kept_by: tuple[EventKind, ...] = ()
    least: Mapping[tuple[EventKind, ...], int] = field(default_factory=dict)
    restarts: bool = False
    broken_by: tuple[EventKind, ...] = ()
    permits: bool = False
    lapses: bool = False
    move: str = ""
    confidence: Confidence = Confidence.HIGH


@dataclass(frozen=True, slots=True)
class Rung:
    """A step of the whereabouts ladder, the events that reach it, and whether it is contact.

    `from_custody`: while it was never reached, its days count from the beginning of custody.
    """

    id: str
    reached_by: tuple[EventKind, ...]
    contact: bool = False
    from_custody: bool = True


@cache
def shipped_duties() -> tuple[Duty, ...]:
    """The duties that the room comes with, in the order of their table."""
    table = read_toml("duties.toml")
    return tuple(duty_of(entry, table["stands_for"]) for entry in table["duty"])


@cache
def shipped_rungs() -> tuple[Rung, ...]:
    """The rungs of the whereabouts ladder, lowest first, the denial last."""
    return tuple(
        Rung(
            entry["id"],
            _kinds(entry["reached_by"]),
            entry.get("contact", False),
            entry.get("from_custody", True),
        )
        for entry in read_toml("duties.toml")["rung"]
    )


def duty_of(entry: Mapping[str, Any], stands_for: Mapping[str, list[str]] | None = None) -> Duty:
    """A duty from its table; ValueError for an event or a form that is none."""
    groups = stands_for or {}
    within = entry.get("within")
    return Duty(
        id=entry["id"],
        treaty=entry["treaty"],
        articles=tuple(entry["articles"]),
        rules=tuple(entry["rules"]),
        message=entry["message"],
        form=Form(entry["form"]),
        protects=tuple(entry.get("protects", ())),
        conflict=entry.get("conflict", ""),
        starts=_kinds(entry.get("starts", ())),
        supposed_starts=_kinds(entry.get("supposed_starts", ())),
        within=Term(within.get("months", 0), within.get("days", 0)) if within else None,
        kept_by=_kinds(entry.get("kept_by", ())),
        least={
            _kinds(groups.get(name, [name])): count
            for name, count in entry.get("least", {}).items()
        },
        restarts=entry.get("restarts", False),
        broken_by=_kinds(entry.get("broken_by", ())),
        permits=entry.get("permits", False),
        lapses=entry.get("lapses", False),
        move=entry.get("move", ""),
        confidence=Confidence(entry.get("confidence", "high")),
    )


def _kinds(names: Any) -> tuple[EventKind, ...]:
    return tuple(EventKind(name) for name in names)
