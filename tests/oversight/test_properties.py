"""What must hold whatever the rows say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.model import DateInterval
from habeas.oversight import (
    Action,
    ActionKind,
    Answer,
    Confidence,
    Question,
    Verdict,
    World,
    is_bound,
    open_door,
    shipped_world,
)
from habeas.oversight.action import CONSENTS, EXITS
from habeas.oversight.answer import LAW
from habeas.oversight.door import Door, shipped_doors
from habeas.oversight.states import states
from habeas.oversight.status import last_day_before
from habeas.oversight.treaty import Roll, Term
from habeas.oversight.truth import Truth, every, some

DAYS = st.dates(date(1985, 1, 1), date(2030, 12, 31))
STATES = st.sampled_from(sorted(states()))
TREATIES = st.sampled_from(sorted(shipped_world().treaties))
DOORS = st.sampled_from(shipped_doors())
OPEN = {Verdict.YES, Verdict.CONDITIONAL}
ROWS = st.sampled_from(
    [
        row
        for rows in shipped_world().actions.values()
        for row in rows
        if row.kind in {*CONSENTS, *EXITS}
        and row.counted_from
        and not row.effective
        and row.counted_from.first == row.counted_from.last
    ]
)
TRUTHS = st.sampled_from(list(Truth))
TERMS = st.builds(Term, st.integers(0, 24), st.integers(0, 90), st.sampled_from(list(Roll)))


def asked(world: World, door: Door, state: str, day: date, act: date) -> Answer:
    question = Question(state, DateInterval.on(act), day)
    return open_door(world, question, door)


@given(STATES, TREATIES, DAYS, DAYS, DAYS, DOORS)
@settings(max_examples=150, deadline=None)
def test_an_exit_never_opens_a_door_that_needs_the_treaty(
    state: str, treaty: str, received: date, day: date, act: date, door: Door
) -> None:
    """Doors that ask for the absence of a declaration are the exception by nature: left aside."""
    if any(need.test == "not_declared" and need.treaty == treaty for need in door.needs):
        return
    world = shipped_world()
    notice = Action(
        "left", state, treaty, ActionKind.DENUNCIATION_NOTIFIED, received=DateInterval.on(received)
    )
    before = asked(world, door, state, day, act).verdict
    after = asked(world.with_actions([notice]), door, state, day, act).verdict

    assert after not in OPEN or before in OPEN | {Verdict.UNKNOWN}


@given(STATES, TREATIES, DAYS, DAYS, st.integers(0, 3000))
@settings(max_examples=300, deadline=None)
def test_knowing_later_changes_a_past_only_through_a_new_action(
    state: str, treaty: str, day: date, known: date, days: int
) -> None:
    world, later = shipped_world(), known + timedelta(days=days)
    new = set(world.of(state, treaty, later)) - set(world.of(state, treaty, known))
    follows = world.treaties[treaty].exit.follows
    if follows:
        new |= set(world.of(state, follows, later)) - set(world.of(state, follows, known))
    first = is_bound(world, state, treaty, day, known)
    second = is_bound(world, state, treaty, day, later)

    assert new or first.truth is second.truth


@given(STATES, DAYS, DOORS, st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_doubting_a_row_never_makes_an_answer_surer_of_yes(
    state: str, day: date, door: Door, chance: object
) -> None:
    world = shipped_world()
    before = asked(world, door, state, day, day)
    doubted = [
        replace(row, confidence=Confidence.UNVERIFIED)
        for (owner, _), rows in world.actions.items()
        if owner == state
        for row in rows
        if row.kind in {ActionKind.RATIFICATION, ActionKind.ACCESSION, ActionKind.SUCCESSION}
    ]
    after = asked(world.with_actions(doubted), door, state, day, day)

    assert after.verdict is not Verdict.YES or before.verdict is Verdict.YES
    resting = [row for layer in LAW if layer in after.layers for row in _rows(after, layer)]
    if after.verdict is Verdict.YES:
        assert not {row.id for row in doubted} & set(resting), "a yes rests on a row in doubt"


def _rows(answer: Answer, layer: object) -> list[str]:
    return [
        row
        for kind, found in answer.layers.items()
        if kind is layer
        for finding in found.findings
        if finding.truth is Truth.YES and finding.key.startswith("bound")
        for row in finding.rows
    ]


@given(ROWS, DAYS, DAYS)
@settings(max_examples=200, deadline=None)
def test_a_date_erased_or_blurred_never_turns_an_answer_round(
    row: Action, day: date, around: date
) -> None:
    """What was yes may become unknown, and what was no too; neither becomes the other."""
    world = shipped_world()
    before = is_bound(world, row.state, row.treaty, day).truth
    first, last = (
        sorted((around, row.counted_from.first or around)) if row.counted_from else (around, around)
    )
    for blurred in (
        replace(row, made=None, received=None, known=row.known_from),
        replace(row, made=None, received=DateInterval(first, last), known=row.known_from),
    ):
        after = is_bound(world.with_actions([blurred]), row.state, row.treaty, day).truth
        assert after in {before, Truth.UNKNOWN}


@given(STATES, DAYS, DAYS, DOORS)
@settings(max_examples=100, deadline=None)
def test_an_empty_world_gives_no_treaty_a_confident_yes(
    state: str, day: date, act: date, door: Door
) -> None:
    shipped = shipped_world()
    treaties = {
        name: replace(treaty, universal_since=None) for name, treaty in shipped.treaties.items()
    }
    empty = World(shipped.as_of, treaties, {}, rules=shipped.rules)
    needs_treaty = any(need.test in {"bound", "declared"} for need in door.needs)

    assert not needs_treaty or asked(empty, door, state, day, act).verdict not in OPEN


@given(TERMS, DAYS)
def test_the_last_receipt_is_the_last_one_that_has_run(term: Term, day: date) -> None:
    last = last_day_before(term.after, day)

    assert last is not None
    assert term.after(last) <= day < term.after(last + timedelta(days=1))


@given(st.lists(TRUTHS), st.lists(TRUTHS))
def test_three_values_obey_the_laws_of_logic(one: list[Truth], two: list[Truth]) -> None:
    assert ~every(one) is some(~value for value in one)
    assert every([*one, *two]) is every([every(one), every(two)])
    assert some([*one, *two]) is some([some(one), some(two)])
    assert ~~every(one) is every(one)
