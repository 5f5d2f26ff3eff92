"""Does the act fall within the time of competence, and which part of it does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from habeas.model import DateInterval
from habeas.oversight.action import lowest
from habeas.oversight.answer import Condition, Finding
from habeas.oversight.dates import plus_days
from habeas.oversight.periods import Period, bound_periods, declared_periods
from habeas.oversight.requirements.binding import bound, declared, unnamed
from habeas.oversight.requirements.need import Need
from habeas.oversight.situation import Situation
from habeas.oversight.status import made_on
from habeas.oversight.truth import Truth

_Days = tuple[date, date]


def facts_within(need: Need, case: Situation) -> Finding:
    """The act happened while the state was bound (or, with `article`, while it had declared).

    A long act is covered in part; with `begins = "must"` it counts only when it began in time.
    `shown` names a condition that the case must show besides (that the act lies in what was
    referred, for instance).
    """
    found = _within(need, case)
    if found.truth is not Truth.YES or "shown" not in need.values:
        return found
    asked = Condition(need.values["shown"], found.values, rule=need.rules[0] if need.rules else "")
    return replace(found, conditions=(*found.conditions, asked))


def _within(need: Need, case: Situation) -> Finding:
    state = case.state(need.of)
    if not state:
        return unnamed(need)
    periods = _periods(need, case, state)
    if case.act is None or not periods:
        return _undated(need, case, state, periods)
    first, last = _act(case.act, case.step)
    if need.values.get("begins") == "must":
        last = first
    last_day = case.world.treaties[need.treaty].exit.last_day_counts and not need.article
    sure = _first_covered(_sure(periods, last_day), first, last)
    possible = _first_covered(_possible(periods, last_day), first, last)
    values = {"state": state, "treaty": need.treaty, "article": need.article}
    values |= _spoken(periods, first)
    if sure is None:
        if possible is None:
            return _finding(need, Truth.NO, "time.outside", values, periods, first)
        # The same requirement on the first doubtful day names the fact that would settle it.
        return _doubtful(need, case, values, possible[0])
    covered = DateInterval(*sure)
    if sure == (first, last):
        return _finding(need, Truth.YES, "time.inside", values, periods, first, covered)
    part = {**values, "from": str(sure[0]), "to": str(sure[1])}
    return _finding(
        need,
        Truth.YES,
        "time.in_part",
        part,
        periods,
        first,
        covered,
        (Condition("only_the_part", part, rule=need.rules[0] if need.rules else ""),),
    )


def _periods(need: Need, case: Situation, state: str) -> tuple[Period, ...]:
    if need.article:
        return declared_periods(
            case.world, state, need.treaty, need.article, need.effect, case.known
        )
    return bound_periods(case.world, state, need.treaty, case.known)


def _undated(need: Need, case: Situation, state: str, periods: tuple[Period, ...]) -> Finding:
    """Without an act or a row: what today's status says, and when the facts would have to lie."""
    found = (declared if need.article else bound)(need, case)
    if not periods or case.act is not None:
        return found
    spoken = ", ".join(f"{period.start} – {period.end or '…'}" for period in periods)
    values = {"state": state, "treaty": need.treaty, "article": need.article, "periods": spoken}
    condition = Condition("facts_must_lie_within", values)
    return _finding(
        need, Truth.YES, "time.act_not_given", values, periods, case.step, None, (condition,)
    )


def _doubtful(need: Need, case: Situation, values: dict[str, str], day: date) -> Finding:
    asked = Situation(case.world, case.question, day, case.addressee)
    found = (declared if need.article else bound)(
        Need(need.layer, need.test, need.of, "step", need.treaty, need.article, need.effect), asked
    )
    return Finding(
        Truth.UNKNOWN,
        "time.unknown",
        values,
        need.layer,
        tuple(dict.fromkeys((*need.rules, *found.rules))),
        found.rows,
        found.confidence,
        found.missing,
        dates=found.dates,
    )


