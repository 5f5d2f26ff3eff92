"""When a row's person was born, as far as the row says: a date, a part of one, or an age."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

import numpy as np

from habeas.people.facts.layout import ALWAYS, NEVER
from habeas.people.records import UNKNOWN_DAY, Days, Records
from habeas.people.text_column import TextColumn

_EPOCH = date(1970, 1, 1)
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_AGE = re.compile(r"\d{1,3}", re.ASCII)
_OLDEST = 120
# The Gregorian mean; an age leaves a year open, so that a day of rounding changes nothing.
_YEAR = 365.2425


def partial_date(text: str) -> tuple[date, date] | None:
    """First and last day of `1984`, `1984-05` or `1984-05-09`; None for any other text.

    Months and days of `00` are unknown, as registers print them.
    """
    found = _PARTIAL.fullmatch(text)
    if not found:
        return None
    year, month, day = (int(part or 0) for part in found.groups())
    try:
        if not month:
            return date(year, 1, 1), date(year, 12, 31)
        if not day:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except ValueError:
        return None


def birth_intervals(records: Records) -> tuple[Days, Days]:
    """Early (last possible day) and late (first possible day) of each birth, (n,) each.

    ALWAYS and NEVER where nothing is said. An age counts at the row's first dated event, and only
    where no date of birth can be read.
    """
    first, last = _said(records.born)
    age = _ages(records.aged)
    event_first, event_last = _first_events(records)
    aged = (first == NEVER) & (age >= 0) & (event_first != UNKNOWN_DAY)
    first[aged] = event_first[aged] - np.ceil((age[aged] + 1) * _YEAR).astype(np.int32)
    last[aged] = event_last[aged] - np.floor(age[aged] * _YEAR).astype(np.int32)
    return last, first


def _said(born: TextColumn) -> tuple[Days, Days]:
    spans = [partial_date(value) for value in born.values]
    first = [NEVER if span is None else (span[0] - _EPOCH).days for span in spans]
    last = [ALWAYS if span is None else (span[1] - _EPOCH).days for span in spans]
    # The code of "nothing said" is -1: the last entry.
    return (
        np.array([*first, NEVER], dtype=np.int32)[born.codes],
        np.array([*last, ALWAYS], dtype=np.int32)[born.codes],
    )


def _ages(aged: TextColumn) -> Days:
    ages = [int(value) if _AGE.fullmatch(value) else -1 for value in aged.values]
    by_code = np.array([*(age if age <= _OLDEST else -1 for age in ages), -1], dtype=np.int32)
    return by_code[aged.codes]


def _first_events(records: Records) -> tuple[Days, Days]:
    """The interval of each record's first dated event in order of row, unknown where none."""
    first = np.full(len(records), UNKNOWN_DAY, dtype=np.int32)
    last = first.copy()
    events = records.events
    dated = np.flatnonzero((events.first != UNKNOWN_DAY) & (events.last != UNKNOWN_DAY))[::-1]
    # Written from the last to the first: the first one stays.
    first[events.record[dated]] = events.first[dated]
    last[events.record[dated]] = events.last[dated]
    return first, last
