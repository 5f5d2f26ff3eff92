"""When a document came out: an interval, and the words or field that say so.

The rules, the first that applies:

- what the metadata says (the reader found it);
- a dateline or byline with a full date;
- a report whose title names a year: that year, as the year it reports on;
- bounds from the text itself: it was written after the latest day it tells of, and the months
  it names without a year were then fresh (`_fresh_months`);
- the day on which the file or picture was made: it came out then or later.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from habeas.model import Block, BlockKind, DateInterval, Publication
from habeas.sources.absolute_dates import PrintedDate, printed_dates
from habeas.sources.draft import Draft
from habeas.sources.page.bylines import PERIOD
from habeas.sources.tables import rows

_LOOK_BACK = 90
_LONGEST_DATELINE = 120
_DATELINE_DASH = re.compile(r"\s*\)?\s*(?:\([^()]{2,40}\)|/[^/]{2,40}/)?\s*(?:—|–|--|-\s)")
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_BREAK = re.compile(r"[.!?…;]\s|\n")
_LAG_WEIGHT = 2.0
_LONGEST_LAG = 6
_CLEARLY_BETTER = 2.0
_READ_FOR_DATES = (
    BlockKind.TITLE,
    BlockKind.DECK,
    BlockKind.PARAGRAPH,
    BlockKind.CAPTION,
    BlockKind.PULL_QUOTE,
)


def publication_of(draft: Draft, blocks: Sequence[Block]) -> Publication | None:
    """The publication of a document, or None where nothing bounds it."""
    return (
        draft.publication
        or _from_byline(draft.text, blocks)
        or _from_report_title(draft.text, blocks)
        or _from_bounds(draft, blocks)
    )


def _from_byline(text: str, blocks: Sequence[Block]) -> Publication | None:
    for block in blocks:
        if block.kind is not BlockKind.BYLINE:
            continue
        dates = list(printed_dates(text[block.start : block.end]))
        if block.reason == PERIOD:
            return _period(block, dates[0], dates[1])
        for found in dates:
            if found.year and found.month:
                start = block.start + found.start
                evidence = "date line of the page"
                return Publication(found.span(), evidence, start, block.start + found.end)
    return _from_dateline(text, blocks)


def _period(block: Block, first: PrintedDate, last: PrintedDate) -> Publication | None:
    """The period that a report covers; where the first date has no year, the last one's."""
    begins, ends = first.span(last.year).first, last.span(first.year).last
    if begins is None or ends is None or begins > ends:
        return None
    start, end = block.start + first.start, block.start + last.end
    return Publication(DateInterval(begins, ends), PERIOD, start, end)


def _from_dateline(text: str, blocks: Sequence[Block]) -> Publication | None:
    """The first paragraph opens with a place, a full date and a dash, as agencies' items do."""
    first = next((block for block in blocks if block.kind is BlockKind.PARAGRAPH), None)
    if first is None:
        return None
    opening = text[first.start : min(first.end, first.start + _LONGEST_DATELINE)]
    for found in printed_dates(opening):
        place = opening[: found.start].strip(" ,.(")
        dashed = _DATELINE_DASH.match(opening[found.end :])
        capitalised = all(word[:1].isupper() for word in place.split())
        if found.year and found.day and dashed and place and capitalised:
            start, end = first.start + found.start, first.start + found.end
            return Publication(found.span(), "dateline of the first paragraph", start, end)
    return None


def _from_report_title(text: str, blocks: Sequence[Block]) -> Publication | None:
    """A yearly report names its year in the title; the year is one it reports on."""
    for block in blocks:
        if block.kind is not BlockKind.TITLE:
            continue
        title = text[block.start : block.end]
        years = [found for found in printed_dates(title) if found.year and not found.month]
        if years and _report_words() & {word.casefold() for word in _WORD.findall(title)}:
            first, last = years[0], years[-1]
            interval = DateInterval(first.span().first, last.span().last)
            start, end = block.start + first.start, block.start + last.end
            return Publication(interval, "reporting year in the title", start, end)
    return None


