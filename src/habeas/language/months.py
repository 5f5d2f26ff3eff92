"""The months by their names, as they stand in running text and in tables."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from habeas.language.table import rows


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
