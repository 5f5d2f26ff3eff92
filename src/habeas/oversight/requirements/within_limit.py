"""Is the step in time: limits that are data, each with its clock and how hard it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from habeas.language import listed, table_rows
from habeas.oversight.action import Confidence
from habeas.oversight.answer import Condition, Finding
from habeas.oversight.periods import bound_periods
from habeas.oversight.requirements.need import Need
from habeas.oversight.requirements.shown_by_the_case import told_day
from habeas.oversight.situation import Situation
from habeas.oversight.spans import read_when
from habeas.oversight.treaty import Term
from habeas.oversight.truth import Truth


class Hardness(StrEnum):
    """What missing a limit does: shuts, needs reasons, chooses the procedure, or is only custom."""

    HARD = "hard"
    SOFT = "soft"
    CLASSIFYING = "classifying"
    CUSTOM = "custom"


@dataclass(frozen=True, slots=True)
class Limit:
    """`clocks` are the events that may start it, the first that is known counts.

    The limit holds for clocks that start from `since` up to `until`. `in_time` and `late` name the
    two procedures of a classifying limit. `event` of "act_end" as a fallback leaves room for
    special circumstances, so that being late by it alone does not shut the door.
    """

    id: str
    name: str
    term: Term
    clocks: tuple[str, ...]
    hardness: Hardness
    since: date | None
    until: date | None
    in_time: str
    late: str
    last_day_counts: bool
    article: str
    confidence: Confidence

    def latest(self, start: date) -> date:
        """The last day that is in time, by a clock that started on `start`."""
        end = self.term.after(start)
        return end if self.last_day_counts else end - timedelta(days=1)


@cache
def limits() -> dict[str, tuple[Limit, ...]]:
    """The shipped limits by name; a name may have several, for clocks that start at other times."""
    found: dict[str, list[Limit]] = {}
    for limit in _rows():
        found.setdefault(limit.name, []).append(limit)
    return {name: tuple(rows) for name, rows in found.items()}


def within(need: Need, case: Situation) -> Finding:
    """The step lies within the limit named, or what that depends on."""
    name: str = need.values["limit"]
    start, event = _clock(limits()[name][0], need, case)
    if start is None:
        values = {"limit": name, "clock": limits()[name][0].clocks[0]}
        asked = Condition(
            f"limit.{name}",
            values,
            open=limits()[name][0].hardness is Hardness.HARD,
            rule=need.rules[0] if need.rules else "",
        )
        return Finding(
            Truth.YES, "limit.clock_not_told", values, need.layer, need.rules, conditions=(asked,)
        )
    limit = _in_force(limits()[name], start)
    latest = limit.latest(start)
    late = case.step > latest
    values = {
        "limit": name,
        "clock": event,
        "start": str(start),
        "latest": str(latest),
        "procedure": limit.late if late else limit.in_time,
    }
    dates: dict[str, date | None] = {"clock_start": start, "latest": latest}
    sure = event == limit.clocks[0]
    key, truth = f"limit.{'late' if late else 'in_time'}", Truth.YES
    conditions: tuple[Condition, ...] = ()
    rule = need.rules[0] if need.rules else ""
    if limit.hardness is Hardness.CLASSIFYING:
        key = f"limit.procedure.{limit.late if late else limit.in_time}"
    elif late and limit.hardness is Hardness.HARD and sure:
        truth = Truth.NO
    elif late or not sure:
        shown = f"limit.{name}" + (".late" if late else "")
        conditions = (Condition(shown, values, open=limit.hardness is Hardness.HARD, rule=rule),)
    return Finding(
        truth,
        key,
        values,
        need.layer,
        need.rules,
        (limit.id,),
        limit.confidence,
        conditions=conditions,
        dates=dates,
    )


def _clock(limit: Limit, need: Need, case: Situation) -> tuple[date | None, str]:
    """When the clock started, and by which event: a told one first, else the act itself."""
    for event in limit.clocks:
        if event == "act_start":
            day = case.act.first if case.act else None
        else:
            day = _act_end(need, case) if event == "act_end" else told_day(case, event)
        if day is not None:
            return day, event
    return None, ""


def _act_end(need: Need, case: Situation) -> date | None:
    """The last day of the act, or of the part that the treaty named in the need can reach."""
    if case.act is None:
        return None
    end = case.act.last
    if need.treaty:
        for period in bound_periods(case.world, case.addressee, need.treaty, case.known):
            over = period.end.last if period.end else None
            if over is not None and (end is None or end > over):
                end = over if end is None or (case.act.first or end) <= over else end
    return end


def _in_force(rows: tuple[Limit, ...], start: date) -> Limit:
    for limit in rows:
        if (limit.since or date.min) <= start <= (limit.until or date.max):
            return limit
    return rows[-1]


def _rows() -> Iterator[Limit]:
    from habeas.oversight.tables import data_path

    for row in table_rows(data_path("limits.tsv")):
        since, until = read_when(row["since"]), read_when(row["until"])
        yield Limit(
            row["id"],
            row["name"],
            Term(months=int(row["months"] or 0), days=int(row["days"] or 0)),
            listed(row["clocks"]),
            Hardness(row["hardness"]),
            since.first if since else None,
            until.last if until else None,
            row["in_time"],
            row["late"],
            row["last_day"] == "in",
            row["article"],
            Confidence(row["confidence"]),
        )
