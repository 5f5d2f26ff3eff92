"""Days, months and years that a text spells out, in English, Russian and Ukrainian.

Only what stands in the calendar: "late August" is a month here. Relative expressions and their
meaning belong to `habeas.language`; this is what the bounds of a publication date need.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from habeas.language import month_words
from habeas.model import DateInterval
from habeas.sources.tables import rows

_WORD = re.compile(r"[^\W_]+")
_BEFORE = 16  # characters: room for "throughout" or "31st of" before a month
_AFTER = 24  # room for the day and the year after it
_EARLIEST_YEAR = 1900
_LATEST_YEAR = 2099


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as printed in text[start:end]; `year` is None where the text leaves it out.

    `month` is None for a bare year, `day` for a bare month.
    """

    start: int
    end: int
    year: int | None
    month: int | None = None
    day: int | None = None

    def span(self, year: int | None = None) -> DateInterval:
        """The days it can mean; `year` stands in where the text leaves the year out.

        Raises ValueError where neither is known, or the year has no such day.
        """
        known = self.year or year
        if known is None:
            raise ValueError("a date without a year has no days")
        last_month = self.month or 12
        last_day = self.day or calendar.monthrange(known, last_month)[1]
        first = date(known, self.month or 1, self.day or 1)
        return DateInterval(first, date(known, last_month, last_day))


def printed_dates(text: str) -> Iterator[PrintedDate]:
    """Every date spelled out in a text, in order."""
    for start, end in _neighbourhoods(text):
        for match in _pattern().finditer(text, start, end):
            found = _reading(match)
            if found is not None:
                yield found


def _neighbourhoods(text: str) -> list[tuple[int, int]]:
    """Stretches around the months and years of a text: the rest needs no closer look."""
    stretches: list[tuple[int, int]] = []
    for match in _WORD.finditer(text):
        word = match.group()
        if word[:2] not in ("19", "20") and word.casefold() not in _months():
            continue
        start, end = max(0, match.start() - _BEFORE), min(len(text), match.end() + _AFTER)
        if stretches and start <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], end)
        else:
            stretches.append((start, end))
    return [(_word_start(text, start), end) for start, end in stretches]


def _word_start(text: str, position: int) -> int:
    """The start of the word that a position lies in, so that no word is cut."""
    while position and not text[position - 1].isspace():
        position -= 1
    return position


def _reading(match: re.Match[str]) -> PrintedDate | None:
    part = match.groupdict()
    month_word = part["m1"] or part["m2"] or part["m3"] or part["m4"] or part["m5"] or part["m6"]
    month = _months()[month_word.casefold()] if month_word else _number(part["im"] or part["pm"])
    day = _number(part["d1"] or part["d2"] or part["d3"] or part["d4"] or part["id"] or part["pd"])
    year = _number(part["y1"] or part["y2"] or part["y3"] or part["iy"] or part["py"] or part["y"])
    if not _exists(year, month, day):
        return None
    start = match.start("m6") if part["m6"] else match.start()
    return PrintedDate(start, match.end(), year, month, day)


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _exists(year: int | None, month: int | None, day: int | None) -> bool:
    if year is not None and not _EARLIEST_YEAR <= year <= _LATEST_YEAR:
        return False
    try:
        date(year or 2000, month or 1, day or 1)  # 2000 is a leap year: any yearless day exists
    except ValueError:
        return False
    return True


@cache
def _months() -> dict[str, int]:
    return {form.casefold(): month for form, month in month_words("en", "ru", "uk").items()}


@cache
def _pattern() -> re.Pattern[str]:
    """Longest forms first; English months need their capital ("may", "march" are other words)."""
    english = _alternation(month_words("en"))
    slavic = _alternation(month_words("ru", "uk"))
    month = rf"(?:{english}|(?i:{slavic}))(?!\w)\.?"
    leads = _alternation(
        row["words"] for row in rows("date_words.csv") if row["use"] == "month_lead"
    )
    ordinal = r"(?:st|nd|rd|th|-го|-е)?"
    year = r"(?:19|20)\d\d(?!\d|[.,]\d)"
    return re.compile(
        r"(?<![\w.,/-])(?:"
        r"(?P<iy>(?:19|20)\d\d)-(?P<im>\d\d)-(?P<id>\d\d)(?!\d)"
        r"|(?P<pd>\d{1,2})[./](?P<pm>\d{1,2})[./](?P<py>(?:19|20)\d\d)(?!\d)"
        rf"|[«\"“]?(?P<d1>\d{{1,2}}){ordinal}[»\"”]?\s+(?:of\s+)?{_named(month, 'm1')}"
        rf",?\s+(?P<y1>{year})"
        rf"|{_named(month, 'm2')}\s+(?P<d2>\d{{1,2}}){ordinal},?\s+(?P<y2>{year})"
        rf"|{_named(month, 'm3')},?\s+(?:of\s+)?(?P<y3>{year})"
        rf"|(?P<d3>\d{{1,2}}){ordinal}\s+(?:of\s+)?{_named(month, 'm4')}"
        rf"|{_named(month, 'm5')}\s+(?P<d4>\d{{1,2}}){ordinal}(?!\w|[.,:]\d)"
        rf"|(?i:{leads})[\s-]+{_named(month, 'm6')}(?!,?\s+\d)"
        rf"|(?P<y>{year})(?![\w/-])"
        r")"
    )


def _named(month: str, name: str) -> str:
    """A month whose word, without a full stop after it, is the group `name`."""
    return month.replace("(?:", f"(?P<{name}>", 1)


def _alternation(forms: Iterable[str]) -> str:
    words = {word for line in forms for word in line.split()}
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
