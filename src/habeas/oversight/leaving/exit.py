"""When a notice of exit takes effect, whether it can at all, and what stands in its way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from habeas.model import DateInterval
from habeas.oversight.action import EXITS, Action, ActionKind, Confidence, lowest
from habeas.oversight.answer import Condition, Verdict
from habeas.oversight.dates import reached
from habeas.oversight.periods import Period, bound_periods, effect_of
from habeas.oversight.status import is_bound
from habeas.oversight.supposing import find_treaty
from habeas.oversight.treaty import Treaty
from habeas.oversight.truth import Truth
from habeas.oversight.world import World

SUPPOSED = "supposed"


@dataclass(frozen=True, slots=True)
class ExitEffect:
    """What a notice received then does.

    `possible` is no where the treaty knows no exit or the state is no party to leave; `effective`
    is the interval in which the day of effect lies (None: it has none, or none before the conflict
    `blocked_by` is over). `reason` names why not ("no_exit_clause", "not_a_party", "taken_back",
    "waits_for_peace", "" for none).
    """

    state: str
    treaty: str
    received: DateInterval
    possible: Truth
    effective: DateInterval | None
    reason: str = ""
    blocked_by: str = ""
    rules: tuple[str, ...] = ()
    article: str = ""
    conditions: tuple[Condition, ...] = ()
    rows: tuple[str, ...] = ()
    confidence: Confidence = Confidence.HIGH

    def by(self, day: date) -> Verdict:
        """Whether the exit has taken effect by a day."""
        if self.effective is None or self.possible is Truth.NO:
            return Verdict.NO
        taken = reached(self.effective, day)
        if taken is Truth.YES and self.possible is Truth.UNKNOWN:
            return Verdict.UNKNOWN
        return Verdict(taken.value)


@dataclass(frozen=True, slots=True)
class Notice:
    """An exit on record, what came of it, and the period of being bound that it ends, if any."""

    row: Action
    effect: ExitEffect
    ends: Period | None = None


def exit_effect(
    world: World,
    state: str,
    treaty: str,
    received: DateInterval | None = None,
    known: date | None = None,
) -> ExitEffect:
    """What a notice does that the depositary receives then.

    Without `received`: the last notice on record, or, where there is none, one that may come on
    any day from the day of knowledge on. Raises WrongUsage for a treaty that is none.
    """
    rule = find_treaty(world, treaty)
    if received is None:
        if on_record := notices(world, state, rule.id, known):
            return on_record[-1].effect
        received = DateInterval(known or world.as_of, None)
    notice = Action(
        f"{SUPPOSED}.{state}.{rule.id}.denunciation",
        state,
        rule.id,
        ActionKind.DENUNCIATION_NOTIFIED,
        received=received,
        source=SUPPOSED,
    )
    return _effect(world, rule, notice, known, supposed=True)


def notices(world: World, state: str, treaty: str, known: date | None = None) -> tuple[Notice, ...]:
    """The exits on record, in order of receipt; one taken back has no effect."""
    rule = world.treaties[treaty]
    rows = [row for row in world.of(state, treaty, known) if row.kind in EXITS]
    periods = bound_periods(world, state, treaty, known)
    found: list[Notice] = []
    for row in sorted(rows, key=_day_of):
        ends = next((period for period in periods if period.closed is row), None)
        effect = _effect(world, rule, row, known, supposed=False)
        if ends is not None and effect.effective is not None:
            effect = replace(effect, effective=ends.end)
        elif effect.effective is not None:
            taken_back = any(_takes_back(other, row) for other in world.of(state, treaty, known))
            reason = "taken_back" if taken_back else "not_a_party"
            effect = replace(effect, possible=Truth.NO, effective=None, reason=reason)
        found.append(Notice(row, effect, ends))
    found.extend(
        _carried(rule, period.closed, period)
        for period in periods
        if period.closed is not None and period.closed.treaty != treaty
    )
    return tuple(found)


def _carried(rule: Treaty, row: Action, period: Period) -> Notice:
    """The end that comes with the end of a membership, as a notice given to the organisation."""
    effect = ExitEffect(
        row.state,
        rule.id,
        row.counted_from or row.effective or DateInterval(None, None),
        Truth.YES,
        period.end,
        rules=rule.exit.rules,
        article=rule.exit.article,
        rows=(row.id,),
        confidence=lowest(rule.confidence, row.confidence),
    )
    return Notice(row, effect, period)


def _effect(
    world: World, rule: Treaty, notice: Action, known: date | None, *, supposed: bool
) -> ExitEffect:
    received = notice.counted_from or DateInterval(None, None)
    effect = ExitEffect(
        notice.state,
        rule.id,
        received,
        Truth.YES,
        None,
        rules=rule.exit.rules,
        article=rule.exit.article,
        rows=() if supposed else (notice.id,),
        confidence=lowest(rule.confidence, notice.confidence),
    )
    if not rule.exit.possible and notice.kind is not ActionKind.CESSATION:
        return replace(effect, possible=Truth.NO, reason="no_exit_clause")
    day = received.first or received.last or world.as_of
    bound = is_bound(world, notice.state, rule.id, day, known)
    if supposed and bound.truth is Truth.NO:
        return replace(effect, possible=Truth.NO, reason="not_a_party", rows=bound.rows)
    since = bound.dates.get("party_from")
    when, conflict = effect_of(world, rule, notice, since)
    if supposed:
        effect = replace(effect, possible=bound.truth, rows=bound.rows)
    if not conflict:
        return replace(effect, effective=when)
    values = {"state": notice.state, "treaty": rule.id, "conflict": conflict}
    waits = Condition(
        "no_peace_yet", values, open=False, rule=rule.exit.rules[0] if rule.exit.rules else ""
    )
    return replace(
        effect,
        effective=when,
        reason="waits_for_peace",
        blocked_by=conflict,
        conditions=(waits,),
    )


def _takes_back(other: Action, notice: Action) -> bool:
    return other.kind is ActionKind.DENUNCIATION_REVOKED and _day_of(other) >= _day_of(notice)


def _day_of(row: Action) -> date:
    when = row.counted_from or row.effective
    return (when.first or when.last or date.min) if when else date.min
