"""Leaving (or joining) a treaty, step by step, as known on a day.

    steps at home ──▶ instrument ──▶ received ──▶ notice ──▶ effective ──▶ what survives
    (no effect abroad)              (clock starts) (bound in full)

The acts of offices come from the procedures on record, or else from the general stages; the acts
of the state towards the treaty from the table of actions; every day that follows from a rule is
computed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from habeas.model import DateInterval
from habeas.oversight.action import CONSENTS, EXITS, lowest
from habeas.oversight.answer import Verdict
from habeas.oversight.dates import moved
from habeas.oversight.door import shipped_doors
from habeas.oversight.leaving.course import Standing, Threshold, Timeline, TimelineStep
from habeas.oversight.leaving.exit import SUPPOSED, Notice, exit_effect, notices
from habeas.oversight.leaving.procedure import (
    Direction,
    Procedure,
    Stage,
    general_procedure,
    procedures,
)
from habeas.oversight.leaving.steps import (
    Course,
    Placed,
    comes_with_membership,
    home_steps,
    joining_steps,
    leaving_steps,
)
from habeas.oversight.leaving.threshold import thresholds
from habeas.oversight.leaving.withdrawal import withdrawal_steps, withdrawn_on
from habeas.oversight.status import is_bound
from habeas.oversight.supposing import find_treaty, with_notice
from habeas.oversight.treaty import Treaty
from habeas.oversight.truth import Truth
from habeas.oversight.turning import every_need
from habeas.oversight.world import World


def timeline(
    world: World,
    state: str,
    treaty: str,
    *,
    known: date | None = None,
    received: DateInterval | None = None,
) -> Timeline:
    """The course of a state's leaving or joining a treaty, as known on a day.

    `received` supposes that the depositary had a notice then. Raises WrongUsage for a treaty that
    is none.
    """
    rule = find_treaty(world, treaty)
    if received is not None:
        world = _supposing(world, state, rule.id, received)
    day = known or world.as_of
    direction = _direction(world, state, rule.id, day, supposed=received is not None)
    procedure = _procedure(state, rule.id, direction)
    course = Course(world, state, rule, procedure, day, known)
    frame = Timeline(
        state=state,
        treaty=rule.id,
        direction=procedure.direction,
        procedure=procedure.id,
        known=day,
        as_of=world.as_of,
        article=procedure.article,
        supposed=received,
        remarks=procedure.remarks,
        depositary=rule.depositary,
    )
    bound = is_bound(world, state, rule.id, day, known)
    frame = replace(frame, bound=bound.truth, party_from=bound.dates.get("party_from"))
    # The general stages at home are those of a state that chooses to leave.
    expelled = False
    if procedure.article:
        steps = list(withdrawal_steps(course))
        frame = replace(frame, effective=withdrawn_on(course))
    elif procedure.direction is Direction.JOINING:
        steps = list(joining_steps(course))
        frame = replace(frame, rules=rule.entry_rules)
    else:
        on_record = notices(world, state, rule.id, known)
        with_membership = [comes_with_membership(course, notice) for notice in on_record]
        expelled = not procedure.id and bool(on_record) and all(with_membership)
        steps = list(leaving_steps(course, on_record))
        frame = _with_exit(frame, course, on_record)
    if not expelled:
        steps = [*home_steps(course, _instrument(steps)), *steps]
    ordered = _in_order(steps)
    told = [step.confidence for step in ordered if step.row]
    return replace(frame, steps=ordered, confidence=lowest(frame.confidence, *told))


def _supposing(world: World, state: str, treaty: str, received: DateInterval) -> World:
    """A supposed receipt is looked at on whatever day of knowledge is asked about."""
    supposed = with_notice(world, state, treaty, received)
    rows = [row for row in supposed.of(state, treaty) if row.source == SUPPOSED]
    return supposed.with_actions(replace(row, known=date.min) for row in rows)


def _direction(world: World, state: str, treaty: str, day: date, *, supposed: bool) -> Direction:
    recorded = [p for p in procedures() if state in p.states and p.treaty == treaty]
    if supposed:
        return Direction.LEAVING
    if recorded:
        return recorded[-1].direction
    rows = world.of(state, treaty)
    takes_part = any(row.kind in CONSENTS | EXITS for row in rows)
    if takes_part or is_bound(world, state, treaty, day).truth is Truth.YES:
        return Direction.LEAVING
    return Direction.JOINING


def _procedure(state: str, treaty: str, direction: Direction) -> Procedure:
    for procedure in reversed(procedures()):
        about_this = state in procedure.states and procedure.treaty == treaty
        if about_this and procedure.direction is direction:
            return procedure
    return general_procedure(direction)


def _with_exit(frame: Timeline, course: Course, on_record: tuple[Notice, ...]) -> Timeline:
    """What the exit does: its earliest day, the last day of use, what survives it."""
    rule = course.treaty
    last = on_record[-1] if on_record else None
    stands = last is not None and last.effect.possible is not Truth.NO
    if last is not None and stands and not (frame.bound is Truth.YES and _over(last, course.day)):
        effect = last.effect
        in_use = effect.effective
    else:
        in_use = None
        # None on record, or it came to nothing, or the state came back: one received today.
        received = DateInterval(course.day, None)
        effect = exit_effect(course.world, course.state, rule.id, received, course.known)
    ended = last.effect.effective if last is not None else None
    return replace(
        frame,
        possible=effect.possible,
        reason=effect.reason,
        blocked_by=effect.blocked_by,
        earliest_end=effect.effective.first if effect.effective else None,
        counted_from=effect.received,
        effective=ended,
        last_day=_last_day(in_use, rule),
        last_day_of=_limited(rule.id),
        covered=_covered(last, rule),
        thresholds=_table(last, course),
        survival=rule.survival,
        conditions=effect.conditions,
        rules=effect.rules,
        exit_article=effect.article,
        confidence=effect.confidence,
    )


def _over(notice: Notice, day: date) -> bool:
    return notice.effect.by(day) is Verdict.YES


def _last_day(ended: DateInterval | None, rule: Treaty) -> DateInterval | None:
    """The last day on which something new may be brought: of effect, or the one before."""
    if ended is None or rule.exit.last_day_counts:
        return ended
    return moved(ended, lambda day: day - timedelta(days=1))


@cache
def _limited(treaty: str) -> str:
    """What must fall before the exit: the step, where a door asks whether the state is bound then;
    the act alone, where every door looks only at when it happened.
    """
    tests = {
        need.test
        for door in shipped_doors()
        for need in every_need(door.needs)
        if need.treaty == treaty and not need.article and need.of != "complainant"
    }
    return "act" if tests and "bound" not in tests else "step"


def _covered(notice: Notice | None, rule: Treaty) -> DateInterval | None:
    """The time as a party that a settled exit leaves behind."""
    if notice is None or notice.ends is None:
        return None
    last = _last_day(notice.effect.effective, rule)
    if last is None or last.first is None or last.first != last.last:
        return None
    first = notice.ends.start.first
    return DateInterval(first, last.last) if first is None or first <= last.first else None


def _table(notice: Notice | None, course: Course) -> tuple[Threshold, ...]:
    """What an unknown day of receipt would mean, for the months in which it may lie."""
    if notice is None or notice.effect.effective is None or notice.row.effective is not None:
        return ()
    since = notice.ends.start.first if notice.ends else None

    def leaves(received: DateInterval) -> DateInterval:
        return course.treaty.leaves(received, since)

    return thresholds(notice.effect.received, course.day, leaves)


def _instrument(steps: list[Placed]) -> Standing:
    """An instrument that came in was sent; of one that has not, nothing more is known."""
    came_in = [step.standing for _, step in steps if step.stage is Stage.RECEIVED]
    return came_in[-1] if came_in else Standing.NOT_REACHED


def _in_order(placed: list[Placed]) -> tuple[TimelineStep, ...]:
    """By day; a step without one stays behind the step it follows."""
    keyed: list[tuple[date, int, TimelineStep]] = []
    reached_day = date.min
    for number, (day, step) in enumerate(placed):
        reached_day = day or reached_day
        keyed.append((reached_day, number, step))
    return tuple(step for _, _, step in sorted(keyed, key=lambda entry: entry[:2]))
