"""The words of a text with what each may be of whose name: pieces of one word are one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from habeas.reports.redaction.persons.forms import PersonForms
from habeas.reports.redaction.persons.naming import NOBODY, SHORTEST_NAME, Roles, Unit
from habeas.reports.redaction.persons.readings import name_keys
from habeas.reports.redaction.persons.spelled_otherwise import is_word_of_father
from habeas.reports.redaction.writing.words import Word, joined_words

_LONG_INSIDE = 6
_BROKEN_OFF = re.compile(r"[-‐‑]")
_BEFORE_WORD_OF_FATHER = re.compile(r"[-‐‑ \u00a0]")


class NameUnits:
    """Knows of each word whose surname, given name or patronymic it is, by person's number."""

    def __init__(self, persons: Sequence[PersonForms]) -> None:
        self._own = _index(item.own for item in persons)
        self._given = _index(item.given for item in persons)
        self._patronymic = _index(item.patronymic for item in persons)
        self._inside = _index(
            {form for form in item.own - item.ordinary | item.together if len(form) >= _LONG_INSIDE}
            for item in persons
        )
        self._sizes = sorted({len(form) for form in self._inside})
        self._known: dict[str, Roles] = {}

    def roles(self, letters: str) -> Roles:
        """Whose name a word is, and which part of it."""
        known = self._known.get(letters)
        if known is None:
            known = self._known[letters] = self._read(letters)
        return known

    def of(self, text: str, words: Sequence[Word]) -> list[Unit]:
        """The words in their order, those as one that are a name only together."""
        single = [self.roles(word.letters) for word in words]
        whole: dict[int, tuple[int, str, Roles]] = {}
        for first, last, letters, roles in self._joined(text, words, single):
            if first not in whole or self._fits_better(last, letters, whole[first][0]):
                whole[first] = (last, letters, roles)
        units, place = [], 0
        while place < len(words):
            last, letters, roles = whole.get(
                place, (place + 1, words[place].letters, single[place])
            )
            units.append(Unit(place, last, words[place].start, words[last - 1].end, letters, roles))
            place = last
        return units

    def _fits_better(self, last: int, letters: str, kept: int) -> bool:
        """Whether a run of pieces is a name rather than one from the same word up to `kept`.

        The longest that is a form as it stands; of those that only hold one the shortest: what
        follows the pieces of a name (Тол ван не …) is no part of it.
        """
        return last > kept if self._is_form(letters) else last < kept

    def _is_form(self, letters: str) -> bool:
        forms = (self._own, self._given, self._patronymic)
        return any(key in each for each in forms for key in name_keys(letters))

    def _joined(
        self, text: str, words: Sequence[Word], single: Sequence[Roles]
    ) -> Iterator[tuple[int, int, str, Roles]]:
        """Pieces that are a name together, though none of them is that name alone."""
        for first, last, letters in joined_words(text, words):
            roles = self.roles(letters)
            by_parts = NOBODY.union(*(part.own for part in single[first:last]))
            new = roles.own - by_parts
            if not any(single[first:last]):
                new = new or roles.given | roles.patronymic
            elif _BROKEN_OFF.search(text, words[first].end, words[last - 1].start):
                new = new or _all(self._own, name_keys(letters))
            if new:
                yield first, last, letters, roles
        for place, (one, other) in enumerate(pairwise(words)):
            if not is_word_of_father(other.letters):
                continue
            letters = one.letters + other.letters
            roles = self.roles(letters)
            if roles.patronymic and _BEFORE_WORD_OF_FATHER.fullmatch(text, one.end, other.start):
                yield place, place + 2, letters, roles

    def _read(self, letters: str) -> Roles:
        keys = [
            key
            for key in name_keys(letters)
            if len(key) >= SHORTEST_NAME or not letters[:1].islower()
        ]
        own = _all(self._own, keys)
        for key in keys:
            for size in self._sizes:
                for at in range(len(key) - size + 1):
                    own |= self._inside.get(key[at : at + size], NOBODY)
        long_enough = [key for key in keys if len(key) >= SHORTEST_NAME]
        return Roles(own, _all(self._given, long_enough), _all(self._patronymic, long_enough))


def _index(forms: Iterable[Iterable[str]]) -> dict[str, frozenset[int]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for number, own in enumerate(forms):
        for form in own:
            found[form].add(number)
    return {form: frozenset(numbers) for form, numbers in found.items()}


def _all(index: dict[str, frozenset[int]], keys: Iterable[str]) -> frozenset[int]:
    return frozenset().union(*(index.get(key, NOBODY) for key in keys))
