"""Dates, sources and lists of words as sentences of a history use them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from habeas.people.history.statement import Statement, meaning


def when(first: date | None, last: date | None) -> str:
    """An interval in the shortest words: a day, a month, a year, an open or a closed range."""
    if first is None or last is None:
        return f"from {first}" if first else f"by {last}" if last else "on an unknown date"
    if first == last:
        return first.isoformat()
    after = last + timedelta(days=1) if last < date.max else last
    if first.day == 1 and after.day == 1:
        if (first.year, first.month) == (last.year, last.month):
            return first.isoformat()[:7]
        if first.year == last.year and first.month == 1 and last.month == 12:
            return first.isoformat()[:4]
    return f"between {first} and {last}"


def sources(statements: Iterable[Statement]) -> str:
    """The sources of some statements, each once, in brackets; nothing where none is named."""
    named = dict.fromkeys(
        f"{item.source}, {item.speaker}"
        if item.speaker and item.source
        else item.source or item.speaker
        for item in statements
    )
    names = [name for name in named if name]
    return f" ({'; '.join(names)})" if names else ""


def sentence(statement: Statement) -> str:
    """`seen 2022-06 at Colony 9 (testimony): “in the next cell”`."""
    place = f" at {statement.place}" if statement.place else ""
    said = f": “{statement.says}”" if statement.says else ""
    words = meaning(statement.kind).words
    return f"{words} {when(statement.first, statement.last)}{place}{sources([statement])}{said}"


def listed(words: Sequence[str]) -> str:
    """`a`, `a or b`, `a, b or c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} or {words[-1]}"
