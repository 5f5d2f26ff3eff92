"""A duty that comes again and again: letters every month, a review every half year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from habeas.model import DateInterval
from habeas.oversight.answer import Missing
from habeas.oversight.duties.duty import Duty
from habeas.oversight.duties.facts import CustodyEvent, CustodyFacts
from habeas.oversight.duties.finding import Reckoning, days_between
from habeas.oversight.treaty import Term
from habeas.oversight.truth import Truth


@dataclass(frozen=True, slots=True)
class _Period:
    """From the day after `start` to `due` (the first from `start` itself): did enough come?"""

    start: date
    due: date
    enough: bool


def repeated(duty: Duty, facts: CustodyFacts, on: date) -> Reckoning:
    """Whether the duty was kept in every period that is over by a day."""
    broken = facts.during(*duty.broken_by)
    start, supposed = _start(duty, facts)
    if broken:
        return Reckoning(
            Truth.YES,
            f"broken_by.{broken[0].kind}",
            start,
            values={"date": str(broken[0].when)},
            supposed=supposed,
            references=tuple(filter(None, [broken[0].reference])),
        )
    # Counted from the last day on which it can have begun, so that no period is counted too soon.
    begun = start.last if start else None
    if begun is None or duty.within is None or begun > on:
        return Reckoning(
            Truth.UNKNOWN if begun is None else Truth.NO,
            "start_unknown" if begun is None else "not_due",
            start,
            missing=tuple(Missing(f"{facts.person}:{kind}") for kind in duty.starts),
            supposed=supposed,
        )
    events = [event for kinds in duty.least for event in facts.of(*kinds)]
    periods = list(_periods(duty, duty.within, events, begun, _last_day(facts, on)))
    return _reckoned(duty, facts, start, periods, events, on, supposed=supposed)


def _reckoned(
    duty: Duty,
    facts: CustodyFacts,
    start: DateInterval | None,
    periods: Sequence[_Period],
    events: Sequence[CustodyEvent],
    on: date,
    *,
    supposed: bool,
) -> Reckoning:
    end = _last_day(facts, on)
    over = [period for period in periods if period.due < end]
    short = [period for period in over if not period.enough]
    telling = short[0] if short else (periods[-1] if periods else None)
    dated = [event.when for event in events if event.when and event.latest <= on]
    due = DateInterval.on(telling.due) if telling else None
    whole = bool(short) and facts.whole_until is not None and facts.whole_until >= short[0].due
    if not short:
        breached, key = Truth.NO, "kept" if over else "not_due"
    elif whole and not duty.permits:
        breached, key = Truth.YES, "none_came"
    else:
        breached, key = Truth.UNKNOWN, "too_few_on_record"
    kinds = [kind for group in duty.least for kind in group[:1]]
    settling = () if not short else tuple(_settling(facts, kind, short[0].due) for kind in kinds)
    return Reckoning(
        breached,
        key,
        start,
        due,
        kept=max(dated, key=lambda when: when.last or date.min, default=None),
        late=days_between(due, DateInterval.on(end)) if short and due else None,
        missing=settling if breached is Truth.UNKNOWN else (),
        periods=len(over),
        short=len(short),
        supposed=supposed,
        references=tuple(dict.fromkeys(event.reference for event in events if event.reference)),
    )


def _start(duty: Duty, facts: CustodyFacts) -> tuple[DateInterval | None, bool]:
    """When the first period began, and whether that is only supposed."""
    for kinds, supposed in ((duty.starts, False), (duty.supposed_starts, True)):
        found = next((event.when for event in facts.of(*kinds) if event.when), None)
        if found is not None:
            return found, supposed
    return facts.begun, bool(duty.supposed_starts)


def _periods(
    duty: Duty, within: Term, events: Sequence[CustodyEvent], begun: date, end: date
) -> Iterator[_Period]:
    """The periods up to a day, the last of them still running."""
    start, number = begun, 0
    while start < end or number == 0:
        due = _run(within, start, 1) if duty.restarts else _run(within, begun, number + 1)
        if due is None:
            return
        inside = [
            event
            for event in events
            if start < event.latest <= due or (number == 0 and event.latest == start)
        ]
        enough = all(
            sum(event.kind in kinds for event in inside) >= least
            for kinds, least in duty.least.items()
        )
        yield _Period(start, due, enough)
        # A review begins the next half year; a month of letters is followed by the next month.
        again = max((event.latest for event in inside), default=None)
        start = again if duty.restarts and again is not None else due
        number += 1


def _run(within: Term, start: date, times: int) -> date | None:
    """The end of the so-manieth period; counted from the start, so that months keep their day."""
    try:
        return Term(within.months * times, within.days * times).after(start)
    except (OverflowError, ValueError):
        return None  # no calendar reaches so far


def _last_day(facts: CustodyFacts, on: date) -> date:
    ended = facts.ended
    return min(on, ended.first or on) if ended else on


def _settling(facts: CustodyFacts, kind: str, due: date) -> Missing:
    return Missing(f"{facts.person}:{kind}", due, Truth.NO, Truth.YES)
