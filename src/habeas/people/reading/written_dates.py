"""Dates as lists write them, in figures or with the month in words; nothing is guessed.

`1984`, `1984-05`, `1984-05-09`, `09.05.1984`, `9/5/84`, `05.1984`, `19840509`, `9 травня 1984 р.`,
`May 9, 1984`; a day or month of `00` is not known. Numbers of days, as spreadsheets keep them, are
not read.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from habeas.language import fold, month_words
from habeas.people.reading.vocabulary import cell_words

LANGUAGES = ("uk", "ru", "en", "be", "pl", "de")
NO_SUCH_DAY = "there is no such day"
OUT_OF_RANGE = "too early, or in the future"
CENTURY_UNKNOWN = "the century is not said"
NOT_UNDERSTOOD = "not a date that is understood"

_TIME = re.compile(r"[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:z|utc|[+-]\d{2}:?\d{2})?$", re.I)
_YEAR = re.compile(r"(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})([-./])(\d{1,2})(?:\2(\d{1,2}))?")
_TWO_AND_YEAR = re.compile(r"(\d{1,2})([-./])(\d{1,2})\2(\d{4}|\d{2})")
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})[-./](\d{4})")
_RUN_TOGETHER = re.compile(r"(\d{4})(\d{2})(\d{2})")
_PIECE = re.compile(r"\d+|[^\W\d_]+")
_SPACED_MARKS = re.compile(r"\s*([-./])\s*")


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as far as it is written; `day` needs a month."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """Its last day."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def __str__(self) -> str:
        """ISO 8601, as short as it is known."""
        parts = [f"{self.year:04}", f"{self.month:02}", f"{self.day:02}"]
        return "-".join(parts[: 1 + bool(self.month) + bool(self.month and self.day)])


@dataclass(frozen=True, slots=True)
class DateReader:
    """Reads dates from `earliest` to `today`, and of this century's future where that is allowed.

    `month_first` is how 05/09/1984 is written in this column; with full stops the day is first
    everywhere. A year of two figures is one up to today.
    """

    earliest: date
    today: date
    future: bool = False
    month_first: bool = False

    def read(self, text: str) -> WrittenDate | str:
        """The date, or why there is none: one of the reasons of this module."""
        bare = _SPACED_MARKS.sub(r"\1", _TIME.sub("", text.strip(" \t.,;'\"’")))
        if any(character.isalpha() for character in bare):
            return self._in_words(bare)
        return self._in_figures(bare.strip(" .,"))

    def _in_figures(self, text: str) -> WrittenDate | str:
        if found := _YEAR.fullmatch(text):
            return self._checked(found[1])
        if found := _YEAR_FIRST.fullmatch(text):
            return self._checked(found[1], found[3], found[4] or "0")
        if found := _TWO_AND_YEAR.fullmatch(text):
            one, mark, two, year = found.groups()
            if self.month_first and mark != ".":
                one, two = two, one
            return self._checked(year, two, one)
        if found := _MONTH_AND_YEAR.fullmatch(text):
            return self._checked(found[2], found[1])
        if found := _RUN_TOGETHER.fullmatch(text):
            whole = self._checked(*found.groups())
            if isinstance(whole, WrittenDate):
                return whole
            return self._checked(text[4:], text[2:4], text[:2])
        return NOT_UNDERSTOOD

    def _in_words(self, text: str) -> WrittenDate | str:
        months, figures, others = _pieces(text)
        if others or len(months) > 1:
            return NOT_UNDERSTOOD
        if not months:
            return self._in_figures(_without_words(text))
        if len(figures) == 1:
            return self._checked(figures[0], months[0])
        if len(figures) != 2:
            return NOT_UNDERSTOOD
        day, year = figures if len(figures[0]) <= 2 else reversed(figures)
        if len(day) > 2:
            return NOT_UNDERSTOOD
        return self._checked(year, months[0], day)

    def _checked(self, year: str, month: str | int = 0, day: str = "0") -> WrittenDate | str:
        if len(year) == 2:
            centuries = [
                century
                for century in (1900, 2000)
                if self.earliest.year <= century + int(year) <= self.today.year
            ]
            if len(centuries) != 1:
                return CENTURY_UNKNOWN if centuries else OUT_OF_RANGE
            year = str(centuries[0] + int(year))
        if len(year) != 4:
            return NOT_UNDERSTOOD
        written = WrittenDate(int(year), int(month), int(day) if int(month) else 0)
        if not int(month) and int(day):
            return NO_SUCH_DAY
        try:
            latest = date(2099, 12, 31) if self.future else self.today
            inside = written.first <= latest and written.last >= self.earliest
        except ValueError:
            return NO_SUCH_DAY
        return written if inside else OUT_OF_RANGE


def is_month_first(texts: Iterable[str]) -> bool | None:
    """Whether a column writes 05/09/1984 for the ninth of May; None where some say so, some not."""
    day_first = month_first = False
    for text in texts:
        found = _TWO_AND_YEAR.match(text.strip())
        if found and found[2] != ".":
            one, two = int(found[1]), int(found[3])
            day_first = day_first or one > 12 >= two
            month_first = month_first or two > 12 >= one
    return None if day_first and month_first else month_first


def has_two_readings(text: str) -> bool:
    """Whether a date in figures could have the month before the day."""
    found = _TWO_AND_YEAR.match(text.strip())
    return bool(
        found
        and found[2] != "."
        and found[1] != found[3]
        and 0 < int(found[1]) <= 12
        and 0 < int(found[3]) <= 12
    )


@cache
def _months() -> dict[str, int]:
    return {fold(word): month for word, month in month_words(*LANGUAGES).items()}


def _pieces(text: str) -> tuple[list[int], list[str], list[str]]:
    """Months, figures, and words that are neither."""
    months, figures, others = [], [], []
    for piece in _PIECE.findall(fold(text)):
        if piece.isdigit():
            figures.append(piece)
        elif piece in _months():
            months.append(_months()[piece])
        elif piece not in cell_words("about"):
            others.append(piece)
    return months, figures, others


def _without_words(text: str) -> str:
    return re.sub(r"[^\W\d_]+\.?", " ", text).strip(" .,;")
