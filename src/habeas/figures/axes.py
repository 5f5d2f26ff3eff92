"""Round values along an axis, for counts and for dates."""

from __future__ import annotations

from datetime import date

_MOST_TICKS = 8
_DAYS = (1, 2, 7, 14)
_MONTHS = (1, 3, 6)
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)


def count_ticks(greatest: int) -> list[int]:
    """Whole numbers from 0 to at least `greatest`, evenly spaced by 1, 2 or 5 times a power of 10.

    >>> count_ticks(7)
    [0, 1, 2, 3, 4, 5, 6, 7]
    >>> count_ticks(34)
    [0, 5, 10, 15, 20, 25, 30, 35]
    """
    step = next(
        factor * 10**power
        for power in range(16)
        for factor in (1, 2, 5)
        if greatest <= (_MOST_TICKS - 1) * factor * 10**power
    )
    return list(range(0, max(greatest, 1) + step, step))[: -(-max(greatest, 1) // step) + 1]


def date_ticks(first: date, last: date) -> list[tuple[date, str]]:
    """At most eight dates inside [first, last] with their labels: years, months or days."""
    days = (last - first).days + 1
    if days > 366 * 2:
        return _year_ticks(first, last)
    if days > 70:
        return _month_ticks(first, last)
    step = next((step for step in _DAYS if days <= step * _MOST_TICKS), _DAYS[-1])
    ordinals = range(first.toordinal(), last.toordinal() + 1, step)
    return [(day, day.isoformat()) for day in map(date.fromordinal, ordinals)][:_MOST_TICKS]


def _year_ticks(first: date, last: date) -> list[tuple[date, str]]:
    years = last.year - first.year + 1
    step = next(step for step in _YEARS if years <= step * _MOST_TICKS)
    starts = range(-(-first.year // step) * step, last.year + 1, step)
    return [
        (date(year, 1, 1), str(year)) for year in starts if year >= 1 and date(year, 1, 1) >= first
    ]


def _month_ticks(first: date, last: date) -> list[tuple[date, str]]:
    months = [(first.year + offset // 12, offset % 12 + 1) for offset in range(12 * 4)]
    starts = [start for start in (date(*month, 1) for month in months) if first <= start <= last]
    step = next(step for step in (*_MONTHS, 12) if len(starts) <= step * _MOST_TICKS)
    return [(start, f"{start:%Y-%m}") for start in starts if (start.month - 1) % step == 0][
        :_MOST_TICKS
    ]
