"""Questions as people put them: words and dates in, one reply out.

    reply = ask(state="RU", place="UA-14", act="2023-05-01", step="2026-11-22", body="CAT-22")
    reply.verdict, reply.answers[0].conditions

A question may name several states, acts or steps at once ("sent on the 7th, or on the 8th?"): each
is answered, and where the answers differ the reply says that it depends on which.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from habeas.model import DateInterval, InputRefused, WrongUsage
from habeas.oversight.answer import Answer, Layer, LayerAnswer, Verdict
from habeas.oversight.door import Door, find_doors, matters, shipped_doors
from habeas.oversight.jurisdiction import states_over
from habeas.oversight.opening import open_door, open_doors
from habeas.oversight.places import find_place
from habeas.oversight.question import Question, Victim
from habeas.oversight.requirements import Need
from habeas.oversight.requirements.within_limit import limits
from habeas.oversight.spans import read_when
from habeas.oversight.states import find_state
from habeas.oversight.status import is_bound
from habeas.oversight.supposing import find_treaty
from habeas.oversight.tables import shipped_world
from habeas.oversight.territory import Place
from habeas.oversight.world import World

When = str | date | DateInterval | None

_BEST = (Verdict.YES, Verdict.CONDITIONAL, Verdict.UNKNOWN, Verdict.NO)
_STATUSES = {
    "pow": "POW",
    "prisonerofwar": "POW",
    "prisoner": "POW",
    "soldier": "POW",
    "civilian": "civilian",
    "civil": "civilian",
    "detainee": "civilian",
}


@dataclass(frozen=True, slots=True)
class Reply:
    """The answers to one question, door by door, and the verdict over all of them.

    `asked` counts the questions it stood for; `world` is what the answers rest on.
    """

    verdict: Verdict
    answers: tuple[Answer, ...]
    world: World
    asked: int = 1


def ask(
    *,
    state: str | Sequence[str] = "",
    place: str = "",
    act: When | Sequence[When] = None,
    step: When | Sequence[When] = None,
    known: When = None,
    victim: str = "",
    suspect: str = "",
    complainant: str = "",
    matter: str = "",
    body: str = "",
    treaty: str = "",
    facts: Mapping[str, str | date] | None = None,
    world: World | None = None,
) -> Reply:
    """Answer a question about one body or door, one treaty, or (neither named) all doors.

    Dates are ISO (`2023`, `2023-05`, `2023-05-01`, `2022-07-10..2023-01-15`), states and places
    codes or names. Without a state, every state whose law may reach the place is asked about.
    Raises InputRefused or WrongUsage naming what was not understood.
    """
    world = world or shipped_world()
    if body and treaty:
        raise WrongUsage("a question is about a body or a treaty", remedy="leave one of them out")
    where = find_place(place) if place else None
    states = [find_state(name) for name in _several(state) if name]
    if not states:
        states = _states_over(world, where, when(_several(act)[0], "act"))
    questions = [
        Question(
            state=one_state,
            act=when(one_act, "act"),
            step=day(one_step, "step"),
            known=day(known, "known"),
            place=where,
            victim=read_victim(victim),
            suspect=find_state(suspect) if suspect else "",
            complainant=find_state(complainant) if complainant else "",
            matter=_matter(matter),
            facts=read_facts(facts or {}),
        )
        for one_state, one_act, one_step in product(states, _several(act), _several(step))
    ]
    replies = [_answered(world, question, body, treaty) for question in questions]
    outcomes = {_outcome(answers) for answers in replies}
    verdict = outcomes.pop()[0] if len(outcomes) == 1 else Verdict.CONDITIONAL
    return Reply(verdict, tuple(a for found in replies for a in found), world, len(questions))


def doors(*, world: World | None = None, **question: object) -> tuple[Answer, ...]:
    """Every door for one question; the words of `ask`, without a body or treaty."""
    return ask(world=world, **question).answers  # type: ignore[arg-type]  # checked by `ask` itself


def when(value: When, name: str) -> DateInterval | None:
    """An interval from what a caller may write. Raises WrongUsage naming the option."""
    if value is None or isinstance(value, DateInterval):
        return value
    if isinstance(value, date):
        return DateInterval.on(value)
    try:
        return read_when(value)
    except ValueError as error:
        raise WrongUsage(
            f"--{name}: {error}",
            remedy="write 2023, 2023-05, 2023-05-01 or 2022-07-10..2023-01-15",
        ) from error


def day(value: When, name: str) -> date | None:
    """One day from what a caller may write; a month or year is refused, since it names none."""
    found = when(value, name)
    if found is None:
        return None
    if found.first is None or found.first != found.last:
        raise WrongUsage(f"--{name}: {value} is not one day", remedy="write it as 2026-11-22")
    return found.first


def read_victim(words: str) -> Victim:
    """A status and a nationality, in either order: "POW,UA", "civilian", "Ukraine"."""
    status = nationality = ""
    for word in filter(None, (part.strip() for part in words.split(","))):
        key = "".join(filter(str.isalpha, word.casefold()))
        if key in _STATUSES:
            status = _STATUSES[key]
        else:
            nationality = _nationality(word)
    return Victim(status, nationality)


def _nationality(word: str) -> str:
    try:
        return find_state(word)
    except InputRefused as error:
        raise WrongUsage(
            f"{word!r} is neither a status nor a state",
            remedy="write POW or civilian, a state, or both: POW,UA",
        ) from error


def read_facts(facts: Mapping[str, str | date]) -> dict[str, str | date]:
    """What the asker knows of the case, dates read. Raises WrongUsage for a fact of no door."""
    known, dated = fact_names()
    found: dict[str, str | date] = {}
    for name, value in facts.items():
        if name in dated:
            told = day(value, name)
            if told is not None:
                found[name] = told
        elif name in known:
            _check_value(name, str(value), known[name])
            found[name] = str(value)
        else:
            names = ", ".join(sorted({*known, *dated}))
            raise WrongUsage(f"no door asks for a fact called {name!r}", remedy=f"use {names}")
    return found


def fact_names() -> tuple[dict[str, frozenset[str]], frozenset[str]]:
    """The facts that doors ask for, with their values (none: free), and those that are days."""
    known: dict[str, set[str]] = {
        "pending_before": set(),
        "examined_by": set(),
        "element_in": set(),
    }
    for need in _needs(need for door in shipped_doors() for need in door.needs):
        if need.test == "case_fact":
            values = {*need.values.get("yes", ()), *need.values.get("no", ())}
            known.setdefault(need.values["fact"], set()).update(values)
    dated = {
        clock
        for rows in limits().values()
        for limit in rows
        for clock in limit.clocks
        if clock not in {"act_start", "act_end"}
    }
    return {name: frozenset(values) for name, values in known.items()}, frozenset(dated)


def _matter(word: str) -> str:
    if word and word not in matters():
        raise WrongUsage(f"no door hears {word!r}", remedy=f"use one of {', '.join(matters())}")
    return word


def _check_value(name: str, value: str, allowed: frozenset[str]) -> None:
    if allowed and value not in allowed:
        raise WrongUsage(
            f"{name} cannot be {value!r}", remedy=f"use one of {', '.join(sorted(allowed))}"
        )


def _needs(needs: Iterable[Need]) -> Iterable[Need]:
    for need in needs:
        yield need
        for way in need.any_of:
            yield from _needs(way)


def _states_over(world: World, place: Place | None, act: DateInterval | None) -> list[str]:
    if place is None:
        raise WrongUsage("whose duty is meant?", remedy="name a state, a place, or both")
    day = (act.first or act.last) if act else None
    return list(states_over(world, place, day or world.as_of))


def _answered(world: World, question: Question, body: str, treaty: str) -> tuple[Answer, ...]:
    if treaty:
        return (_about_treaty(world, question, treaty),)
    if not body:
        return open_doors(world, question)
    wanted: tuple[Door, ...] = find_doors(body)
    return tuple(open_door(world, question, door) for door in wanted)


def _about_treaty(world: World, question: Question, name: str) -> Answer:
    """Whether a treaty binds, in the form of an answer."""
    treaty = find_treaty(world, name)
    step = question.step
    if step is None and question.act is not None:
        step = question.act.first or question.act.last
    step = step or question.known or world.as_of
    found = is_bound(world, question.state, treaty.id, step, question.known)
    found = replace(found, layer=Layer.OBLIGATION)
    return Answer(
        door=treaty.id,
        body=treaty.depositary,
        kind="obligation",
        addressee=question.state,
        step=step,
        verdict=found.verdict,
        layers={Layer.OBLIGATION: LayerAnswer(found.verdict, (found,))},
        unknown=found.missing,
        conditions=found.conditions,
        dates=found.dates,
        rules=found.rules,
        rows=found.rows,
        confidence=found.confidence,
        as_of=world.as_of,
    )


def _outcome(answers: Sequence[Answer]) -> tuple[Verdict, str]:
    """The verdict of the door that is widest open, and the procedure it leads to."""
    if not answers:
        return Verdict.NO, ""
    best = min(answers, key=lambda answer: _BEST.index(answer.verdict))
    return best.verdict, best.procedure


def _several(value: object) -> list:  # type: ignore[type-arg]  # of whatever was given, one or several
    """One value, or each of several."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return list(value) or [None]
    return [value]
