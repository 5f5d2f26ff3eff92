"""What a date's words say, before the reference adds what they leave out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from habeas.language.dates import calendar
from habeas.model import DateInterval, Granularity


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A calendar date as far as it is printed; what is not printed is None.

    `last_day` ends a run of days ("3-9 June"), `quarter` and `half` are parts of a year,
    `decade` is its first year. `turn` is -1, 0, 1 for "last", "this", "next" (-2 for the one before
    the last); `years_away` counts the years from now where the words do ("in March last year": -1);
    `ahead` puts a date without a year after now.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    part: str | None = None
    season: str | None = None
    quarter: int | None = None
    half: int | None = None
    decade: int | None = None
    turn: int | None = None
    years_away: int | None = None
    ahead: bool = False

    @property
    def needs_year(self) -> bool:
        """Whether the reference must supply the year."""
        return self.year is None and self.decade is None

    @property
    def granularity(self) -> Granularity:
        """How finely the words fix the date."""
        if self.last_day is not None or self.decade is not None:
            return Granularity.RANGE
        if self.day is not None:
            return Granularity.DAY
        if self.month is not None:
            return Granularity.PART_OF_MONTH if self.part else Granularity.MONTH
        if self.season is not None:
            return Granularity.SEASON
        if self.part or self.quarter or self.half:
            return Granularity.RANGE
        return Granularity.YEAR

    def in_year(self, year: int) -> PartialDate:
        """The same date with its year."""
        return replace(self, year=year)

    def in_year_from_now(self, years_away: int) -> PartialDate:
        """The same date in the year that lies so many years from now."""
        return replace(self, years_away=years_away)

    def interval(self) -> DateInterval | None:
        """The days that it covers; None where there is no such day (30 February)."""
        try:
            return self._interval()
        except ValueError:
            return None

    def _interval(self) -> DateInterval:
        if self.decade is not None:
            return calendar.decade_of(self.decade, self.part)
        if self.year is None:
            raise ValueError("a date without a year covers no known days")
        if self.day is not None and self.month is not None:
            last = self.day if self.last_day is None else self.last_day
            return DateInterval(
                date(self.year, self.month, self.day), date(self.year, self.month, last)
            )
        if self.month is not None:
            if self.part:
                return calendar.part_of_month(self.year, self.month, self.part)
            return calendar.months_of(self.year, self.month)
        return self._longer_than_a_month(self.year)

    def _longer_than_a_month(self, year: int) -> DateInterval:
        if self.season is not None:
            if self.part:
                return calendar.part_of_season(year, self.season, self.part)
            return calendar.season_of(year, self.season)
        if self.quarter is not None:
            return calendar.months_of(year, 3 * self.quarter - 2, 3)
        if self.half is not None:
            return calendar.months_of(year, 6 * self.half - 5, 6)
        if self.part:
            return calendar.part_of_year(year, self.part)
        return calendar.year_of(year)