@dataclass(frozen=True, slots=True)
class _Told:
    """A date of the text that lies in its past, in offsets of the document."""

    start: int
    end: int
    printed: PrintedDate


def _from_bounds(draft: Draft, blocks: Sequence[Block]) -> Publication | None:
    told = [item for block in blocks for item in _told_in(draft.text, block)]
    full = [item for item in told if item.printed.year and item.printed.month]
    years = [item for item in told if item.printed.year and not item.printed.month]
    latest = max(full, key=_first_day, default=None)
    newest_year = max(years, key=_first_day, default=None)
    if newest_year and (latest is None or _first_day(newest_year).year > _first_day(latest).year):
        latest = newest_year
    if draft.made and (latest is None or draft.made > _first_day(latest)):
        return Publication(DateInterval(draft.made, None), draft.made_evidence)
    if latest is None:
        return None
    if latest.printed.month:
        fresh = [item for item in told if item.printed.year is None]
        return _fresh_months(latest, fresh) or _after(latest)
    return _after(latest)


def _after(latest: _Told) -> Publication:
    return Publication(
        DateInterval(_first_day(latest), None),
        "bounds from the text: not before the latest date it tells of",
        latest.start,
        latest.end,
    )


def _fresh_months(latest: _Told, fresh: list[_Told]) -> Publication | None:
    """Move the lower bound to a later month that the text names without a year.

    A writer leaves out the year of a month that has just passed. Of the latest full date and the
    year's months after it, that one is taken as the time of writing which makes the months
    without a year freshest: the sum of their ages in months, plus twice the lag behind the
    latest full date. A later month must win clearly, and lie at most half a year later. The upper
    bound is the end of that year: later, its months would need their year.
    """
    anchor = _first_day(latest)
    months = [(item.printed.month or 0) for item in fresh]
    if not months:
        return None
    base = anchor.year * 12 + anchor.month
    costs = {
        lag: sum((base + lag - month) % 12 for month in months) + _LAG_WEIGHT * lag
        for lag in {0, *((month - anchor.month) % 12 for month in months)}
        if lag <= _LONGEST_LAG
    }
    lag = min(costs, key=lambda each: (costs[each], each))
    if lag == 0 or costs[lag] + _CLEARLY_BETTER > costs[0]:
        return None
    return _written_at(base + lag, fresh)


def _written_at(count: int, fresh: list[_Told]) -> Publication:
    """The interval for a text written in month `count` (12 × year + month) or soon after."""
    year, month = (count - 1) // 12, (count - 1) % 12 + 1
    same_month = [item for item in fresh if item.printed.month == month]
    newest = max(same_month, key=lambda item: item.printed.day or 1)
    first = date(year, month, min(newest.printed.day or 1, calendar.monthrange(year, month)[1]))
    return Publication(
        DateInterval(first, date(year, 12, 31)),
        f"bounds from the text: after the latest month it names, taken as one of {year} because"
        " the text leaves out its year",
        newest.start,
        newest.end,
    )


def _told_in(text: str, block: Block) -> list[_Told]:
    if block.kind not in _READ_FOR_DATES:
        return []
    words = text[block.start : block.end]
    return [
        _Told(block.start + found.start, block.start + found.end, found)
        for found in printed_dates(words)
        if not _looks_ahead(words[max(0, found.start - _LOOK_BACK) : found.start])
    ]


def _looks_ahead(before: str) -> bool:
    """Whether the words of the sentence before a date put it into the future."""
    sentence = _SENTENCE_BREAK.split(before)[-1]
    return bool(_future_words() & {word.casefold() for word in _WORD.findall(sentence)})


def _first_day(item: _Told) -> date:
    first = item.printed.span().first
    return first if first is not None else date.min


@cache
def _future_words() -> frozenset[str]:
    return _words("future")


@cache
def _report_words() -> frozenset[str]:
    return _words("report")


def _words(use: str) -> frozenset[str]:
    return frozenset(
        word for row in rows("date_words.csv") if row["use"] == use for word in row["words"].split()
    )
