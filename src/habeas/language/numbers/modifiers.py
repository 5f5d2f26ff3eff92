"""The words beside a number: which they are, and what bounds they set."""

from __future__ import annotations

import re
from functools import cache

from habeas.language.table import rows

_LONGEST_PHRASE = 24


@cache
def _modifiers(side: str, language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    table = {
        row["phrase"]: row["modifier"]
        for row in rows(f"number_modifiers.{language}.tsv")
        if row["side"] == side
    }
    longest_first = sorted(table, key=lambda phrase: (-len(phrase), phrase))
    phrases = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest_first)
    pattern = rf"(?<!\w)({phrases})\s*$" if side == "before" else rf"\s*({phrases})(?!\w)"
    return re.compile(pattern, re.IGNORECASE), table


def before(text: str, start: int, language: str = "en") -> tuple[int, str] | None:
    """The modifier that ends right before `start`, and where it begins."""
    pattern, table = _modifiers("before", language)
    floor = max(0, start - _LONGEST_PHRASE)
    if start == 0 or not (text[start - 1].isspace() or text[start - 1] in "~≈<>≥≤"):
        return None
    found = pattern.search(text, floor, start)
    return None if found is None else (found.start(1), table[_one_space(found[1])])


def after(text: str, end: int, language: str = "en") -> tuple[int, str] | None:
    """The modifier that begins right after `end`, and where it ends."""
    pattern, table = _modifiers("after", language)
    found = pattern.match(text, end)
    return None if found is None else (found.end(1), table[_one_space(found[1])])


def bounds_of(value: float, modifier: str) -> tuple[float | None, float | None]:
    """The least and the greatest number that the modifier allows; None where it sets no bound."""
    if modifier in {"more_than", "at_least"}:
        return value, None
    if modifier in {"nearly", "up_to"}:
        return None, value
    return (None, None) if modifier == "approx" else (value, value)


def _one_space(phrase: str) -> str:
    return " ".join(phrase.casefold().split())
