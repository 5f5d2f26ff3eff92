"""Taking back a declaration: the treaty stays, the competence that rested on it ends."""

from __future__ import annotations

from collections.abc import Iterator

from habeas.model import DateInterval
from habeas.oversight.action import Action, ActionKind
from habeas.oversight.leaving.course import Standing, TimelineStep
from habeas.oversight.leaving.procedure import Stage
from habeas.oversight.leaving.steps import Course, Placed
from habeas.oversight.periods import declared_periods

_WITHDRAWALS = frozenset(
    {ActionKind.WITHDRAWAL_OF_DECLARATION, ActionKind.WITHDRAWAL_OF_RESERVATION}
)


def withdrawal_steps(course: Course) -> Iterator[Placed]:
    """The note of withdrawal, and from when the declaration no longer holds."""
    article = course.procedure.article
    found = [row for row in course.rows if row.kind in _WITHDRAWALS]
    for row in found:
        periods = declared_periods(
            course.world, course.state, course.treaty.id, article, row.effect, course.known
        )
        ends = next((p.end for p in periods if p.closed is row and p.end), None)
        received = row.counted_from
        if received is not None:
            yield (
                received.first,
                _step(
                    course,
                    row,
                    Stage.RECEIVED,
                    "receives_withdrawal",
                    "declaration_withdrawn",
                    received,
                ),
            )
        if ends is not None:
            yield (
                ends.first,
                _step(course, row, Stage.EFFECTIVE, "declaration_ends", "competence_ends", ends),
            )
    if not found:
        expected = Standing.PENDING if course.running else Standing.NOT_REACHED
        yield (
            None,
            TimelineStep(
                Stage.RECEIVED,
                "depositary",
                "receives_withdrawal",
                expected,
                "declaration_withdrawn",
            ),
        )


def withdrawn_on(course: Course) -> DateInterval | None:
    """When the declaration ceased to hold; None when no withdrawal was known."""
    effective = [s.when for _, s in withdrawal_steps(course) if s.stage is Stage.EFFECTIVE]
    return effective[-1] if effective else None


def _step(
    course: Course, row: Action, stage: Stage, act: str, effect: str, when: DateInterval
) -> TimelineStep:
    effective = stage is Stage.EFFECTIVE
    return TimelineStep(
        stage,
        "" if effective else "depositary",
        act,
        course.standing(when),
        effect,
        when,
        row.source,
        row.confidence,
        row.id,
        computed=effective and row.effective is None,
    )
