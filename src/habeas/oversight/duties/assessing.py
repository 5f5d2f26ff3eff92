"""The duties towards one person: which are owed, by when, which were kept.

    found = assess(world, CustodyFacts(person="P1", status="POW", holder="RU", events=…), on=day)

What is not told stays unknown: that no card is on record is no breach, until the facts say that
they are whole or that the card came late.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from habeas.oversight.action import Confidence, lowest
from habeas.oversight.answer import Missing
from habeas.oversight.duties.again import repeated
from habeas.oversight.duties.clock import clocks
from habeas.oversight.duties.duty import Duty, Form, shipped_duties
from habeas.oversight.duties.facts import CustodyFacts
from habeas.oversight.duties.finding import DutyFinding, Reckoning
from habeas.oversight.duties.moves import forbidden_moves
from habeas.oversight.jurisdiction import at_war
from habeas.oversight.status import is_bound
from habeas.oversight.truth import Truth, every
from habeas.oversight.world import World


@dataclass(frozen=True, slots=True)
class _Owed:
    """Whether a duty is owed at all, and on what that rests."""

    truth: Truth
    key: str = ""
    missing: tuple[Missing, ...] = ()
    rows: tuple[str, ...] = ()
    confidence: Confidence = Confidence.HIGH


def assess(
    world: World, facts: CustodyFacts, *, on: date, duties: Iterable[Duty] | None = None
) -> tuple[DutyFinding, ...]:
    """Every duty towards the person on a day, in the order of the table; one for each clock.

    Duties that protect persons of another status are left out; those of a treaty that does not
    bind the holding state are not, and are `owed` "no".
    """
    told = replace(facts, events=tuple(item for item in facts.events if item.earliest <= on))
    return tuple(
        _finding(world, duty, told, reckoning, on)
        for duty in (shipped_duties() if duties is None else duties)
        if not duty.protects or not told.status or told.status in duty.protects
        for reckoning in _reckonings(world, duty, told, on)
    )


def _reckonings(
    world: World, duty: Duty, facts: CustodyFacts, on: date
) -> Iterator[Reckoning] | tuple[Reckoning, ...]:
    if duty.form is Form.ONCE:
        return clocks(duty, facts, on)
    if duty.form is Form.REPEATED:
        return (repeated(duty, facts, on),)
    return (forbidden_moves(world, duty, facts, on),)


def _finding(
    world: World, duty: Duty, facts: CustodyFacts, found: Reckoning, on: date
) -> DutyFinding:
    owed = _owed(world, duty, facts, found, on)
    breached = every((owed.truth, found.breached))
    sure = owed.truth is Truth.NO or (breached is not Truth.UNKNOWN)
    late = found.late if breached is not Truth.NO else None
    rules = [world.rules[rule].confidence for rule in duty.rules if rule in world.rules]
    return DutyFinding(
        duty.id,
        duty.treaty,
        duty.articles,
        duty.message,
        facts.person,
        facts.holder,
        owed.truth,
        breached,
        owed.key or found.key,
        found.start,
        found.due,
        found.kept,
        overdue=found.key in _OVERDUE and owed.truth is not Truth.NO,
        days_late=late,
        periods=found.periods,
        short=found.short,
        values=found.values,
        missing=() if sure else (*owed.missing, *found.missing),
        rules=duty.rules,
        rows=tuple(dict.fromkeys((*owed.rows, *found.rows))),
        confidence=lowest(duty.confidence, *rules, owed.confidence, found.confidence),
        references=found.references,
    )


_OVERDUE = frozenset({"none_came", "none_on_record", "too_few_on_record"})


def _owed(world: World, duty: Duty, facts: CustodyFacts, found: Reckoning, on: date) -> _Owed:
    parts = [_bound(world, duty, facts, found, on)]
    if duty.protects:
        parts.append(_status(duty, facts))
    if duty.conflict:
        parts.append(_at_war(world, duty, facts, found, on))
    if found.supposed:
        missing = tuple(Missing(f"{facts.person}:{kind}") for kind in duty.starts)
        parts.append(_Owed(Truth.UNKNOWN, missing=missing))
    truth = every(part.truth for part in parts)
    telling = [part for part in parts if part.truth is truth]
    return _Owed(
        truth,
        next((part.key for part in telling if part.key), "") if truth is Truth.NO else "",
        tuple(item for part in telling for item in part.missing),
        tuple(row for part in telling for row in part.rows),
        lowest(*(part.confidence for part in telling)),
    )


def _day(found: Reckoning, on: date) -> date:
    start = found.start
    return min((start and (start.first or start.last)) or on, on)


def _bound(world: World, duty: Duty, facts: CustodyFacts, found: Reckoning, on: date) -> _Owed:
    if not facts.holder:
        return _Owed(Truth.UNKNOWN, missing=(Missing(f"{facts.person}:holder"),))
    bound = is_bound(world, facts.holder, duty.treaty, _day(found, on))
    return _Owed(bound.truth, "not_bound", bound.missing, bound.rows, bound.confidence)


def _status(duty: Duty, facts: CustodyFacts) -> _Owed:
    if not facts.status:
        return _Owed(Truth.UNKNOWN, missing=(Missing(f"{facts.person}:status"),))
    return _Owed(Truth.of(facts.status in duty.protects), "other_status")


def _at_war(world: World, duty: Duty, facts: CustodyFacts, found: Reckoning, on: date) -> _Owed:
    """A conflict of that kind with the person's own state; unknown while a side is."""
    if not facts.holder or not facts.nationality:
        return _Owed(Truth.UNKNOWN, missing=(Missing(f"{facts.person}:nationality"),))
    truth, rows, confidence = at_war(
        world, facts.holder, facts.nationality, _day(found, on), duty.conflict
    )
    missing = (Missing(f"{facts.holder}:conflict:{duty.conflict}"),)
    return _Owed(truth, "no_conflict", missing if truth is Truth.UNKNOWN else (), rows, confidence)
