"""How the tests of dates read one sentence."""

from __future__ import annotations

from datetime import date

from habeas.language import DateMention, find_dates
from habeas.model import DateInterval

# A Monday.
DAY = DateInterval.on(date(2025, 9, 22))
REPORTING_YEAR = DateInterval(date(2024, 1, 1), date(2024, 12, 31))
UNKNOWN = DateInterval(None, None)


def days(first: str | None, last: str | None = None) -> DateInterval:
    """An interval from ISO dates; a single day where there is but one."""
    begin = date.fromisoformat(first) if first else None
    end = date.fromisoformat(last) if last else None
    return DateInterval(begin, begin if last is None and first else end)


def only(text: str, reference: DateInterval = DAY) -> DateMention:
    """The one mention in a text."""
    (mention,) = find_dates(text, reference)
    return mention


def intervals(text: str, reference: DateInterval = DAY) -> list[DateInterval | None]:
    """The intervals of all mentions in a text."""
    return [mention.interval for mention in find_dates(text, reference)]
