"""Counting as treaties count: days, months, and the first day of the month after.

A date that is not exactly known is a `DateInterval`: it lies somewhere from `first` to `last`; a
`last` of None means that it may lie anywhere later, or that the act may never have happened.
Every rule here is monotone, so an interval is moved by moving its ends.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from habeas.model import DateInterval
from habeas.oversight.truth import Truth


def plus_days(day: date, days: int) -> date:
    """So many days later ("the thirtieth day after the deposit")."""
    return day + timedelta(days=days)


def plus_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day when it is shorter."""
    whole = day.year * 12 + day.month - 1 + months
    year, month = divmod(whole, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def first_of_next_month(day: date) -> date:
    """The first day of the month that follows; the first of a month gives the next one's."""
    return plus_months(day.replace(day=1), 1)


def first_of_month_after_months(day: date, months: int) -> date:
    """The first day of the month following a period of months (ECPT 19(2), 22(2))."""
    return first_of_next_month(plus_months(day, months))


def first_of_month_after_days(day: date, days: int) -> date:
    """The first day of the month after so many days (Rome Statute 126(2): the 60th day)."""
    return first_of_next_month(plus_days(day, days))


def moved(when: DateInterval, rule: Callable[[date], date]) -> DateInterval:
    """The interval in which a date computed from an uncertain date lies."""
    first = rule(when.first) if when.first else None
    last = rule(when.last) if when.last else None
    return DateInterval(first, last)


def not_before(when: DateInterval, earliest: date) -> DateInterval:
    """The interval with nothing earlier than `earliest` left in it."""
    first = max(when.first, earliest) if when.first else earliest
    return DateInterval(first, max(when.last, earliest) if when.last else None)


def reached(when: DateInterval, day: date) -> Truth:
    """Whether an uncertain date lies on or before `day`."""
    if when.last is not None and when.last <= day:
        return Truth.YES
    if when.first is not None and when.first > day:
        return Truth.NO
    return Truth.UNKNOWN
