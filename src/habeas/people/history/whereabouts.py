"""The whereabouts ladder: what the detaining power has let be known of a person, and since when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from habeas.people.history.statement import Rung, Statement


@dataclass(frozen=True, slots=True)
class Step:
    """A rung, the statement that reached it first, and the latest one that says so."""

    rung: Rung
    reached: Statement
    latest: Statement


def ladder(statements: Sequence[Statement]) -> tuple[Step, ...]:
    """The rungs that were reached, lowest first, a denial last; statements in order of date."""
    by_rung: dict[Rung, list[Statement]] = {}
    for statement in statements:
        for rung in statement.rungs:
            by_rung.setdefault(rung, []).append(statement)
    return tuple(
        Step(rung, by_rung[rung][0], by_rung[rung][-1]) for rung in Rung if rung in by_rung
    )


def missing_rungs(steps: Sequence[Step]) -> tuple[Rung, ...]:
    """The rungs that no statement reaches; a denial is none to be missed."""
    reached = {step.rung for step in steps}
    return tuple(rung for rung in Rung if rung not in reached and rung is not Rung.DENIED)
