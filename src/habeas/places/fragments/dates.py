"""The date that stands beside a fragment."""

from __future__ import annotations

import re

from habeas.model import DateInterval
from habeas.places.date_cells import date_told
from habeas.places.fragments.words import fragment_words
from habeas.places.sighting import ANY_TIME
from habeas.places.telling.tokens import tokens_of

_DATE = re.compile(
    r"\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[./]\d{1,2}[./]\d{4}\b"
    r"|\b(?:\d{1,2}\s+)?[^\W\d_]{3,9}\s+(?:\d{1,2},\s+)?(?:19|20)\d\d\b"
)
_BESIDE = 60
_BIRTH_BEFORE = 30


def date_beside(text: str, start: int, end: int) -> DateInterval:
    """The date nearest to [start, end) of a sentence; any time where none is near.

    A date of birth is none.
    """
    nearest, found = _BESIDE, ANY_TIME
    for match in _DATE.finditer(text):
        away = max(match.start() - end, start - match.end(), 0)
        if away >= nearest or _of_birth(text, match.start(), match.end()):
            continue
        try:
            told, _ = date_told(match[0])
        except ValueError:
            continue  # figures or words that only look like a date
        nearest, found = away, told
    return found


def _of_birth(text: str, start: int, end: int) -> bool:
    around = text[max(0, start - _BIRTH_BEFORE) : start] + " " + text[end : end + 12]
    tokens = tokens_of(around)
    words = fragment_words()
    return any(words.at(tokens, place, "birth") for place in range(len(tokens)))
