"""The duty of who has signed and not joined: not to defeat the treaty's object (VCLT 18)."""

from __future__ import annotations

from datetime import date

from habeas.oversight.action import ActionKind
from habeas.oversight.answer import Finding, Layer
from habeas.oversight.dates import reached
from habeas.oversight.periods import bound_periods
from habeas.oversight.truth import every, some
from habeas.oversight.world import World

_RULES = ("GEN-2",)


def signature_duty(
    world: World, state: str, treaty: str, day: date, known: date | None = None
) -> Finding:
    """Whether a signature without joining binds the state on a day.

    It ends for good when the treaty binds, or when the state says that it will not join.
    """
    rows = world.of(state, treaty, known)
    signed = [row for row in rows if row.kind is ActionKind.SIGNATURE and row.counted_from]
    refused = [row for row in rows if row.kind is ActionKind.REFUSAL_TO_JOIN and row.counted_from]
    has_signed = some(reached(row.counted_from, day) for row in signed if row.counted_from)
    has_refused = some(reached(row.counted_from, day) for row in refused if row.counted_from)
    has_joined = some(
        reached(period.start, day) for period in bound_periods(world, state, treaty, known)
    )
    truth = every((has_signed, ~has_refused, ~has_joined))
    values = {"state": state, "treaty": treaty}
    told = tuple(row.id for row in (*signed, *refused))
    return Finding(truth, f"signature.{truth.value}", values, Layer.OBLIGATION, _RULES, told)


def signature_days(world: World, state: str, treaty: str) -> tuple[date, ...]:
    """The days on which that duty may begin or end by an act of the state."""
    kinds = {ActionKind.SIGNATURE, ActionKind.REFUSAL_TO_JOIN}
    acts = [row.counted_from for row in world.of(state, treaty) if row.kind in kinds]
    return tuple(day for act in acts if act for day in (act.first, act.last) if day)
