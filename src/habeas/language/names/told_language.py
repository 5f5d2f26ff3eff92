"""Which language a name is written in, as far as its letters and forms tell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from habeas.language.names.lexicon import lexicon_names
from habeas.language.scripts import fold

_LETTERS = (("be", "ў"), ("uk", "їєґ"), ("ru", "ъё"), ("ru-be", "ыэ"), ("uk-be", "і"))
_ENDINGS = (
    ("uk", re.compile(r"(?:[сзц]ьк(?:ий|ого|ому|им|а|ої|ій|у|ою)|йович\w{0,2}|івн\w{1,2}|ець)$")),
    ("ru", re.compile(r"(?:[сц]к(?:ий|ая|ого|ому|им|ой|ую)|[ое]вн(?:а|ы|е|у|ой)|ьевич\w{0,2})$")),
)


@cache
def _forms() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name in lexicon_names():
        for language in ("uk", "ru", "be"):
            for form in name.forms(language):
                found.setdefault(fold(form), set()).add(language)
    return {form: frozenset(languages) for form, languages in found.items()}


@lru_cache(maxsize=1 << 17)
def told_by(word: str) -> frozenset[str]:
    """The languages that a Cyrillic word may be of; all three where it tells nothing."""
    folded = fold(word)
    languages = {"uk", "ru", "be"}
    for told, letters in _LETTERS:
        if any(letter in folded for letter in letters):
            languages &= set(told.split("-"))
    for told, ending in _ENDINGS:
        if languages - {told} and told in languages and ending.search(folded):
            languages = {told}
    by_form = _forms().get(folded)
    if by_form and by_form & languages:
        languages &= by_form
    return frozenset(languages)


def language_of(words: Iterable[str]) -> str:
    """The language that all the words may be of, `uk`, `ru` or `be`; empty where none or several.

    Words that contradict each other, as in a Ukrainian list that prints one name in Russian, are
    settled by the most.
    """
    votes = {"uk": 0, "ru": 0, "be": 0}
    for word in words:
        told = told_by(word)
        for language in told:
            votes[language] += 1
    most = max(votes.values())
    leading = [language for language, count in votes.items() if count == most]
    return leading[0] if len(leading) == 1 else ""
