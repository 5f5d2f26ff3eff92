"""What the reference adds: which March is meant, which week "last week" was.

A date without a year means the latest one that does not begin after the reference. A reporting
year as the reference therefore puts every month into that year. Where only the earliest day of
publication is known, the text's own months settle a likely day, once for the whole text: the day
from the bound on under which the bound and all dates without a year are youngest in sum, since
reports leave the year out of what is recent. What that day supplies is no finer than a year.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from habeas.language.dates.calendar import bounds, shifted, unit_holding
from habeas.language.dates.partial import PartialDate
from habeas.model import DateInterval

_YEARS_TO_TRY = 9  # a 29 February may be eight years back


@dataclass(frozen=True, slots=True)
class Reference:
    """`stated` is the reference as given; `latest` the day that dates without a year precede;
    `window` the days in which "now" lies, where both ends are known.
    """

    stated: DateInterval
    latest: date | None
    window: DateInterval | None

    @classmethod
    def of(cls, stated: DateInterval, undated: Sequence[PartialDate] = ()) -> Reference:
        """The reference for a text with these dates that lack a year."""
        if stated.first is not None and stated.last is not None:
            return cls(stated, stated.last, stated)
        if stated.first is None:
            return cls(stated, stated.last, None)
        settled = _settled(stated.first, undated)
        return cls(stated, settled, DateInterval(settled, date(settled.year, 12, 31)))

    def complete(self, partial: PartialDate) -> DateInterval | None:
        """The days of a date that lacks its year; None where the reference cannot tell."""
        if partial.years_away is not None:
            year = self.unit("year", partial.years_away)
            return partial.in_year(year.first.year).interval() if year and year.first else None
        if partial.turn is not None:
            return self._turned(partial)
        if self.latest is None:
            return None
        find = _first_from if partial.ahead else latest_before
        return find(partial, self.latest)

    def unit(self, unit: str, count: int = 0) -> DateInterval | None:
        """The unit (day, week, month, year) that holds now, or the one so many units from it.

        None where the reference is coarser than the unit.
        """
        if self.window is None:
            return None
        first, last = bounds(self.window)
        here = unit_holding(first, unit)
        if here != unit_holding(last, unit) or here.first is None:
            return None
        try:
            return unit_holding(shifted(here.first, unit, count), unit)
        except (ValueError, OverflowError):
            return None

    def weekday(
        self, weekday: int, turn: int | None, *, ahead: bool = False
    ) -> DateInterval | None:
        """The latest such day up to now ("on Monday"), or the last, this week's or next one.

        `weekday` is ISO, Monday = 1; `ahead` asks for the first from now on. None unless the
        reference is one day.
        """
        now = self.unit("day")
        if now is None or now.first is None:
            return None
        back = (now.first.isoweekday() - weekday) % 7
        if turn == -1 and back == 0:
            back = 7
        if turn == 1 or (ahead and back > 0):
            back -= 7
        if turn == 0:
            back = now.first.isoweekday() - weekday
        return DateInterval.on(now.first - timedelta(days=back))

    def past(self, unit: str, count: int) -> DateInterval | None:
        """The last so many units up to now: "over the past two weeks".

        None where the reference is coarser than the unit.
        """
        now = self.unit(unit)
        if now is None or self.window is None:
            return None
        if self.window == now and unit != "day":
            return self.unit(unit, 1 - count) if count == 1 else None
        _, last = bounds(self.window)
        try:
            return DateInterval(shifted(last, unit, -count), last)
        except (ValueError, OverflowError):
            return None

    def until_now(self, since: date) -> DateInterval:
        """From a day to the reference's end, which may be unknown."""
        last = self.stated.last
        return DateInterval(since, last if last is None or last >= since else None)

    def _turned(self, partial: PartialDate) -> DateInterval | None:
        year = self.unit("year")
        if year is None or year.first is None or self.latest is None:
            return None
        if partial.turn == 0:
            return self._this(partial, year.first.year)
        if partial.turn == 1:
            return _first_after(partial, self.latest)
        found = latest_before(partial, self.latest)
        if found is None or found.last is None or found.first is None:
            return None
        back = -1 - (partial.turn or 0) + (found.last >= self.latest and self.window != year)
        for _ in range(back):
            before = latest_before(partial, found.first - timedelta(days=1))
            if before is None or before.first is None:
                return None
            found = before
        return found

    def _this(self, partial: PartialDate, year: int) -> DateInterval | None:
        """That of this year; in January "this winter" is the one that began last December."""
        before = partial.in_year(year - 1).interval()
        if self.latest and before and before.last and self.latest <= before.last:
            return before
        return partial.in_year(year).interval()


def latest_before(partial: PartialDate, limit: date) -> DateInterval | None:
    """The latest such date that does not begin after `limit`."""
    for year in range(limit.year, max(0, limit.year - _YEARS_TO_TRY), -1):
        found = partial.in_year(year).interval()
        if found is not None and found.first is not None and found.first <= limit:
            return found
    return None


def _first_from(partial: PartialDate, limit: date) -> DateInterval | None:
    """The first such date that does not end before `limit`."""
    for year in range(limit.year, min(9999, limit.year + _YEARS_TO_TRY)):
        found = partial.in_year(year).interval()
        if found is not None and found.last is not None and found.last >= limit:
            return found
    return None


def _first_after(partial: PartialDate, limit: date) -> DateInterval | None:
    for year in range(limit.year, min(9999, limit.year + _YEARS_TO_TRY)):
        found = partial.in_year(year).interval()
        if found is not None and found.first is not None and found.first > limit:
            return found
    return None


def _settled(bound: date, undated: Sequence[PartialDate]) -> date:
    """The day, from the bound on, under which bound and undated dates are youngest in sum."""
    candidates = [bound]
    for partial in dict.fromkeys(undated):
        later = _first_after(partial, bound)
        if later is not None and later.first is not None and (later.first - bound).days <= 366:
            candidates.append(later.first)
    return min(candidates, key=lambda day: (_age(day, bound, undated), day))


def _age(day: date, bound: date, undated: Sequence[PartialDate]) -> int:
    ages = (day - bound).days
    for partial in undated:
        found = latest_before(partial, day)
        if found is not None and found.first is not None:
            ages += (day - found.first).days
    return ages
