"""Months and weekdays by their names, as they stand in running text and in tables."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from habeas.language.table import listed, rows


@cache
def month_words(*languages: str) -> Mapping[str, int]:
    """The number of the month (1-12) by every form of its name in these languages.

    English, German and Polish carry their capitals or not as their spelling has it; short forms
    stand without a full stop.
    """
    found: dict[str, int] = {}
    for row in rows("months.tsv"):
        if row["language"] in languages:
            for form in row["forms"].split():
                found.setdefault(form, int(row["month"]))
    return MappingProxyType(found)


@cache
def weekday_words() -> Mapping[str, int]:
    """The number of the weekday (Monday = 1) by every form of its name, in uk, ru and en."""
    return MappingProxyType(
        {
            form: int(row["value"])
            for language in ("uk", "ru", "en")
            for row in rows(f"date_words.{language}.tsv")
            if row["kind"] == "weekday"
            for form in listed(row["word"])
        }
    )
