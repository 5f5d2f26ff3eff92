"""The words of dates in one language, and the pieces of patterns that are made of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from habeas.language.table import Row, rows


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Values by folded word, for each kind of word that the language's table lists."""

    months: dict[str, int]
    short_months: dict[str, int]
    weekdays: dict[str, int]
    seasons: dict[str, str]
    parts: dict[str, str]
    units: dict[str, str]
    ordinals: dict[str, int]
    left_cues: frozenset[str]
    counted: frozenset[str]
    numbered: frozenset[str]
    day_words: dict[str, int]
    month_parts: dict[str, str]
    holidays: dict[str, str]

    def month(self, word: str) -> int:
        """The month (1-12) that a full or shortened name stands for; KeyError if it is none."""
        bare = word.casefold().strip(".")
        return self.months[bare] if bare in self.months else self.short_months[bare]


@cache
def vocabulary(language: str) -> Vocabulary:
    """The words of one language ("en"), from `data/date_words.<language>.tsv`."""
    table = rows(f"date_words.{language}.tsv")
    return Vocabulary(
        months=_numbers(table, "month"),
        short_months=_numbers(table, "month_short"),
        weekdays=_numbers(table, "weekday"),
        seasons=_words(table, "season"),
        parts=_words(table, "part"),
        units=_words(table, "unit"),
        ordinals=_numbers(table, "ordinal"),
        left_cues=frozenset(_words(table, "left_cue")),
        counted=frozenset(_words(table, "counted")),
        numbered=frozenset(_words(table, "numbered")),
        day_words=_numbers(table, "day_word"),
        month_parts=_words(table, "month_part"),
        holidays=_words(table, "holiday"),
    )


def either(words: dict[str, int] | dict[str, str]) -> str:
    """A pattern for any one of these words, the longest first, any case."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first) + ")"


def _words(table: tuple[Row, ...], kind: str) -> dict[str, str]:
    return {row["word"].casefold(): row["value"] for row in table if row["kind"] == kind}


def _numbers(table: tuple[Row, ...], kind: str) -> dict[str, int]:
    return {word: int(value) for word, value in _words(table, kind).items()}
