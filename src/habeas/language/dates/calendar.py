"""The calendar's own arithmetic: which days a year, season, month or part of one holds."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from habeas.model import DateInterval

SEASON_STARTS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


def year_of(year: int) -> DateInterval:
    """All days of one year. Raises ValueError outside the years 1 to 9999, as all do here."""
    return DateInterval(date(year, 1, 1), date(year, 12, 31))


def months_of(year: int, first: int, count: int = 1) -> DateInterval:
    """`count` whole months from a month (1-12) of a year on, across the year's end if need be."""
    last_year, last_month = _month_after(year, first, count - 1)
    return DateInterval(
        date(year, first, 1),
        date(last_year, last_month, monthrange(last_year, last_month)[1]),
    )


def season_of(year: int, season: str) -> DateInterval:
    """Three whole months; the winter of a year is the one that begins in its December."""
    return months_of(year, SEASON_STARTS[season], 3)


def part_of_month(year: int, month: int, part: str) -> DateInterval:
    """Early, mid, late = days 1-10, 11-20, 21 to the end; halves part at the 15th.

    Its start is early in it, its end late; its first week ends on the 7th, its last begins seven
    days before the next month.
    """
    last = monthrange(year, month)[1]
    days = {
        "early": (1, 10),
        "start": (1, 10),
        "mid": (11, 20),
        "late": (21, last),
        "end": (21, last),
        "first_half": (1, 15),
        "second_half": (16, last),
        "week_1": (1, 7),
        "week_2": (8, 14),
        "week_3": (15, 21),
        "week_4": (22, 28),
        "week_last": (last - 6, last),
    }[part]
    return DateInterval(date(year, month, days[0]), date(year, month, days[1]))


def part_of_year(year: int, part: str) -> DateInterval:
    """Early, mid, late = January-April, May-August, September-December; halves of six months.

    Its start is the first quarter, its end the last.
    """
    first, count = {
        "start": (1, 3),
        "end": (10, 3),
        "early": (1, 4),
        "mid": (5, 4),
        "late": (9, 4),
        "first_half": (1, 6),
        "second_half": (7, 6),
    }[part]
    return months_of(year, first, count)


def part_of_season(year: int, season: str, part: str) -> DateInterval:
    """Early, mid, late = its first, second, third month; halves of a month and a half."""
    whole = season_of(year, season)
    first, _ = bounds(whole)
    if part in {"first_half", "second_half"}:
        middle_year, middle_month = _month_after(first.year, first.month, 1)
        middle = date(middle_year, middle_month, 15)
        if part == "first_half":
            return DateInterval(first, middle)
        return DateInterval(middle + timedelta(days=1), whole.last)
    later = {"early": 0, "start": 0, "mid": 1, "late": 2, "end": 2}[part]
    return months_of(*_month_after(first.year, first.month, later))


def decade_of(first_year: int, part: str | None = None) -> DateInterval:
    """Ten years; early, mid, late = years 0-3, 4-6, 7-9."""
    years = {"early": (0, 3), "start": (0, 3), "mid": (4, 6), "late": (7, 9), "end": (7, 9)}
    years |= {"first_half": (0, 4), "second_half": (5, 9)}
    first, last = years.get(part or "", (0, 9))
    return DateInterval(date(first_year + first, 1, 1), date(first_year + last, 12, 31))


def unit_holding(day: date, unit: str) -> DateInterval:
    """The day, ISO week (from Monday), calendar month or calendar year that holds a day."""
    if unit == "day":
        return DateInterval.on(day)
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return DateInterval(monday, monday + timedelta(days=6))
    if unit == "month":
        return months_of(day.year, day.month)
    return year_of(day.year)


def shifted(day: date, unit: str, count: int) -> date:
    """The day so many units later; the end of a shorter month where there is no such day.

    Raises ValueError or OverflowError outside the years 1 to 9999.
    """
    if unit in {"day", "week"}:
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    year, month = _month_after(day.year, day.month, count * (12 if unit == "year" else 1))
    if not 1 <= year <= 9999:
        raise ValueError(f"year {year} is out of range")
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def bounds(interval: DateInterval) -> tuple[date, date]:
    """Both ends of an interval. Raises ValueError where one is unknown."""
    if interval.first is None or interval.last is None:
        raise ValueError(f"{interval} has an unknown end")
    return interval.first, interval.last


def _month_after(year: int, month: int, count: int) -> tuple[int, int]:
    months = year * 12 + month - 1 + count
    return months // 12, months % 12 + 1
