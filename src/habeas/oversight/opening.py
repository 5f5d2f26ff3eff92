"""Whether a door is open for a question, and all that the answer rests on.

    answers = open_doors(world, Question("RU", act=DateInterval.on(date(2023, 5, 1))))

The verdict follows from the law alone: one requirement that fails shuts the door, one that is
unknown leaves it unknown, one that the case must show makes it conditional. Practice and
enforcement stand beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from habeas.oversight.action import Confidence, lowest
from habeas.oversight.answer import (
    LAW,
    Answer,
    Condition,
    Finding,
    Layer,
    LayerAnswer,
    Verdict,
)
from habeas.oversight.door import Door, DoorKind, shipped_doors
from habeas.oversight.in_fact import REFUSING, enforcement_of, practice_of
from habeas.oversight.question import Question
from habeas.oversight.requirements import TESTS, Need
from habeas.oversight.situation import Situation, roles
from habeas.oversight.truth import Truth, every
from habeas.oversight.world import World

_PREFERRED = (Verdict.YES, Verdict.CONDITIONAL, Verdict.UNKNOWN, Verdict.NO)


def open_door(world: World, question: Question, door: Door) -> Answer:
    """Whether one door is open, with all that the answer rests on."""
    case = Situation(world, question, _step(world, question, door), _addressee(question, door))
    findings = [_check(need, case) for need in door.needs]
    findings += _matter(door, question)
    findings += practice_of(world, door.body, case)
    findings += enforcement_of(world, door.body, door.enforces, case)
    layers = {
        layer: _layer([found for found in findings if found.layer is layer])
        for layer in Layer
        if any(found.layer is layer for found in findings)
    }
    law = [found for found in findings if found.layer in LAW]
    verdict = _verdict(law)
    telling = _telling(law, verdict)
    return Answer(
        door=door.id,
        body=door.body,
        kind=door.kind.value,
        addressee=case.addressee,
        step=case.step,
        verdict=verdict,
        layers=layers,
        unknown=tuple(dict.fromkeys(item for found in telling for item in found.missing)),
        conditions=_conditions(law, verdict),
        dates=_dates(law),
        covered=next((f.covered for f in law if f.covered is not None), None),
        rules=tuple(dict.fromkeys(rule for found in findings for rule in found.rules)),
        rows=tuple(dict.fromkeys(row for found in findings for row in found.rows)),
        confidence=_confidence(world, telling),
        procedure=next((p for f in law if (p := f.values.get("procedure", ""))), ""),
        enforces=door.enforces,
        access_refused=door.kind is DoorKind.VISIT
        and any(found.key.removeprefix("practice.") in REFUSING for found in findings),
        as_of=world.as_of,
    )


def open_doors(
    world: World, question: Question, doors: Iterable[Door] | None = None
) -> tuple[Answer, ...]:
    """Every door for one question, in the order of the table.

    A question without a step asks what is open now, also at the doors that one looks at on the day
    of the act. A door that is addressed to another state (the victim's) is left out when the
    question does not name that state, or when it is the very state asked about.
    """
    found: list[Answer] = []
    if question.step is None:
        question = replace(question, step=question.known or world.as_of)
    for door in shipped_doors() if doors is None else doors:
        state = roles(question).get(door.addressee, question.state)
        if door.addressee != "respondent" and state in {"", question.state}:
            continue
        found.append(open_door(world, question, door))
    return tuple(found)


def _matter(door: Door, question: Question) -> list[Finding]:
    """A door that hears certain wrongs only is shut to a question about another wrong."""
    if not question.matter or not door.matters:
        return []
    truth = Truth.of(question.matter in door.matters)
    values = {"matter": question.matter, "matters": ", ".join(door.matters)}
    return [Finding(truth, f"matter.{truth.value}", values, Layer.COMPETENCE)]


def _step(world: World, question: Question, door: Door) -> date:
    """The day of the step: told, or that of the act where the door asks about then, or now."""
    if question.step is not None:
        return question.step
    if door.clock == "act" and question.act is not None:
        return question.act.first or question.act.last or world.as_of
    return question.known or world.as_of


def _addressee(question: Question, door: Door) -> str:
    return roles(question).get(door.addressee, question.state)


def _check(need: Need, case: Situation) -> Finding:
    if not need.any_of:
        return TESTS[need.test](need, case)
    options = [_together(need, [_check(part, case) for part in way]) for way in need.any_of]
    best = min(options, key=lambda found: _PREFERRED.index(found.verdict))
    if best.truth is Truth.YES:
        return best
    # No way is open: what would have opened each of them is worth saying.
    others = [found for found in options if found.truth is best.truth]
    return replace(
        best,
        conditions=tuple(item for found in others for item in found.conditions),
        missing=tuple(item for found in others for item in found.missing),
    )


def _together(need: Need, parts: list[Finding]) -> Finding:
    """One way through, as one finding: its weakest part speaks, the others add their grounds."""
    if len(parts) == 1:
        return parts[0]
    truth = every(part.truth for part in parts)
    telling = next(part for part in parts if part.truth is truth)
    return replace(
        telling,
        layer=need.layer,
        rules=tuple(dict.fromkeys(rule for part in parts for rule in part.rules)),
        rows=tuple(dict.fromkeys(row for part in parts for row in part.rows)),
        confidence=lowest(*(part.confidence for part in parts)),
        missing=tuple(item for part in parts for item in part.missing),
        conditions=tuple(item for part in parts for item in part.conditions),
        covered=next((part.covered for part in parts if part.covered), None),
        dates={name: day for part in parts for name, day in part.dates.items()},
    )


def _layer(findings: list[Finding]) -> LayerAnswer:
    return LayerAnswer(_verdict(findings), tuple(findings))


def _verdict(findings: Iterable[Finding]) -> Verdict:
    findings = list(findings)
    truth = every(found.truth for found in findings)
    if truth is Truth.YES and any(found.verdict is Verdict.CONDITIONAL for found in findings):
        return Verdict.CONDITIONAL
    return Verdict(truth.value)


def _telling(findings: list[Finding], verdict: Verdict) -> list[Finding]:
    """The findings that decide: those that fail, those that are unknown, or all of them."""
    if verdict in {Verdict.NO, Verdict.UNKNOWN}:
        return [found for found in findings if found.truth.value == verdict.value]
    return findings


def _conditions(findings: list[Finding], verdict: Verdict) -> tuple[Condition, ...]:
    """What is still to be shown; of a door that is shut, only what could have kept it open."""
    kept = _telling(findings, verdict) if verdict is Verdict.NO else findings
    found: dict[tuple[str, str], Condition] = {}
    for condition in (item for finding in kept for item in finding.conditions):
        found.setdefault((condition.key, str(sorted(condition.values.items()))), condition)
    return tuple(found.values())


def _dates(findings: Iterable[Finding]) -> dict[str, date | None]:
    found: dict[str, date | None] = {}
    for finding in findings:
        for name, day in finding.dates.items():
            if found.get(name) is None:
                found[name] = day
    return found


def _confidence(world: World, telling: Iterable[Finding]) -> Confidence:
    telling = list(telling)
    rules = {rule for found in telling for rule in found.rules}
    levels = [world.rules[rule].confidence for rule in sorted(rules) if rule in world.rules]
    return lowest(*levels, *(found.confidence for found in telling))
