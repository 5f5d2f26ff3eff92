"""Texts in small letters throughout, as people write to each other: capitals tell nothing there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from habeas.language import names as printed
from habeas.reports.redaction.persons.forms import PersonForms
from habeas.reports.redaction.writing.words import words_in

_FEWEST_WORDS = 5
_MOST_CAPITALS = 0.02


def without_ordinary_words(
    persons: Sequence[PersonForms], texts: Iterable[str]
) -> list[PersonForms]:
    """The forms of the persons; a name that stands in such a text is a name wherever it stands."""
    met: set[str] = set()
    for text in texts if any(person.ordinary for person in persons) else ():
        words = [word.letters for word in words_in(text) if word.letters.isalpha()]
        capitals = sum(word[0].isupper() for word in words)
        if len(words) >= _FEWEST_WORDS and capitals <= _MOST_CAPITALS * len(words):
            met.update(key for word in words for key in printed.skeletons(word))
    return [
        replace(person, ordinary=frozenset()) if person.ordinary & met else person
        for person in persons
    ]
