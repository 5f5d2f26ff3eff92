"""A second, naive reading of the same tables, written without a look at the engine's code.

It steps through a state's dated rows one after another, with its own arithmetic, and knows only
rows that are dated to the day; where a row is not, the question is drawn again.
"""

from __future__ import annotations

import csv
import tomllib
from calendar import monthrange
from datetime import date, timedelta
from functools import cache

import numpy as np

from habeas.oversight import is_bound, shipped_world
from habeas.oversight.tables import data_path

QUESTIONS = 300
JOINS = {"ratification", "accession", "succession"}
ENDS = {"denunciation_notified", "cessation"}


@cache
def rows() -> list[dict[str, str]]:
    lines = data_path("actions.tsv").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line and not line.startswith("#")]
    return list(csv.DictReader(kept, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def treaties() -> dict[str, dict[str, object]]:
    table = tomllib.loads(data_path("treaties.toml").read_text(encoding="utf-8"))
    return {entry["id"]: entry for entry in table["treaty"]}


def later(day: date, rule: dict[str, object]) -> date:
    months = day.month - 1 + int(str(rule.get("months", 0)))
    year, month = day.year + months // 12, months % 12 + 1
    day = date(year, month, min(day.day, monthrange(year, month)[1]))
    day += timedelta(days=int(str(rule.get("days", 0))))
    if rule.get("roll"):
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return day


def naive(state: str, treaty: str, day: date, known: date) -> bool | None:
    """Bound or not; None where a row is not dated to the day, or a rule is beyond this reading."""
    entry = treaties()[treaty]
    mine = [row for row in rows() if row["state"] == state and row["treaty"] == treaty]
    mine = [row for row in mine if row["kind"] in JOINS | ENDS | {"denunciation_revoked"}]
    leave = entry["exit"]
    assert isinstance(leave, dict)
    if any(len(row["received"] or row["made"]) != 10 or row["effective"] for row in mine):
        return None
    if not mine or leave.get("follows") or any(row["confidence"] == "unverified" for row in mine):
        return None
    dated = sorted(
        (date.fromisoformat(row["received"] or row["made"]), row["kind"]) for row in mine
    )
    events: list[tuple[date, int]] = []
    for when, kind in dated:
        if when > known:
            continue
        if kind in JOINS:
            joins = entry["entry"]
            assert isinstance(joins, dict)
            in_force = entry["in_force"]
            assert isinstance(in_force, date)
            events.append((max(later(when, joins), in_force), 1))
        elif kind in ENDS and leave.get("possible", True):
            if leave.get("blocked_by") or leave.get("minimum_years"):
                return None
            events.append((later(when, leave), 0))
        elif kind == "denunciation_revoked":
            events.pop()
    if not events:  # Nothing known then: whether absence means no is not this reading's matter.
        return None
    inside = False
    for when, enters in sorted(events):
        if when <= day:
            inside = bool(enters)
    return inside


def test_both_readings_agree_on_random_questions() -> None:
    chance = np.random.default_rng(20261122)
    states = sorted({row["state"] for row in rows()})
    names = sorted(treaties())
    leavers = [row for row in rows() if row["kind"] in ENDS]
    world, asked, exits = shipped_world(), 0, 0
    while asked < QUESTIONS:
        if chance.random() < 0.3:
            row = leavers[int(chance.integers(len(leavers)))]
            state, treaty = row["state"], row["treaty"]
        else:
            state = states[int(chance.integers(len(states)))]
            treaty = names[int(chance.integers(len(names)))]
        day = date(1975, 1, 1) + timedelta(days=int(chance.integers(20_000)))
        known = day if chance.random() < 0.5 else date(2026, 11, 22)
        expected = naive(state, treaty, day, known)
        if expected is None:
            continue
        found = is_bound(world, state, treaty, day, known).truth.value
        assert found == ("yes" if expected else "no"), (state, treaty, day, known)
        asked += 1
        exits += any(row["state"] == state and row["treaty"] == treaty for row in leavers)
    assert exits > 20, "too few of the questions were about states that left"
