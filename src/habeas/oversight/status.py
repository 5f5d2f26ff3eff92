"""Is a state bound on a day, does its declaration hold, and what would settle it if unknown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from habeas.model import DateInterval
from habeas.oversight.action import EXITS, Action, ActionKind, Confidence, lowest
from habeas.oversight.answer import Condition, Finding, Layer, Missing
from habeas.oversight.periods import (
    Period,
    bound_periods,
    declared_periods,
    effect_of,
)
from habeas.oversight.treaty import Term, Treaty
from habeas.oversight.truth import Truth, some
from habeas.oversight.world import ANY, World


def is_bound(
    world: World, state: str, treaty_id: str, day: date, known: date | None = None
) -> Finding:
    """Whether a treaty binds a state on a day, as known on another.

    The finding's dates are `party_from`, `party_until`, `earliest_exit`; what is missing is named
    with the date of receipt at which the answer flips. Raises KeyError for an unknown treaty.
    """
    key = ("is_bound", state, treaty_id, day, known)
    if key not in world.memory:
        world.memory[key] = _is_bound(world, state, world.treaties[treaty_id], day, known)
    found: Finding = world.memory[key]
    return found


def is_declared(
    world: World,
    state: str,
    treaty_id: str,
    article: str,
    effect: str,
    day: date,
    known: date | None = None,
) -> Finding:
    """Whether a declaration (or reservation) of that effect holds on a day.

    The finding's dates are `declared` and `declared_until`.
    """
    periods = declared_periods(world, state, treaty_id, article, effect, known)
    values = {"state": state, "treaty": treaty_id, "article": article, "effect": effect}
    if not periods:
        return _without_rows(world, state, treaty_id, article, effect, day, known)
    truth = some(period.holds(day) for period in periods)
    near = _nearest(periods, day)
    missing: tuple[Missing, ...] = ()
    if truth is Truth.UNKNOWN:
        missing = tuple(_missing_declaration(period, day) for period in periods)
    finding = Finding(
        truth,
        f"declared.{truth.value}",
        {**values, "since": _shown(near.start), "until": _shown(near.end)},
        Layer.COMPETENCE,
        rows=near.rows,
        confidence=_confidence(world, near, truth),
        missing=missing,
        dates={
            "declared": made_on(near),
            "covers_from": near.start.first,
            "declared_until": _last_day(near.end),
        },
    )
    listed = world.completeness.get((treaty_id, article))
    until = listed.withdrawals_until if listed and near.end is None else None
    return _reminded(finding, until, day, values)


def _is_bound(world: World, state: str, treaty: Treaty, day: date, known: date | None) -> Finding:
    periods = bound_periods(world, state, treaty.id, known)
    if not periods:
        return _without_rows(world, state, treaty.id, "", "", day, known)
    truth = some(period.holds(day) for period in periods)
    near = _nearest(periods, day)
    finding = Finding(
        truth,
        f"bound.{truth.value}",
        {
            "state": state,
            "treaty": treaty.id,
            "since": _shown(near.start),
            "until": _shown(near.end),
        },
        Layer.OBLIGATION,
        rules=treaty.entry_rules + (treaty.exit.rules if near.end else ()),
        rows=near.rows,
        confidence=lowest(treaty.confidence, _confidence(world, near, truth)),
        dates=_dates(world, near, known),
    )
    if truth is Truth.UNKNOWN:
        finding = replace(finding, missing=tuple(_missing_status(world, treaty, periods, day)))
    if truth is Truth.YES:
        finding = replace(finding, conditions=_reminders(world, state, treaty, day, known))
    return finding


def _without_rows(
    world: World,
    state: str,
    treaty_id: str,
    article: str,
    effect: str,
    day: date,
    known: date | None,
) -> Finding:
    """What it means that no row says a state joined, or declared."""
    treaty = world.treaties[treaty_id]
    listed = world.completeness.get((treaty_id, article))
    stem = "declared" if article else "bound"
    layer = Layer.COMPETENCE if article else Layer.OBLIGATION
    values = {"state": state, "treaty": treaty_id, "article": article, "effect": effect}
    values |= {"since": "", "until": ""}
    if not article and treaty.universal_since is not None and day >= treaty.in_force:
        everyone = day >= treaty.universal_since
        truth = Truth.YES if everyone else Truth.UNKNOWN
        key = "bound.universal" if everyone else "bound.unknown"
        missing = () if everyone else (_consent_missing(state, treaty, day),)
        found = Finding(truth, key, values, layer, treaty.entry_rules, missing=missing)
        return replace(found, confidence=lowest(treaty.confidence, Confidence.MEDIUM))
    never = [
        row.id
        for row in world.of(state, treaty_id, known)
        if row.kind is ActionKind.NEVER_JOINED and row.article == article
    ]
    if day < treaty.in_force:
        return Finding(Truth.NO, "bound.too_early", values, layer, treaty.entry_rules)
    doubtful = listed is None or not listed.absence_means_no
    if listed is not None and (state in listed.doubtful or ANY in listed.doubtful):
        doubtful = True
    if doubtful and not never:
        unknown = (
            Missing(f"{state}:{treaty_id}:{article}:{effect}", day, Truth.YES, Truth.NO)
            if article
            else _consent_missing(state, treaty, day)
        )
        return Finding(
            Truth.UNKNOWN,
            f"{stem}.not_listed",
            values,
            layer,
            treaty.entry_rules,
            confidence=Confidence.UNVERIFIED,
            missing=(unknown,),
        )
    key, rules = f"{stem}.no", treaty.entry_rules
    signed = () if article else _signatures(world, state, treaty_id, day, known)
    if signed:
        refused = signed[-1].kind is ActionKind.REFUSAL_TO_JOIN
        key = "bound.signed_then_refused" if refused else "bound.signed_only"
        rules = treaty.signature_rules
    rows = (*never, *(row.id for row in signed))
    finding = Finding(Truth.NO, key, values, layer, rules, rows=rows)
    until = listed.until if listed and not never else None
    return _reminded(finding, until, day, values)


def _signatures(
    world: World, state: str, treaty: str, day: date, known: date | None
) -> tuple[Action, ...]:
    """Signatures up to a day, and the word that the state would not join, in their order."""
    rows = (
        row
        for row in world.of(state, treaty, known)
        if row.kind in {ActionKind.SIGNATURE, ActionKind.REFUSAL_TO_JOIN}
    )
    dated = [(row.known_from or date.min, row) for row in rows]
    return tuple(row for when, row in sorted(dated, key=lambda pair: pair[0]) if when <= day)


def _reminded(finding: Finding, until: date | None, day: date, values: dict[str, str]) -> Finding:
    """The finding with a reminder when the day lies past the end of the list it rests on."""
    if until is None or day <= until:
        return finding
    reminder = Condition("list_complete_until", {**values, "until": str(until)}, open=False)
    return replace(
        finding,
        conditions=(*finding.conditions, reminder),
        confidence=lowest(finding.confidence, Confidence.MEDIUM),
    )


def _reminders(
    world: World, state: str, treaty: Treaty, day: date, known: date | None
) -> tuple[Condition, ...]:
    """A notice not yet given may take effect by a day far enough ahead: say until when."""
    seen = min(known, world.as_of) if known else world.as_of
    found: list[Condition] = []
    values = {"state": state, "treaty": treaty.id}
    rule = treaty.exit.rules[0] if treaty.exit.rules else ""
    for row in world.of(state, treaty.id, known):
        if row.kind in EXITS:
            _, blocked = effect_of(world, treaty, row)
            if blocked:
                found.append(
                    Condition(
                        "no_peace_yet", {**values, "conflict": blocked}, open=False, rule=rule
                    )
                )
    last = _last_receipt(treaty, day)
    foreseen = treaty.exit.possible and treaty.exit.term != Term() and not treaty.exit.blocked_by
    if foreseen and last is not None and last > seen:
        found.append(
            Condition("no_exit_received", {**values, "by": str(last)}, open=False, rule=rule)
        )
    return tuple(found)


def _last_receipt(treaty: Treaty, day: date) -> date | None:
    """The last day on which a notice could be received and have taken effect by `day`."""
    return last_day_before(treaty.exit.term.after, day)


def last_day_before(rule: Callable[[date], date], day: date) -> date | None:
    """The last date whose computed date is on or before `day`; the rule must be monotone.

    None when no date within a century before qualifies.
    """
    low, high = day.toordinal() - 36_600, day.toordinal()
    if low < 1 or rule(date.fromordinal(low)) > day:
        return None
    while low < high:
        middle = (low + high + 1) // 2
        if rule(date.fromordinal(middle)) <= day:
            low = middle
        else:
            high = middle - 1
    return date.fromordinal(low)


def _missing_status(
    world: World, treaty: Treaty, periods: Iterable[Period], day: date
) -> Iterable[Missing]:
    for period in periods:
        if period.holds(day) is not Truth.UNKNOWN:
            continue
        if period.opened and period.start.last != period.start.first:
            yield _flip(period.opened, treaty.enters, day, joins=True)
        if period.closed and period.end and period.end.last != period.end.first:
            bound_since = period.start.first
            if period.blocked:
                yield Missing(f"{period.blocked}:end", None, row=period.closed.id)
            else:
                yield _flip(
                    period.closed,
                    lambda when: treaty.leaves(when, bound_since),  # noqa: B023 - used at once, inside this round
                    day,
                    joins=False,
                )


def _flip(
    row: Action, rule: Callable[[DateInterval], DateInterval], day: date, *, joins: bool
) -> Missing:
    """The date of receipt at which a status flips on `day`."""
    fact = f"{row.state}:{row.treaty}:{row.kind.value}:received"
    then = Truth.of(joins)
    if row.effective is not None or row.kind in {ActionKind.CESSATION, ActionKind.SUSPENSION}:
        return Missing(fact.replace(":received", ":effective"), day, then, ~then, row.id)

    def computed(received: date) -> date:
        effect = rule(DateInterval.on(received)).first
        return effect or date.max

    return Missing(fact, last_day_before(computed, day), then, ~then, row.id)


def _consent_missing(state: str, treaty: Treaty, day: date) -> Missing:
    last = last_day_before(treaty.entry.after, day)
    return Missing(f"{state}:{treaty.id}:consent:received", last, Truth.YES, Truth.NO)


def _missing_declaration(period: Period, day: date) -> Missing:
    ends = period.closed and period.end and period.end.first != period.end.last
    row, then = (period.closed, Truth.NO) if ends else (period.opened, Truth.YES)
    if row is None:
        return Missing("declaration", day, then, ~then)
    fact = f"{row.state}:{row.treaty}:{row.article}:{row.kind.value}"
    return Missing(fact, day, then, ~then, row.id)


def _nearest(periods: tuple[Period, ...], day: date) -> Period:
    """The period that holds the day, or may, or else the last begun before it, or the first."""
    for wanted in (Truth.YES, Truth.UNKNOWN):
        for period in periods:
            if period.holds(day) is wanted:
                return period
    before = [p for p in periods if p.start.first is None or p.start.first <= day]
    return before[-1] if before else periods[0]


def _confidence(world: World, period: Period, truth: Truth) -> Confidence:
    """An exit that is not in sight on the day does not weaken what is sure without it."""
    rows = [row for row in (period.opened, period.closed) if row is not None]
    if truth is Truth.YES and period.closed is not None:
        doubted = period.closed.confidence is Confidence.UNVERIFIED
        rows = rows[:1] if doubted else rows
    return lowest(*(row.confidence for row in rows))


def _dates(world: World, period: Period, known: date | None) -> dict[str, date | None]:
    """The dates worth naming about a period of being bound, and about how it ends."""
    found: dict[str, date | None] = {
        "party_from": period.start.first,
        "party_until": _last_day(period.end),
    }
    if period.closed is None or period.end is None:
        return found
    received = period.closed.counted_from
    found["exit_received"] = (
        received.first if received and received.first == received.last else None
    )
    if found["party_until"] is None:
        found["earliest_exit"] = period.end.first
    steps = (
        row.made.last
        for row in world.of(period.closed.state, period.closed.treaty, known)
        if row.kind is ActionKind.DOMESTIC_STEP and row.made
    )
    if domestic := max(filter(None, steps), default=None):
        found["domestic_step"] = domestic
    return found


def made_on(period: Period) -> date | None:
    """The day on which the declaration behind a period was made, else that of its effect."""
    when = period.opened.counted_from if period.opened else None
    return when.first if when else period.start.first


def _last_day(end: DateInterval | None) -> date | None:
    """The day of effect, where it is exactly known."""
    return end.first if end is not None and end.first == end.last else None


def _shown(when: DateInterval | None) -> str:
    return "" if when is None else str(when)
