"""Moves that are forbidden in themselves: out of occupied territory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from habeas.model import DateInterval
from habeas.oversight.answer import Missing
from habeas.oversight.duties.duty import Duty
from habeas.oversight.duties.facts import PLACING, CustodyEvent, CustodyFacts, EventKind
from habeas.oversight.duties.finding import Reckoning
from habeas.oversight.jurisdiction import reach
from habeas.oversight.territory import Place
from habeas.oversight.truth import Truth, every
from habeas.oversight.world import World


@dataclass(frozen=True, slots=True)
class _Move:
    """From one place to another; `ordered`: whether the first surely came first."""

    before: CustodyEvent
    after: CustodyEvent
    origin: Place
    goal: Place
    ordered: Truth


def forbidden_moves(world: World, duty: Duty, facts: CustodyFacts, on: date) -> Reckoning:
    """The move out of occupied territory of which most is known; unknown where none is told."""
    found = [_judged(world, facts, move, on) for move in _out_of_a_country(facts, on)]
    if not found:
        return Reckoning(
            Truth.UNKNOWN,
            "no_move_on_record",
            start=facts.begun,
            missing=(Missing(f"{facts.person}:places"),),
        )
    return min(found, key=lambda one: _PREFERRED.index(one.breached))


_PREFERRED = (Truth.YES, Truth.UNKNOWN, Truth.NO)


def _out_of_a_country(facts: CustodyFacts, on: date) -> Iterator[_Move]:
    placed = [
        event
        for event in facts.of(*PLACING)
        if event.place and event.place.country and event.when and event.earliest <= on
    ]
    # Where somebody was taken comes first, whatever the dates of the sightings say.
    placed.sort(key=lambda event: event.kind is not EventKind.CAPTURED)
    for before, after in pairwise(placed):
        origin, goal = before.place, after.place
        if origin is None or goal is None or origin.country == goal.country:
            continue
        sure = before.kind is EventKind.CAPTURED or before.latest <= after.earliest
        yield _Move(before, after, origin, goal, Truth.YES if sure else Truth.UNKNOWN)


def _judged(world: World, facts: CustodyFacts, move: _Move, on: date) -> Reckoning:
    """Whether the origin was occupied by the holding state on the day the person was there."""
    day = (move.before.when or DateInterval.on(on)).first or move.before.latest
    references = tuple(filter(None, (move.before.reference, move.after.reference)))
    values = {
        "origin": move.origin.name,
        "goal": move.goal.name,
        "date": str(move.after.when or ""),
    }
    if not facts.holder:
        return Reckoning(
            Truth.UNKNOWN,
            "moved_abroad",
            kept=None,
            start=move.before.when,
            missing=(Missing(f"{facts.person}:holder"),),
            values=values,
            references=references,
        )
    if facts.holder == move.origin.country:
        return Reckoning(
            Truth.NO, "not_occupied", move.before.when, values=values, references=references
        )
    found = reach(world, facts.holder, move.origin, day)
    # Of a country alone nobody can say whether the very place was occupied.
    placed = move.origin.region or move.origin.controller
    controlled = found.controls if placed and not found.open_part else Truth.UNKNOWN
    breached = every((controlled, move.ordered))
    missing = (
        (Missing(f"{move.origin.region or move.origin.country}:controller"),)
        if breached is Truth.UNKNOWN
        else ()
    )
    key = {Truth.YES: "moved_out", Truth.NO: "not_occupied", Truth.UNKNOWN: "moved_abroad"}
    return Reckoning(
        breached,
        key[breached],
        move.before.when,
        missing=missing,
        values=values,
        rows=found.rows,
        confidence=found.confidence,
        references=references,
    )
