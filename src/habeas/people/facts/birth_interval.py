"""When a row's person was born, as far as the row says: a date, a part of one, or an age."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

import numpy as np

from habeas.people.facts.dated_event import dated_events
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
    """First and last possible day of each birth, (n,) each; UNKNOWN_DAY where nothing is said.

    An age counts at the row's first dated event, and only where no date of birth can be read.
    """
    first, last = _said(records.born)
    age = _ages(records.aged)
    event_first, event_last = _first_events(records)
    aged = (first == UNKNOWN_DAY) & (age >= 0) & (event_first != UNKNOWN_DAY)
    first[aged], last[aged] = _born_at(age[aged], event_first[aged], event_last[aged])
    return first, last


def birth_of(records: Records, row: int) -> tuple[int, int] | None:
    """The same interval for one row, None where nothing is said."""
    span = partial_date(records.born[row])
    if span:
        return _days(span)
    age = _age(records.aged[row])
    events = dated_events(records.events, row)
    if age < 0 or not events:
        return None
    first, last = _born_at(*(np.array([n]) for n in (age, events[0].first, events[0].last)))
    return int(first[0]), int(last[0])


def _born_at(age: Days, first: Days, last: Days) -> tuple[Days, Days]:
    return (
        (first - np.ceil((age + 1) * _YEAR)).astype(np.int32),
        (last - np.floor(age * _YEAR)).astype(np.int32),
    )


def _said(born: TextColumn) -> tuple[Days, Days]:
    spans = [partial_date(value) for value in born.values]
    days = np.array(
        [
            *((UNKNOWN_DAY, UNKNOWN_DAY) if s is None else _days(s) for s in spans),
            # The code of "nothing said" is -1: the last entry.
            (UNKNOWN_DAY, UNKNOWN_DAY),
        ],
        dtype=np.int32,
    )[born.codes]
    return days[:, 0].copy(), days[:, 1].copy()


def _days(span: tuple[date, date]) -> tuple[int, int]:
    return (span[0] - _EPOCH).days, (span[1] - _EPOCH).days


def _age(text: str) -> int:
    """The age in years, -1 where the text is none that a human reaches."""
    return age if _AGE.fullmatch(text) and (age := int(text)) <= _OLDEST else -1


def _ages(aged: TextColumn) -> Days:
    return np.array([*map(_age, aged.values), -1], dtype=np.int32)[aged.codes]


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
