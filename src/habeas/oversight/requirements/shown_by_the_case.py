"""What only the case can show: remedies, consent, other procedures. Listed until it is shown."""

from __future__ import annotations

from datetime import date

from habeas.oversight.answer import Condition, Finding
from habeas.oversight.requirements.need import Need
from habeas.oversight.situation import Situation
from habeas.oversight.status import is_declared
from habeas.oversight.truth import Truth


def case_fact(need: Need, case: Situation) -> Finding:
    """A fact of the case has one of the values that open the door, or none that shuts it.

    Not told: an open condition, or a reminder where the table says `open = false`.
    """
    name: str = need.values["fact"]
    value = str(case.question.facts.get(name, ""))
    values = {"fact": name, "value": value}
    rule = need.rules[0] if need.rules else ""
    key = need.values.get("key", name)
    if not value:
        asked = Condition(key, values, open=need.values.get("open", True), rule=rule)
        return Finding(
            Truth.YES, "case.not_told", values, need.layer, need.rules, conditions=(asked,)
        )
    if value in need.values.get("yes", ()):
        return Finding(Truth.YES, "case.yes", values, need.layer, need.rules)
    if value in need.values.get("no", ()):
        return Finding(Truth.NO, f"case.no.{key}", values, need.layer, need.rules)
    asked = Condition(key, values, rule=rule)
    return Finding(Truth.YES, "case.open", values, need.layer, need.rules, conditions=(asked,))


def not_elsewhere(need: Need, case: Situation) -> Finding:
    """The same matter does not lie, or has not lain, before another body that bars this one.

    `counts` are the bodies whose procedures bar; `bars` is "pending" or "past_or_pending", and
    `past_bars_if` names a reservation of the state that makes it the latter.
    """
    bars, row_ids = _bars(need, case)
    counts: list[str] = need.values["counts"]
    pending = str(case.question.facts.get("pending_before", ""))
    examined = str(case.question.facts.get("examined_by", ""))
    values = {"pending": pending, "examined": examined, "bars": bars}
    if pending in counts or (examined in counts and bars == "past_or_pending"):
        return Finding(Truth.NO, "elsewhere.no", values, need.layer, need.rules, row_ids)
    if pending or examined:
        return Finding(Truth.YES, "elsewhere.no_bar", values, need.layer, need.rules, row_ids)
    rule = need.rules[0] if need.rules else ""
    told = need.values.get("open", True)
    asked = Condition(f"not_elsewhere.{bars}", values, open=told, rule=rule)
    return Finding(
        Truth.YES, "case.not_told", values, need.layer, need.rules, row_ids, conditions=(asked,)
    )


def _bars(need: Need, case: Situation) -> tuple[str, tuple[str, ...]]:
    bars: str = need.values["bars"]
    widened = need.values.get("past_bars_if")
    if widened is None:
        return bars, ()
    found = is_declared(
        case.world,
        case.state(need.of),
        widened["treaty"],
        widened["article"],
        widened["effect"],
        case.step,
        case.known,
    )
    return ("past_or_pending", found.rows) if found.truth is not Truth.NO else (bars, ())


def told_day(case: Situation, name: str) -> date | None:
    """A day that the asker told, by the name of its fact."""
    value = case.question.facts.get(name)
    return value if isinstance(value, date) else None
