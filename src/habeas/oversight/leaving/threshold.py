"""The table for an unknown day of receipt: received in this month, the exit comes on that day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice

from habeas.model import DateInterval
from habeas.oversight.leaving.course import Threshold

# Beyond so many months the rule speaks better than a table.
_MONTHS = 60


def thresholds(
    received: DateInterval, until: date, leaves: Callable[[DateInterval], DateInterval]
) -> tuple[Threshold, ...]:
    """A row for each calendar month in which the notice may have come in, up to the day `until`.

    None for a receipt that is exactly known, or of which not even the first day is.
    """
    if received.first is None or received.first == received.last:
        return ()
    last = min(until, received.last) if received.last else until
    months = _months(received.first, last)
    return tuple(Threshold(month, leaves(month)) for month in islice(months, _MONTHS))


def _months(first: date, last: date) -> Iterator[DateInterval]:
    while first <= last:
        end = first.replace(day=monthrange(first.year, first.month)[1])
        yield DateInterval(first, min(end, last))
        first = end + timedelta(days=1)
