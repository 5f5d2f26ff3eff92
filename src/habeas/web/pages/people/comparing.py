"""Two persons side by side: are they one human?"""

from __future__ import annotations

from dataclasses import dataclass

from habeas.model import WrongUsage
from habeas.web.pages.people.custody import ConflictLine, conflict_lines, together
from habeas.web.pages.people.decided import JudgementLine, judgements_about
from habeas.web.pages.people.joining import JoinedLine, across
from habeas.web.pages.people.person import seen_mark, told_history
from habeas.web.pages.people.record_lines import (
    FactLine,
    NameLine,
    RecordLine,
    fact_lines,
    name_lines,
    record_lines,
)
from habeas.web.pages.people.register import PersonLine, Register, required_register
from habeas.web.pages.sources.graphic import is_covered
from habeas.web.visit import Visit
from habeas.web.workbench import Workbench

# Each side shows so many records; the others are on the person's own page.
MOST_RECORDS = 10


@dataclass(frozen=True, slots=True)
class MergeQuery:
    """`other` is the id of the person to compare with."""

    other: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two persons. `more` records are not shown."""

    person: PersonLine
    names: tuple[NameLine, ...]
    facts: tuple[FactLine, ...]
    records: tuple[RecordLine, ...]
    more: int


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """What both sides say of one thing: `same`, `different`, or `missing` on a side."""

    fact: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    agree: str


@dataclass(frozen=True, slots=True)
class CompareView:
    """Two persons, what they agree in, and what speaks for and against their being one.

    `link` is that of their records most alike; None where `state` says why. `conflicts` are the
    statements that could not both hold if the two were one.
    """

    left: Side
    right: Side
    facts: tuple[AgreementLine, ...]
    link: JoinedLine | None
    state: str
    conflicts: tuple[ConflictLine, ...]
    judgements: tuple[JudgementLine, ...]
    seen: str
    may_judge: bool


def compare(visit: Visit, query: MergeQuery) -> CompareView:
    """The two persons side by side."""
    bench = visit.bench
    register = required_register(bench)
    one, other = register.person(visit.part("id")), register.person(query.other)
    if one.id == other.id:
        raise WrongUsage("this is one person already", where=one.id)
    link, state = across(bench, register, one.id, other.id)
    left, right = _side(visit, register, one), _side(visit, register, other)
    own = {*_ids(register, one.id)}
    about = judgements_about(register, _ids(register, other.id))
    return CompareView(
        left=left,
        right=right,
        facts=tuple(_agreement(fact, left, right) for fact in _facts(left, right)),
        link=link,
        state=state,
        conflicts=_new_conflicts(bench, register, one.id, other.id),
        judgements=tuple(item for item in about if own & {*item.records, *item.others}),
        seen=pair_mark(register, one.id, other.id),
        may_judge=bench.may_judge,
    )


def pair_mark(register: Register, one: str, other: str) -> str:
    """A digest of the records of both, in one order."""
    return seen_mark([*_ids(register, one), "/", *_ids(register, other)])


def _ids(register: Register, person: str) -> list[str]:
    return [register.people.anchors[row].record for row in register.rows[person]]


def _side(visit: Visit, register: Register, line: PersonLine) -> Side:
    rows = register.rows[line.id]
    return Side(
        line,
        name_lines(register, rows),
        fact_lines(register, rows),
        record_lines(visit.bench, register, rows[:MOST_RECORDS], covered=is_covered(visit)),
        max(0, len(rows) - MOST_RECORDS),
    )


def _facts(left: Side, right: Side) -> list[str]:
    return list(dict.fromkeys(item.fact for item in (*left.facts, *right.facts)))


def _agreement(fact: str, left: Side, right: Side) -> AgreementLine:
    values = [
        tuple(item.value for item in side.facts if item.fact == fact) for side in (left, right)
    ]
    if not values[0] or not values[1]:
        agree = "missing"
    else:
        agree = "same" if set(values[0]) & set(values[1]) else "different"
    return AgreementLine(fact, values[0], values[1], agree)


def _new_conflicts(
    bench: Workbench, register: Register, one: str, other: str
) -> tuple[ConflictLine, ...]:
    """The conflicts that making them one would bring: between a statement of each."""
    joined = together(told_history(register, one), told_history(register, other))
    own = {*_ids(register, one)}
    return tuple(
        item
        for item in conflict_lines(bench, register, joined)
        if (item.earlier.record in own) != (item.later.record in own)
    )
