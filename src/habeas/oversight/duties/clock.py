"""A duty with a last day: each start begins a clock, and what keeps the duty stops it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from habeas.model import DateInterval
from habeas.oversight.answer import Missing
from habeas.oversight.dates import reached
from habeas.oversight.duties.duty import Duty
from habeas.oversight.duties.facts import CustodyEvent, CustodyFacts
from habeas.oversight.duties.finding import Reckoning, days_between, run_out
from habeas.oversight.truth import Truth, every


def clocks(duty: Duty, facts: CustodyFacts, on: date) -> Iterator[Reckoning]:
    """One reckoning for each event that starts the clock; one with an unknown start for none."""
    broken = facts.during(*duty.broken_by)
    if broken:
        yield _broken(broken[0], facts)
        return
    starts = [event for event in facts.of(*duty.starts) if event.earliest <= on]
    if not starts:
        yield _without_start(duty, facts, on)
        return
    for number, start in enumerate(starts):
        later = starts[number + 1] if number + 1 < len(starts) else None
        yield _clock(duty, facts, start, later, on, first=number == 0)


def _broken(event: CustodyEvent, facts: CustodyFacts) -> Reckoning:
    return Reckoning(
        Truth.YES,
        f"broken_by.{event.kind}",
        start=facts.begun,
        values={"date": str(event.when)},
        references=_references(event),
    )


def _without_start(duty: Duty, facts: CustodyFacts, on: date) -> Reckoning:
    """The start is not known: it came after custody began, so the last day is not before that."""
    kept = _first(facts.of(*duty.kept_by))
    earliest = facts.begun.first if facts.begun else None
    start = DateInterval(earliest, None)
    due = run_out(duty.within, start) if duty.within and earliest else None
    if due is not None and due.first is not None and on <= due.first:
        return Reckoning(Truth.NO, "not_due", due=due)
    return Reckoning(
        Truth.UNKNOWN,
        "start_unknown",
        due=due,
        kept=kept.when if kept else None,
        missing=tuple(Missing(f"{facts.person}:{kind}") for kind in duty.starts),
        references=_references(kept),
    )


def _clock(
    duty: Duty,
    facts: CustodyFacts,
    start: CustodyEvent,
    later: CustodyEvent | None,
    on: date,
    *,
    first: bool,
) -> Reckoning:
    begun = start.when or DateInterval(facts.begun.first if facts.begun else None, None)
    kept = _first(
        [
            event
            for event in facts.of(*duty.kept_by)
            if event.earliest <= on and (first or event.latest >= start.earliest)
        ]
    )
    references = _references(start, kept)
    if duty.within is None:
        return _without_term(duty, facts, begun, kept, on, references)
    due = run_out(duty.within, begun)
    if due is None or (due.first is None and due.last is None):
        missing = (Missing(f"{facts.person}:{start.kind}"),)
        return Reckoning(
            Truth.UNKNOWN, "start_unknown", begun, missing=missing, references=references
        )
    lapsed = _lapsed(duty, facts, due)
    if lapsed is Truth.YES:
        return Reckoning(Truth.NO, "ended_before", begun, due, references=references)
    if kept is not None:
        return _kept(facts, begun, due, kept, later, lapsed, references)
    return _not_kept(duty, facts, begun, due, on, lapsed, references)


def _without_term(
    duty: Duty,
    facts: CustodyFacts,
    begun: DateInterval,
    kept: CustodyEvent | None,
    on: date,
    references: tuple[str, ...],
) -> Reckoning:
    """The text counts no days: kept is kept, and for the rest the days so far are told."""
    if kept is not None:
        return Reckoning(Truth.NO, "kept", begun, kept=kept.when, references=references)
    running = days_between(begun, _until(facts, on))
    return Reckoning(
        Truth.UNKNOWN,
        "no_number_of_days",
        begun,
        late=running,
        missing=tuple(Missing(f"{facts.person}:{kind}") for kind in duty.kept_by),
        references=references,
    )


def _kept(
    facts: CustodyFacts,
    begun: DateInterval,
    due: DateInterval,
    kept: CustodyEvent,
    later: CustodyEvent | None,
    lapsed: Truth,
    references: tuple[str, ...],
) -> Reckoning:
    when = kept.when
    late = every((_after(when, due), ~lapsed))
    # What came after a later start may belong to that one, unless nothing else can have come.
    if late is Truth.YES and later is not None and kept.latest >= later.earliest:
        late = Truth.YES if _whole(facts, due) else Truth.UNKNOWN
    key = {Truth.YES: "late", Truth.NO: "kept", Truth.UNKNOWN: "kept_perhaps_late"}[late]
    missing = () if late is not Truth.UNKNOWN else (_settling(facts, kept.kind, due),)
    days = days_between(due, when) if when is not None and late is not Truth.NO else None
    return Reckoning(late, key, begun, due, when, days, missing, references=references)


def _not_kept(
    duty: Duty,
    facts: CustodyFacts,
    begun: DateInterval,
    due: DateInterval,
    on: date,
    lapsed: Truth,
    references: tuple[str, ...],
) -> Reckoning:
    if due.first is not None and on <= due.first:
        return Reckoning(Truth.NO, "not_due", begun, due, references=references)
    over = due.last is not None and on > due.last
    missing = tuple(_settling(facts, kind, due) for kind in duty.kept_by)
    late = days_between(due, _until(facts, on))
    if over and lapsed is Truth.NO and _whole(facts, due):
        return Reckoning(Truth.YES, "none_came", begun, due, late=late, references=references)
    key = "none_on_record" if over else "perhaps_due"
    return Reckoning(
        Truth.UNKNOWN, key, begun, due, late=late, missing=missing, references=references
    )


def _lapsed(duty: Duty, facts: CustodyFacts, due: DateInterval) -> Truth:
    """Whether the captivity ended by the last day; then nothing was owed any more."""
    if not duty.lapses or facts.ended is None:
        return Truth.NO
    if facts.ended.last is not None and due.first is not None and facts.ended.last <= due.first:
        return Truth.YES
    if facts.ended.first is not None and due.last is not None and facts.ended.first > due.last:
        return Truth.NO
    return Truth.UNKNOWN


def _after(when: DateInterval | None, due: DateInterval) -> Truth:
    """Whether an uncertain date lies after an uncertain last day."""
    if when is None:
        return Truth.UNKNOWN
    if due.first is not None and reached(when, due.first) is Truth.YES:
        return Truth.NO
    if due.last is not None and reached(when, due.last) is Truth.NO:
        return Truth.YES
    return Truth.UNKNOWN


def _whole(facts: CustodyFacts, due: DateInterval) -> bool:
    return facts.whole_until is not None and due.last is not None and facts.whole_until >= due.last


def _settling(facts: CustodyFacts, kind: str, due: DateInterval) -> Missing:
    return Missing(f"{facts.person}:{kind}", due.last, Truth.NO, Truth.YES)


def _until(facts: CustodyFacts, on: date) -> DateInterval:
    """The day asked about, or the end of the captivity where that came before."""
    ended = facts.ended
    if ended is None:
        return DateInterval.on(on)
    last = min(ended.last or on, on)
    return DateInterval(min(ended.first, last) if ended.first else None, last)


def _first(events: list[CustodyEvent] | tuple[CustodyEvent, ...]) -> CustodyEvent | None:
    return min(events, key=lambda event: (event.latest, event.earliest), default=None)


def _references(*events: CustodyEvent | None) -> tuple[str, ...]:
    named = (event.reference for event in events if event is not None and event.reference)
    return tuple(dict.fromkeys(named))
