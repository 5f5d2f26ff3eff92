"""What was lost and gained between two days: doors, obligations, and what happened in fact.

Each door is asked on both days, with the act and the step on that very day; where the answers
differ, the day on which it turned is sought between them. Law and fact are never mixed: a door that
is open in law and refused in fact gives two changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from habeas.model import DateInterval, WrongUsage
from habeas.oversight.action import Confidence, lowest
from habeas.oversight.answer import LAW, Answer, Finding, Layer, Missing, Verdict
from habeas.oversight.asking import read_victim
from habeas.oversight.change import About, Change, ChangeKind, Nature, Turn
from habeas.oversight.door import Door, DoorKind, shipped_doors
from habeas.oversight.opening import open_doors
from habeas.oversight.places import find_place
from habeas.oversight.question import Question, Victim
from habeas.oversight.signature import signature_days, signature_duty
from habeas.oversight.status import is_bound
from habeas.oversight.territory import Place
from habeas.oversight.turning import points_of_door, points_of_treaty, turns
from habeas.oversight.world import Practice, World

_NOBODY = Victim()
_OPEN = frozenset({Verdict.YES, Verdict.CONDITIONAL})


# What an event of practice does to who could watch; refusals are told by the doors.
_EVENTS = {
    "no_member": ChangeKind.LOST,
    "not_executed": ChangeKind.LOST,
    "access_refused": ChangeKind.LOST,
    "suspended": ChangeKind.LOST,
    "mission": ChangeKind.GAINED,
    "public_statement": ChangeKind.CHANGED,
}
# The roles of dates on which a status begins or ends.
_DATES = ("party_from", "party_until", "earliest_exit", "declared", "declared_until")
_TOLD_BY_DOORS = frozenset({"access_refused", "suspended"})


def difference(
    world: World,
    state: str,
    *,
    before: date,
    after: date,
    place: Place | str | None = None,
    victim: Victim | str = _NOBODY,
    doors: Iterable[Door] | None = None,
) -> tuple[Change, ...]:
    """What a state's doors, obligations and practice lost or gained from one day to another.

    Place and victim may be given in the words that a question takes ("UA-14", "POW,UA"). With
    `doors`, those alone. Raises WrongUsage when the days are in the wrong order, InputRefused for
    a place that is none.
    """
    if after <= before:
        raise WrongUsage(
            f"{after} is not after {before}", remedy="give the earlier day first (before, --from)"
        )
    asked = shipped_doors() if doors is None else tuple(doors)
    question = _question(state, place, victim)
    found = [change for door in asked for change in _of_door(world, question, door, before, after)]
    if doors is None:
        found.extend(_of_treaties(world, state, before, after))
        found.extend(_of_practice(world, state, asked, before, after))
    order = {kind: number for number, kind in enumerate(ChangeKind)}
    return tuple(
        sorted(found, key=lambda c: (c.other_grounds, order[c.kind], c.when.first or before))
    )


def kept_doors(
    world: World,
    state: str,
    *,
    before: date,
    after: date,
    place: Place | str | None = None,
    victim: Victim | str = _NOBODY,
    doors: Iterable[Door] | None = None,
) -> tuple[str, ...]:
    """The doors open in law and not refused in fact on both days, asked as `difference` asks."""
    asked = shipped_doors() if doors is None else tuple(doors)
    question = _question(state, place, victim)
    open_on = []
    for day in (before, after):
        then = replace(question, act=DateInterval.on(day), step=day)
        answers = open_doors(world, then, asked)
        open_on.append({a.door for a in answers if a.verdict in _OPEN and not a.access_refused})
    return tuple(door.id for door in asked if door.id in open_on[0] & open_on[1])


def _question(state: str, place: Place | str | None, victim: Victim | str) -> Question:
    return Question(
        state,
        place=find_place(place) if isinstance(place, str) else place,
        victim=read_victim(victim) if isinstance(victim, str) else victim,
    )


def _of_door(
    world: World, question: Question, door: Door, before: date, after: date
) -> Iterator[Change]:
    memory: dict[date, Answer | None] = {}

    def answer(day: date) -> Answer | None:
        if day not in memory:
            asked = replace(question, act=DateInterval.on(day), step=day)
            memory[day] = next(iter(open_doors(world, asked, (door,))), None)
        return memory[day]

    if answer(before) is None:
        return
    points = tuple(points_of_door(world, question, door))

    def law_on(day: date) -> tuple[Verdict, tuple[str, ...]]:
        found = answer(day)
        return (found.verdict, _grounds(found)) if found else (Verdict.UNKNOWN, ())

    def refused_on(day: date) -> tuple[Verdict, tuple[str, ...]]:
        found = answer(day)
        rows = _refusals(found) if found else ()
        return (Verdict.NO if rows else Verdict.YES), rows

    steps = turns(law_on, points, before, after)
    if steps:
        last = answer(after)
        yield _change(
            About.DOOR,
            door.id,
            law_on(before)[0],
            tuple(_turn(day, verdict, rows, answer(day)) for day, (verdict, rows) in steps),
            body=door.body,
            unknown=last.unknown if last else (),
            confidence=last.confidence if last else Confidence.UNVERIFIED,
        )
    in_fact = turns(refused_on, points, before, after)
    if in_fact and refused_on(before)[0] is not refused_on(after)[0]:
        was_open = law_on(before)[0] in _OPEN
        yield _in_fact(world, door, refused_on(before)[0], in_fact, was_open=was_open)


def _of_treaties(world: World, state: str, before: date, after: date) -> Iterator[Change]:
    for treaty in world.treaties:
        points = (*points_of_treaty(world, state, treaty), *signature_days(world, state, treaty))
        for about, ask in ((About.OBLIGATION, is_bound), (About.SIGNATURE, signature_duty)):
            yield from _of_status(about, world, state, treaty, points, before, after, ask)


def _of_status(
    about: About,
    world: World,
    state: str,
    treaty: str,
    points: tuple[date, ...],
    before: date,
    after: date,
    ask: Callable[[World, str, str, date], Finding],
) -> Iterator[Change]:
    def truth_on(day: date) -> Verdict:
        return Verdict(ask(world, state, treaty, day).truth.value)

    steps = turns(truth_on, points, before, after)
    if steps:
        last = ask(world, state, treaty, after)
        told = []
        for day, verdict in steps:
            found = ask(world, state, treaty, day)
            told.append(Turn(day, verdict, found.rows, found.rules, _dated(found.dates, day)))
        yield _change(
            about,
            treaty,
            truth_on(before),
            tuple(told),
            unknown=last.missing,
            confidence=last.confidence,
        )


def _of_practice(
    world: World, state: str, doors: tuple[Door, ...], before: date, after: date
) -> Iterator[Change]:
    with_doors = {door.body for door in doors}
    for row in world.practice:
        begins = row.since.first or row.since.last
        told = row.kind in _TOLD_BY_DOORS and row.body in with_doors
        if row.state != state or row.kind not in _EVENTS or told or begins is None:
            continue
        if before < begins <= after:
            yield _event(row, begins)


def _event(row: Practice, begins: date) -> Change:
    kind = _EVENTS[row.kind]
    now = Verdict.NO if kind is ChangeKind.LOST else Verdict.YES
    was = Verdict.NO if kind is ChangeKind.GAINED else Verdict.YES
    return Change(
        About.EVENT,
        row.kind,
        Nature.FACT,
        kind,
        was,
        now,
        row.since,
        (Turn(begins, now, (row.id,)),),
        row.body,
        rows=(row.id,),
        confidence=row.confidence,
    )


def _change(
    about: About,
    name: str,
    before: Verdict,
    told: tuple[Turn, ...],
    *,
    unknown: tuple[Missing, ...],
    confidence: Confidence,
    body: str = "",
) -> Change:
    verdicts = [before, *(turn.verdict for turn in told)]
    after = verdicts[-1]
    kind = _kind(verdicts)
    return Change(
        about,
        name,
        Nature.LAW,
        kind,
        before,
        after,
        DateInterval.on(_telling(before, told, kind).day),
        told,
        body,
        other_grounds=len(set(verdicts)) == 1,
        rows=tuple(dict.fromkeys(row for turn in told for row in turn.rows)),
        rules=told[-1].rules,
        unknown=unknown,
        confidence=confidence,
    )


def _telling(before: Verdict, told: tuple[Turn, ...], kind: ChangeKind) -> Turn:
    """The turn that brought the change: the first that opened what was gained, else the last."""
    was = (before, *(turn.verdict for turn in told))
    moves = [turn for turn, old in zip(told, was, strict=False) if turn.verdict is not old]
    if kind is ChangeKind.GAINED:
        return next(turn for turn in moves if turn.verdict in _OPEN)
    return moves[-1] if moves else told[-1]


def _kind(verdicts: list[Verdict]) -> ChangeKind:
    before, after = verdicts[0], verdicts[-1]
    was_open, is_open = before in _OPEN, after in _OPEN
    if not was_open and (is_open or any(verdict in _OPEN for verdict in verdicts)):
        return ChangeKind.GAINED if after is not Verdict.NO else ChangeKind.CHANGED
    if after is Verdict.NO and before is not Verdict.NO:
        return ChangeKind.LOST
    return ChangeKind.CHANGED


def _in_fact(
    world: World,
    door: Door,
    before: Verdict,
    steps: tuple[tuple[date, tuple[Verdict, tuple[str, ...]]], ...],
    *,
    was_open: bool,
) -> Change:
    """A refusal takes a door away only from who had it; one shut in law before is but refused."""
    day, (verdict, _) = steps[-1]
    told = tuple(Turn(day, verdict, rows) for day, (verdict, rows) in steps)
    named = {row for turn in told for row in turn.rows}
    practice = [row for row in world.practice if row.id in named]
    lost = verdict is Verdict.NO
    kind = ChangeKind.LOST if lost else ChangeKind.GAINED
    kind = kind if was_open else ChangeKind.CHANGED
    since = practice[-1].since if lost and practice else DateInterval.on(day)
    return Change(
        About.DOOR,
        door.id,
        Nature.FACT,
        kind,
        before,
        verdict,
        since,
        told,
        door.body,
        rows=tuple(sorted(named)),
        confidence=lowest(*(row.confidence for row in practice)),
    )


def _turn(day: date, verdict: Verdict, rows: tuple[str, ...], answer: Answer | None) -> Turn:
    if answer is None:
        return Turn(day, verdict, rows)
    return Turn(day, verdict, rows, answer.rules, _dated(answer.dates, day))


def _dated(dates: Mapping[str, date | None], day: date) -> date | None:
    """The date in law nearest before a turn: a treaty may still count the day of effect."""
    named = (dates.get(role) for role in _DATES)
    return max((found for found in named if found and found <= day), default=None)


def _grounds(answer: Answer) -> tuple[str, ...]:
    rows = (row for found in answer.findings if found.layer in LAW for row in found.rows)
    return tuple(sorted(set(rows)))


def _refusals(answer: Answer) -> tuple[str, ...]:
    """Rows that say access is refused; a request by letter needs no access."""
    if answer.kind == DoorKind.URGENT.value:
        return ()
    layer = answer.layers.get(Layer.PRACTICE)
    findings = layer.findings if layer else ()
    refused = (found for found in findings if found.key == "practice.access_refused")
    return tuple(sorted({row for found in refused for row in found.rows}))
