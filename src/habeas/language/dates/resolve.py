"""From what the words say to an interval, given the reference."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from habeas.language.dates.calendar import bounds, unit_holding
from habeas.language.dates.expression import (
    GRANULARITY_OF_UNIT,
    Ambiguous,
    Bounded,
    Counted,
    Leaning,
    Meaning,
    Past,
    Range,
    Shift,
    Weekday,
    Within,
)
from habeas.language.dates.mention import DateKind, DateOffset, from_offset
from habeas.language.dates.partial import PartialDate
from habeas.language.dates.reference import Reference, latest_before
from habeas.model import DateInterval, Granularity


@dataclass(frozen=True, slots=True)
class Resolved:
    """What is known of one expression once the reference has spoken."""

    interval: DateInterval | None
    granularity: Granularity
    kind: DateKind
    offset: DateOffset | None = None
    named: DateInterval | None = None


def resolve(meaning: Meaning, reference: Reference) -> Resolved:
    """The interval, fineness and kind of one meaning; no interval where none can be known."""
    match meaning:
        case PartialDate():
            return Resolved(_date(meaning, reference), meaning.granularity, _kind(meaning))
        case Shift():
            return _shifted(meaning, reference)
        case Past(unit, count):
            return Resolved(reference.past(unit, count), Granularity.RANGE, DateKind.RELATIVE)
        case Weekday(number, turn, ahead):
            day = reference.weekday(number, turn, ahead=ahead)
            return Resolved(day, Granularity.DAY, DateKind.RELATIVE)
        case Leaning(offset, kind):
            return Resolved(None, GRANULARITY_OF_UNIT[offset.unit], kind, offset)
        case Ambiguous(one, other):
            return Resolved(_hull(one, other), Granularity.RANGE, DateKind.ABSOLUTE)
        case Range(one, two):
            return _range(one, two, reference)
        case Bounded(side, date):
            inner = resolve(date, reference)
            interval = _bounded(side, inner.interval, reference)
            return Resolved(interval, Granularity.RANGE, inner.kind, named=inner.interval)
        case Within(unit, date, away):
            return _part(reference.unit(unit, away or 0), unit, date)
        case Counted(offset, date):
            anchor = _date(date, reference)
            interval = from_offset(offset, anchor) if anchor else None
            return Resolved(interval, GRANULARITY_OF_UNIT[offset.unit], _kind(date))


def resolve_within(meaning: Within, before: DateInterval, kind: DateKind) -> Resolved | None:
    """The date in the year or month of `before`, the date that stands before it in the text.

    None where that date does not lie in one such unit.
    """
    if before.first is None or before.last is None:
        return None
    unit = unit_holding(before.first, meaning.unit)
    if unit != unit_holding(before.last, meaning.unit):
        return None
    return _part(unit, meaning.unit, meaning.date, kind)


def undated(meaning: Meaning) -> tuple[PartialDate, ...]:
    """The dates in a meaning that count towards settling an open reference."""
    match meaning:
        case PartialDate() if meaning.needs_year and meaning.turn is meaning.years_away is None:
            return (meaning,)
        case Range(_, two):
            return undated(two)
        case Bounded(_, date) | Counted(_, date):
            return undated(date)
        case _:
            return ()


def _shifted(shift: Shift, reference: Reference) -> Resolved:
    if shift.unit == "weekend":
        weekend = _weekend(reference, shift.count)
        return Resolved(weekend, Granularity.RANGE, DateKind.RELATIVE)
    interval = reference.unit(shift.unit, shift.count)
    return Resolved(interval, GRANULARITY_OF_UNIT[shift.unit], DateKind.RELATIVE)


def _part(
    whole: DateInterval | None,
    unit: str,
    date: PartialDate,
    kind: DateKind = DateKind.RELATIVE,
) -> Resolved:
    """A date in a known year, or in a known month."""
    if whole is None or whole.first is None:
        return Resolved(None, date.granularity, kind)
    exact = date.in_year(whole.first.year)
    if unit == "month":
        exact = replace(exact, month=whole.first.month)
    return Resolved(exact.interval(), exact.granularity, kind)


def _kind(date: PartialDate) -> DateKind:
    return DateKind.RELATIVE if date.needs_year else DateKind.ABSOLUTE


def _date(date: PartialDate, reference: Reference) -> DateInterval | None:
    return reference.complete(date) if date.needs_year else date.interval()


def _weekend(reference: Reference, count: int) -> DateInterval | None:
    """Saturday and Sunday; "the weekend" is the latest one that has begun."""
    saturday = reference.weekday(6, None)
    if saturday is None or saturday.first is None:
        return None
    first = saturday.first + timedelta(weeks=count)
    return DateInterval(first, first + timedelta(days=1))


def _hull(one: PartialDate, other: PartialDate) -> DateInterval | None:
    first, second = one.interval(), other.interval()
    if first is None or second is None:
        return None
    days = sorted((*bounds(first), *bounds(second)))
    return DateInterval(days[0], days[-1])


def _range(one: PartialDate, two: PartialDate, reference: Reference) -> Resolved:
    """A year printed on one side holds for both; an end before its beginning is a year later."""
    kind = DateKind.RELATIVE if one.needs_year and two.needs_year else DateKind.ABSOLUTE
    last = _date(two, reference)
    if two.needs_year and one.year is not None:
        last = two.in_year(one.year).interval()
        first = one.interval()
        if first and last and bounds(last)[1] < bounds(first)[0]:
            last = two.in_year(one.year + 1).interval()
    first = _beginning(one, last)
    if first is None or last is None or first.first is None or last.last is None:
        return Resolved(None, Granularity.RANGE, kind)
    if first.first > last.last:
        return Resolved(None, Granularity.RANGE, kind)
    return Resolved(DateInterval(first.first, last.last), Granularity.RANGE, kind)


def _beginning(one: PartialDate, last: DateInterval | None) -> DateInterval | None:
    if not one.needs_year:
        return one.interval()
    return latest_before(one, last.last) if last and last.last else None


def _bounded(side: str, date: DateInterval | None, reference: Reference) -> DateInterval | None:
    if date is None or date.first is None or date.last is None:
        return None
    if side == "since":
        return reference.until_now(date.first)
    if side == "after":
        return reference.until_now(date.last + timedelta(days=1))
    if side == "until":
        return DateInterval(None, date.last)
    return DateInterval(None, date.first - timedelta(days=1))
