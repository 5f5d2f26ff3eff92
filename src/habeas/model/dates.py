"""A date is an interval: both ends inclusive, either end may be unknown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Granularity(StrEnum):
    """How finely the words of a text fix a date."""

    DAY = "day"
    WEEK = "week"
    PART_OF_MONTH = "part_of_month"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class DateInterval:
    """From `first` to `last`, both inclusive; None is an end that nobody knows."""

    first: date | None
    last: date | None

    def __post_init__(self) -> None:
        if self.first is not None and self.last is not None and self.first > self.last:
            raise ValueError(f"a date interval ends before it begins: {self.first} > {self.last}")

    def __str__(self) -> str:
        if self.first == self.last:
            return str(self.first) if self.first else "unknown"
        return f"{self.first or '…'} – {self.last or '…'}"

    @classmethod
    def on(cls, day: date) -> DateInterval:
        """The interval of one calendar day."""
        return cls(day, day)
