"""One expression of time in a text, and what is known about when it means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from habeas.language.dates.calendar import shifted, unit_holding
from habeas.model import DateInterval, Granularity


class DateKind(StrEnum):
    """How an expression of time gets its meaning.

    ABSOLUTE: its words name the year. RELATIVE: the reference supplies what is missing ("in
    March", "last week"). ANAPHORIC: another date in the text does ("two days later", "that
    year"). EVENT_RELATIVE: an event does ("six months after his death"). DURATION: it says how
    long, not when ("for two weeks").
    """

    ABSOLUTE = "absolute"
    RELATIVE = "relative"
    ANAPHORIC = "anaphoric"
    EVENT_RELATIVE = "event_relative"
    DURATION = "duration"


@dataclass(frozen=True, slots=True)
class DateOffset:
    """So many units (day, week, month, year) after the anchor; negative counts go before it.

    `whole` tells that the calendar's own unit is meant: "the following week", not "a week later".
    [anchor_start, anchor_end) spans the words for the event ("his death"), where they are printed.
    """

    count: int
    unit: str
    anchor_start: int | None = None
    anchor_end: int | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class DateMention:
    """`text` is the exact characters of [start, end).

    `interval` is None where it cannot be known from these words and the reference: always for
    ANAPHORIC, EVENT_RELATIVE and DURATION, and for RELATIVE ones where the reference is too vague.
    `resolved_against` is the reference that supplied what the words leave out. `named` is the date
    that the words name where `interval` reaches beyond it: May, in "until May" and "since May".
    `birth` tells that it dates a birth ("born on 5 May 1990").
    """

    start: int
    end: int
    text: str
    interval: DateInterval | None
    granularity: Granularity
    kind: DateKind
    resolved_against: DateInterval | None = None
    offset: DateOffset | None = None
    named: DateInterval | None = None
    birth: bool = False

    def from_anchor(self, anchor: DateInterval) -> DateInterval | None:
        """When this is, if the event or date that it leans on was in `anchor`.

        The calendar unit that holds the shifted anchor: six months after 16 February is August. A
        week after a day is a day, unless the offset is of whole weeks.
        None where there is no offset, or the anchor's ends are unknown.
        """
        return None if self.offset is None else from_offset(self.offset, anchor)


def from_offset(offset: DateOffset, anchor: DateInterval) -> DateInterval | None:
    """The calendar unit, or the run of them, that holds the shifted anchor; None if unknown."""
    if anchor.first is None or anchor.last is None:
        return None
    holding = "day" if offset.unit == "week" and not offset.whole else offset.unit
    try:
        ends = [
            unit_holding(shifted(day, offset.unit, offset.count), holding)
            for day in (anchor.first, anchor.last)
        ]
    except (ValueError, OverflowError):
        return None
    return DateInterval(ends[0].first, ends[1].last)