def _act(act: DateInterval, step: date) -> _Days:
    """First and last day of the act; one that still lasts is looked at up to the step."""
    first = act.first or act.last or step
    return first, max(first, act.last or step)


def _sure(periods: Iterable[Period], last_day: bool) -> Iterable[_Days]:
    for period in periods:
        if period.start.last is not None:
            end = period.end.first or period.start.last if period.end else date.max
            yield period.start.last, _until(end, last_day)


def _possible(periods: Iterable[Period], last_day: bool) -> Iterable[_Days]:
    for period in periods:
        end = period.end.last if period.end and period.end.last else date.max
        yield period.start.first or date.min, _until(end, last_day)


def _until(end: date, last_day: bool) -> date:
    """The last day covered: the day of effect itself where the treaty's practice counts it."""
    return end if last_day or end == date.max else end - timedelta(days=1)


def _first_covered(spans: Iterable[_Days], first: date, last: date) -> _Days | None:
    """The longest part of the act that lies in one stretch of covered days."""
    found: _Days | None = None
    for begins, ends in _joined(spans):
        part = (max(first, begins), min(last, ends))
        if part[0] <= part[1] and (found is None or part[1] - part[0] > found[1] - found[0]):
            found = part
    return found


def _joined(spans: Iterable[_Days]) -> list[_Days]:
    """The spans with those that touch made one: who left and came back at once was never out."""
    whole: list[_Days] = []
    for begins, ends in sorted(spans):
        if whole and (whole[-1][1] == date.max or begins <= plus_days(whole[-1][1], 1)):
            whole[-1] = (whole[-1][0], max(whole[-1][1], ends))
        else:
            whole.append((begins, ends))
    return whole


def _spoken(periods: tuple[Period, ...], day: date) -> dict[str, str]:
    near = _near(periods, day)
    return {"since": str(near.start), "until": str(near.end) if near.end else ""}


def _near(periods: tuple[Period, ...], day: date) -> Period:
    before = [period for period in periods if (period.start.first or date.min) <= day]
    return before[-1] if before else periods[0]


def _finding(
    need: Need,
    truth: Truth,
    key: str,
    values: dict[str, str],
    periods: tuple[Period, ...],
    day: date,
    covered: DateInterval | None = None,
    conditions: tuple[Condition, ...] = (),
) -> Finding:
    near = _near(periods, day)
    rows = [row for row in (near.opened, near.closed) if row is not None]
    end = near.end.first if near.end and near.end.first == near.end.last else None
    if need.article:
        dates = {
            "declared": made_on(near),
            "covers_from": near.start.first,
            "declared_until": end,
        }
    else:
        dates = {"party_from": near.start.first, "party_until": end}
    telling = rows[:1] if truth is Truth.YES else rows
    return Finding(
        truth,
        key,
        values,
        need.layer,
        need.rules,
        tuple(row.id for row in rows),
        lowest(*(row.confidence for row in telling)),
        conditions=conditions,
        covered=covered,
        dates=dates,
    )


def element_elsewhere(need: Need, case: Situation) -> Finding:
    """An element of the crime lies in another state, which was bound or had declared then.

    Not told: the way stays shut, and the reminder says what would open it.
    """
    state = case.state("element")
    rule = need.rules[0] if need.rules else ""
    values = {"treaty": need.treaty, "state": state}
    if not state:
        reminder = Condition("element_in_a_party", values, open=False, rule=rule)
        return Finding(
            Truth.NO, "element.not_told", values, need.layer, need.rules, conditions=(reminder,)
        )
    as_party = facts_within(replace(need, of="element", article=""), case)
    by_declaration = facts_within(replace(need, of="element"), case)
    found = as_party if as_party.truth is Truth.YES else by_declaration
    reach = Condition("only_the_part_across_the_border", values, rule=rule)
    return replace(found, conditions=(*found.conditions, reach))
