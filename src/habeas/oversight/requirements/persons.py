"""Who suffered, and whether a war puts them under the Geneva Conventions."""

from __future__ import annotations

from habeas.oversight.answer import Condition, Finding, Missing
from habeas.oversight.jurisdiction import at_war
from habeas.oversight.requirements.need import Need
from habeas.oversight.situation import Situation
from habeas.oversight.truth import Truth


def victim(need: Need, case: Situation) -> Finding:
    """The victim has one of the statuses; one that is not told is a condition to show."""
    wanted: list[str] = need.values["status"]
    status = case.question.victim.status
    values = {"status": status, "wanted": ", ".join(wanted)}
    if not status:
        asked = Condition("victim_status", values)
        return Finding(
            Truth.YES, "victim.not_told", values, need.layer, need.rules, conditions=(asked,)
        )
    truth = Truth.of(status in wanted)
    return Finding(truth, f"victim.{truth.value}", values, need.layer, need.rules)


def conflict(need: Need, case: Situation) -> Finding:
    """An armed conflict of that kind goes on between the state and the victim's state."""
    kind: str = need.values["kind"]
    state, other = case.state(need.of), case.state("victim")
    found, rows, confidence = at_war(case.world, state, other, case.day(need.at), kind)
    values = {"state": state, "other": other, "kind": kind}
    missing = (Missing(f"{state}:conflict:{kind}"),) if found is Truth.UNKNOWN else ()
    unlisted = Condition("conflicts_are_a_selection", values, open=False)
    reminders = (unlisted,) if found is Truth.NO and not rows else ()
    return Finding(
        found,
        f"conflict.{found.value}",
        values,
        need.layer,
        need.rules,
        rows,
        confidence,
        missing,
        reminders,
    )
