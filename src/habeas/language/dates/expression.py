"""What a rule reads out of a text: a span and something that can be resolved."""

from __future__ import annotations

from dataclasses import dataclass, replace

from habeas.language.dates.mention import DateKind, DateOffset
from habeas.language.dates.partial import PartialDate
from habeas.model import Granularity


@dataclass(frozen=True, slots=True)
class Shift:
    """The unit that lies `count` units from now: last month is ("month", -1)."""

    unit: str
    count: int


@dataclass(frozen=True, slots=True)
class Past:
    """The last `count` units up to now."""

    unit: str
    count: int


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week (ISO, Monday = 1); `turn` is -1, 0, 1 for last, this, next, else None.

    `ahead` puts it after now.
    """

    number: int
    turn: int | None
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class Leaning:
    """An expression that leans on an event or on another date, or only tells a length."""

    offset: DateOffset
    kind: DateKind


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Two dates that the same figures may mean: 03/04/2025."""

    one: PartialDate
    other: PartialDate


@dataclass(frozen=True, slots=True)
class Range:
    """From the beginning of one date to the end of another; what one leaves out the other says."""

    one: PartialDate
    two: PartialDate


@dataclass(frozen=True, slots=True)
class Bounded:
    """A date with one known end: `side` is since, until, before or after."""

    side: str
    date: PartialDate | Shift | Weekday


@dataclass(frozen=True, slots=True)
class Counted:
    """So many units after (or, negative, before) a printed date: "two days after 9 May"."""

    offset: DateOffset
    date: PartialDate


@dataclass(frozen=True, slots=True)
class Within:
    """A date in the year or month (`unit`) of the date before it: "in May of that year".

    `away` counts the units from now where the words name it so: "at the end of last month".
    """

    unit: str
    date: PartialDate
    away: int | None = None


Meaning = (
    PartialDate | Shift | Past | Weekday | Leaning | Ambiguous | Range | Bounded | Counted | Within
)


@dataclass(frozen=True, slots=True)
class Expression:
    """[start, end) of the words, and what they mean."""

    start: int
    end: int
    meaning: Meaning

    def spanning(self, start: int, end: int) -> Expression:
        """The same meaning with a wider span."""
        return replace(self, start=start, end=end)


GRANULARITY_OF_UNIT = {
    "day": Granularity.DAY,
    "week": Granularity.WEEK,
    "month": Granularity.MONTH,
    "year": Granularity.YEAR,
}
