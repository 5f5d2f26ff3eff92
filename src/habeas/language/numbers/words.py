"""Numbers written as words, and digits with their signs, as values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from habeas.language.table import rows

_DIGITS = re.compile(r"(?:\d{1,3}(?:[,\u00a0\u202f\u2009 ]\d{3})+|\d+)(?:\.\d+)?")
_PARTS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Values by word, for each kind of word that the language's table lists."""

    units: dict[str, float]
    tens: dict[str, float]
    scales: dict[str, float]
    groups: dict[str, float]
    fractions: dict[str, float]
    vague: dict[str, float]


@cache
def number_words(language: str) -> NumberWords:
    """The number words of one language ("en"), from `data/number_words.<language>.tsv`."""
    table = rows(f"number_words.{language}.tsv")

    def of(kind: str) -> dict[str, float]:
        return {row["word"]: float(row["value"]) for row in table if row["kind"] == kind}

    return NumberWords(of("unit"), of("ten"), of("scale"), of("group"), of("fraction"), of("vague"))


def value_of(text: str, language: str = "en") -> float | None:
    """The value of digits or number words ("19,000", "twenty-two", "a dozen"); None if it has none.

    "a" and "an" count as one, "couple" as two.
    """
    digits = text.strip()
    part = _PARTS.get(digits[-1:])
    if part is not None:
        whole = value_of(digits[:-1], language) if digits[:-1] else 0.0
        return None if whole is None else whole + part
    if _DIGITS.fullmatch(digits):
        return float(re.sub(r"[,\s]", "", digits))
    words = [word for word in re.split(r"[\s-]+", digits.casefold()) if word not in {"and", "of"}]
    return _sum(words, number_words(language)) if words else None


def _sum(words: list[str], known: NumberWords) -> float | None:
    """Scales multiply what came before them since the last greater scale: English grammar."""
    total, part = 0.0, 0.0
    seen = False
    for place, word in enumerate(words):
        simple = _simple(word, known)
        if word in {"a", "an"} and place + 1 < len(words):
            part, seen = 1.0, True
        elif simple is not None:
            part, seen = part + simple, True
        elif word in known.scales or word in known.groups:
            scale = known.scales.get(word) or known.groups[word]
            part = (part or 1.0) * scale
            if scale >= 1000:
                total, part = total + part, 0.0
            seen = True
        else:
            return None
    return total + part if seen else None


def _simple(word: str, known: NumberWords) -> float | None:
    if word == "couple":
        return 2.0
    if _DIGITS.fullmatch(word):
        return float(word.replace(",", ""))
    return known.units.get(word, known.tens.get(word))
