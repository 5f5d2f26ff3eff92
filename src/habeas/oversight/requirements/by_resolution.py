"""Bodies that rest on a resolution, not on a treaty: does a mandate reach the state."""

from __future__ import annotations

from habeas.oversight.action import Confidence, lowest
from habeas.oversight.answer import Condition, Finding, Missing
from habeas.oversight.dates import reached
from habeas.oversight.requirements.need import Need
from habeas.oversight.situation import Situation
from habeas.oversight.truth import Truth, every, some
from habeas.oversight.world import ANY, Mandate


def mandate(need: Need, case: Situation) -> Finding:
    """A mandate of one of the bodies named runs on the day and reaches the state.

    `missing_is = "condition"` turns the lack of one into something the case must bring about
    (a referral, for instance), instead of a shut door.
    """
    bodies: list[str] = need.values["bodies"]
    state, day = case.state(need.of), case.day(need.at)
    rows = [
        row
        for row in case.world.mandates
        if row.body in bodies
        and (state in row.states or ANY in row.states)
        and (case.known is None or row.since.first is None or row.since.first <= case.known)
    ]
    held = [(row, _runs(row, case)) for row in rows]
    truth = some(value for _, value in held)
    values = {"state": state, "bodies": ", ".join(bodies), "day": str(day)}
    telling = tuple(row for row, value in held if value is truth) or tuple(rows)
    if truth is Truth.NO and need.values.get("missing_is") == "condition":
        asked = Condition(need.values["key"], values, rule=need.rules[0] if need.rules else "")
        return Finding(
            Truth.YES, "mandate.none", values, need.layer, need.rules, conditions=(asked,)
        )
    missing: tuple[Missing, ...] = ()
    if truth is Truth.UNKNOWN:
        missing = tuple(
            Missing(f"{row.id}:until", day, Truth.NO, Truth.YES, row.id) for row in telling
        )
    return Finding(
        truth,
        f"mandate.{truth.value}",
        values,
        need.layer,
        need.rules,
        tuple(row.id for row in telling),
        lowest(*(row.confidence for row in telling)) if telling else Confidence.MEDIUM,
        missing,
        dates={"mandate_from": telling[0].since.first} if telling else {},
    )


def _runs(row: Mandate, case: Situation) -> Truth:
    ended = reached(row.until, case.step) if row.until else Truth.NO
    return every((reached(row.since, case.step), ~ended))


def always(need: Need, case: Situation) -> Finding:
    """Nothing is required."""
    return Finding(Truth.YES, "always", {"state": case.addressee}, need.layer, need.rules)
