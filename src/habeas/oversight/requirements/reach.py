"""Does the state's jurisdiction reach the place."""

from __future__ import annotations

from habeas.oversight.answer import Condition, Finding
from habeas.oversight.jurisdiction import reach
from habeas.oversight.requirements.need import Need
from habeas.oversight.situation import Situation
from habeas.oversight.truth import Truth, every


def jurisdiction(need: Need, case: Situation) -> Finding:
    """The place lies within the state's jurisdiction; with `control`, under its control too.

    Without a place the state's own territory is meant. Beyond every table of territory a state
    may still hold a person through its agents: that is a condition for the case to show.
    """
    state, place = case.state(need.of), case.question.place
    if place is None:
        return Finding(Truth.YES, "reach.own_territory", {"state": state}, need.layer, need.rules)
    whole = case.act if need.at == "act" else None
    found = reach(case.world, state, place, case.day(need.at), whole_day_range=whole)
    truth = found.jurisdiction
    if need.values.get("control"):
        truth = every((truth, found.controls))
    values = {"state": state, "place": place.name, "sovereign": found.sovereign}
    conditions: tuple[Condition, ...] = ()
    if truth is not Truth.NO and found.open_part:
        conditions = (Condition("place_in_the_part_held", values),)
        truth = Truth.YES
    elif truth is Truth.NO and state != found.sovereign:
        conditions = (Condition("agents_held_the_person", values, open=False),)
    return Finding(
        truth,
        f"reach.{found.why}",
        values,
        need.layer,
        need.rules,
        found.rows,
        found.confidence,
        conditions=conditions,
    )
