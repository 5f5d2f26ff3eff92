"""The tables that the room comes with, read once into a `World`.

Tables of rows are tab-separated files, rules with parts are TOML; each says where it comes from.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from habeas.language import listed, table_rows
from habeas.oversight.action import Action, ActionKind, Confidence
from habeas.oversight.spans import read_when
from habeas.oversight.treaty import Exit, Moment, Roll, Term, Treaty
from habeas.oversight.world import Completeness, Rule, World, grouped

# The day to which the tables were gathered; a later edition of them changes this line.
AS_OF = date(2026, 11, 22)


def data_path(name: str) -> Path:
    """Where a table of this room lies."""
    return Path(str(files("habeas.oversight"))) / "data" / name


@cache
def shipped_world() -> World:
    """Everything that the room comes with. Read once; a world is never changed."""
    from habeas.oversight.jurisdiction import armed_conflicts, control_rows
    from habeas.oversight.mandates import mandates
    from habeas.oversight.practice import practice_rows

    return World(
        as_of=AS_OF,
        treaties={treaty.id: treaty for treaty in _treaties()},
        actions=grouped(_actions()),
        rules={rule.id: rule for rule in _rules()},
        completeness={(row.treaty, row.article): row for row in _completeness()},
        control=control_rows(),
        conflicts=armed_conflicts(),
        mandates=mandates(),
        practice=practice_rows(),
    )


def read_toml(name: str) -> Mapping[str, Any]:
    """One TOML file of this room's data."""
    return tomllib.loads(data_path(name).read_text(encoding="utf-8"))


def action_of(row: Mapping[str, str]) -> Action:
    """One row of a table of actions; ValueError for a kind, confidence or date that is none."""
    known = read_when(row["known"])
    return Action(
        id=row["id"],
        state=row["state"],
        treaty=row["treaty"],
        kind=ActionKind(row["kind"]),
        article=row["article"],
        effect=row["effect"],
        made=read_when(row["made"]),
        received=read_when(row["received"]),
        effective=read_when(row["effective"]),
        end=read_when(row["end"]),
        known=known.first if known else None,
        source=row["source"],
        confidence=Confidence(row["confidence"]),
        note=row["note"],
    )


def treaty_of(entry: Mapping[str, Any]) -> Treaty:
    """One entry of a file of treaties, as `data/treaties.toml` shows them."""
    return Treaty(
        id=entry["id"],
        name=entry["name"],
        in_force=entry["in_force"],
        adopted=entry.get("adopted"),
        aliases=tuple(entry.get("aliases", ())),
        depositary=entry.get("depositary", ""),
        entry=_term(entry.get("entry", {})),
        entry_article=entry.get("entry", {}).get("article", ""),
        entry_rules=tuple(entry.get("entry", {}).get("rules", ())),
        exit=_exit(entry.get("exit", {})),
        survival=entry.get("survival", ""),
        universal_since=entry.get("universal_since"),
        confidence=Confidence(entry.get("confidence", "high")),
        source=entry.get("source", ""),
    )


def _treaties() -> Iterator[Treaty]:
    table = read_toml("treaties.toml")
    for entry in table["treaty"]:
        yield replace(treaty_of(entry), signature_rules=tuple(table["signature_rules"]))


def _term(entry: Mapping[str, Any]) -> Term:
    return Term(entry.get("months", 0), entry.get("days", 0), Roll(entry.get("roll", "none")))


def _exit(entry: Mapping[str, Any]) -> Exit:
    return Exit(
        possible=entry.get("possible", True),
        article=entry.get("article", ""),
        term=_term(entry),
        minimum_years=entry.get("minimum_years", 0),
        blocked_by=entry.get("blocked_by", ""),
        blocked_at=Moment(entry.get("blocked_at", "notice")),
        follows=entry.get("follows", ""),
        follows_after=_term(entry.get("follows_after", {})),
        last_day_counts=entry.get("last_day_counts", False),
        rules=tuple(entry.get("rules", ())),
    )


def _actions() -> Iterator[Action]:
    return (action_of(row) for row in table_rows(data_path("actions.tsv")))


def _rules() -> Iterator[Rule]:
    for name, entry in read_toml("rules.toml").items():
        yield Rule(
            name,
            entry["treaty"],
            entry["article"],
            entry["says"],
            Confidence(entry["confidence"]),
            entry["checked"],
        )


def _completeness() -> Iterator[Completeness]:
    for row in table_rows(data_path("completeness.tsv")):
        until, withdrawals = read_when(row["until"]), read_when(row["withdrawals_until"])
        yield Completeness(
            row["treaty"],
            row["article"],
            row["absence"] == "no",
            until.last if until else None,
            listed(row["doubtful"]),
            withdrawals.last if withdrawals else None,
            row["source"],
            row["note"],
        )
