"""Names of two words in the other order: СІЗО Донецька, of Донецький СІЗО; 77-а колонія."""

from __future__ import annotations

import re
from collections.abc import Sequence

from habeas.language import adjective_towns, fold
from habeas.language import names as printed
from habeas.reports.redaction.places.derived_words import is_adjective
from habeas.reports.redaction.writing.words import Word

_ORDINAL = r"[-‐‑]?(?:th|st|nd|rd|[а-яіїє]{1,3})"
_AFTER_NUMBER = re.compile(rf"(?:{_ORDINAL})?[^\S\n]{{1,2}}")
_BEFORE_TOWN = re.compile(
    r"[^\S\n]{1,2}(?:(?:(?:г|м|с|смт)\.|(?:міст|город)[аіе]|of|in|у|в)[^\S\n]{0,2})?"
)
# Донецька, Донецкое: an adjective that is not of a man.
_NOT_MASCULINE = re.compile("(?<=к)(?:а|е|і|ая|ое|ие)$")
_SILENT = frozenset("г м с смт міста місті города городе of in у в".split())
_ORDINAL_ENDING = re.compile("th|st|nd|rd|[а-яіїє]{1,3}")


def turned(words: Sequence[str]) -> list[tuple[str, ...]]:
    """The orders in which a name of two words may stand as well; a town for its adjective."""
    if len(words) != 2:
        return []
    first, last = words
    if last.isdigit() and first.isalpha():
        return [(last, first)]
    if last.isalpha() and any(map(is_adjective, printed.skeletons(first))):
        adjective = _NOT_MASCULINE.sub("ий", fold(first))
        return [(last, town.title()) for town in adjective_towns(adjective)]
    return []


def stand_turned(text: str, start: int, end: int) -> bool:
    """Whether between these offsets is only what may stand within a name that is turned."""
    gap = _AFTER_NUMBER if text[start - 1 : start].isdigit() else _BEFORE_TOWN
    return gap.fullmatch(text, start, end) is not None


def is_silent(text: str, words: Sequence[Word], place: int) -> bool:
    """Whether a word says nothing within a name that is turned: an ordinal's ending, "of"."""
    word = words[place]
    if word.letters in _SILENT:
        return True
    before = words[place - 1] if place else None
    return (
        before is not None
        and before.letters.isdigit()
        and text[before.end : word.start] in ("", "-", "‐", "‑")
        and _ORDINAL_ENDING.fullmatch(word.letters) is not None
    )
