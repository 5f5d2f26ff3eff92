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


def only(text: str, reference: DateInterval = DAY, language: str = "en") -> DateMention:
    """The one mention in a text."""
    (mention,) = find_dates(text, reference, language=language)
    return mention


def intervals(
    text: str, reference: DateInterval = DAY, language: str = "en"
) -> list[DateInterval | None]:
    """The intervals of all mentions in a text."""
    return [mention.interval for mention in find_dates(text, reference, language=language)]


def spelled(intervals: list[DateInterval | None]) -> str:
    """Intervals in a line: "2025-05-05", "2025-05-01..2025-05-31", "..2025-05-31", "?"."""
    return ", ".join("?" if interval is None else _spelled(interval) for interval in intervals)


def _spelled(interval: DateInterval) -> str:
    if interval.first == interval.last:
        return str(interval.first)
    return f"{interval.first or ''}..{interval.last or ''}"
