"""What was found of one duty: whether it is owed, by when, and whether it was kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from habeas.model import DateInterval
from habeas.oversight.action import Confidence
from habeas.oversight.answer import Missing
from habeas.oversight.dates import moved
from habeas.oversight.treaty import Term
from habeas.oversight.truth import Truth


@dataclass(frozen=True, slots=True)
class Days:
    """A number of days that is not exactly known; `most` of None: nobody knows how many."""

    least: int
    most: int | None

    def __str__(self) -> str:
        if self.most is None:
            return f"at least {self.least}"
        return str(self.least) if self.least == self.most else f"{self.least} to {self.most}"


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What the events say of one clock of a duty, before it is asked whether the duty is owed.

    `key` names the reason ("kept", "late", "none_on_record", "not_due", "start_unknown", …);
    `periods` and `short` count the periods of a repeated duty, and those in which too little came.
    """

    breached: Truth
    key: str
    start: DateInterval | None = None
    due: DateInterval | None = None
    kept: DateInterval | None = None
    late: Days | None = None
    missing: tuple[Missing, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    periods: int = 0
    short: int = 0
    supposed: bool = False
    rows: tuple[str, ...] = ()
    confidence: Confidence = Confidence.HIGH
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DutyFinding:
    """One duty towards one person. `due` is the latest day (an interval where that is uncertain).

    `breached` is unknown when a start, a contact or a side is; `missing` then says what would
    settle it. `overdue`: the last day is over and nothing on record keeps the duty.
    `days_late` counts from `due` to the day it was kept, else to the day asked about or the end of
    the captivity: the days it is late, or would be if nothing came.
    """

    duty: str
    treaty: str
    articles: tuple[str, ...]
    message: str
    person: str
    holder: str
    owed: Truth
    breached: Truth
    key: str
    start: DateInterval | None = None
    due: DateInterval | None = None
    kept: DateInterval | None = None
    overdue: bool = False
    days_late: Days | None = None
    periods: int = 0
    short: int = 0
    values: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[Missing, ...] = ()
    rules: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    confidence: Confidence = Confidence.HIGH
    references: tuple[str, ...] = ()


def days_between(start: DateInterval, end: DateInterval) -> Days | None:
    """The days from one uncertain date to another, never below none; None where nobody knows."""
    apart = (end.first - start.last).days if start.last and end.first else 0
    least = max(0, apart)
    if start.first is None or end.last is None:
        return Days(least, None) if least else None
    return Days(least, max(0, (end.last - start.first).days))


def run_out(term: Term, start: DateInterval) -> DateInterval | None:
    """When a term that began then has run; None where no calendar reaches so far."""
    try:
        return moved(start, term.after)
    except (OverflowError, ValueError):
        return None
