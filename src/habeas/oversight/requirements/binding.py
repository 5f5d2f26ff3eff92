"""Is the state bound, has it declared, does it belong: requirements about a state's acts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from habeas.oversight.answer import Condition, Finding, Missing
from habeas.oversight.dates import plus_months
from habeas.oversight.requirements.need import Need
from habeas.oversight.situation import Situation
from habeas.oversight.status import is_bound, is_declared
from habeas.oversight.truth import Truth


def bound(need: Need, case: Situation) -> Finding:
    """The state is bound on the day; with `for_months`, it has been for so long."""
    state = case.state(need.of)
    if not state:
        return unnamed(need)
    day: date = plus_months(case.day(need.at), -need.values.get("for_months", 0))
    return _of(need, is_bound(case.world, state, need.treaty, day, case.known))


def declared(need: Need, case: Situation) -> Finding:
    """The state's declaration holds on the day."""
    state = case.state(need.of)
    if not state:
        return unnamed(need)
    day = case.day(need.at)
    return _of(
        need,
        is_declared(case.world, state, need.treaty, need.article, need.effect, day, case.known),
    )


def not_declared(need: Need, case: Situation) -> Finding:
    """No such declaration or reservation stands in the way on the day.

    With `instead`, one that does is not a bar but a condition of that name: its worth is disputed.
    """
    found = declared(need, case)
    if "instead" in need.values and found.truth is not Truth.NO:
        disputed = Condition(need.values["instead"], found.values, rule=need.rules[0])
        return replace(found, truth=Truth.YES, conditions=(disputed,), missing=())
    return replace(
        found,
        truth=~found.truth,
        key=f"not_{found.key}",
        missing=tuple(
            replace(item, if_by=~item.if_by, if_later=~item.if_later) for item in found.missing
        ),
    )


def unnamed(need: Need) -> Finding:
    """The question does not name the state that plays the role."""
    return Finding(
        Truth.UNKNOWN,
        "role.unnamed",
        {"role": need.of},
        need.layer,
        need.rules,
        missing=(Missing(f"question:{need.of}"),),
    )


def _of(need: Need, finding: Finding) -> Finding:
    rules = tuple(dict.fromkeys((*need.rules, *finding.rules)))
    return replace(finding, layer=need.layer, rules=rules)
