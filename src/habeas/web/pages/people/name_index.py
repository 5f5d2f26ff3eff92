"""Persons by their names, in whatever alphabet and spelling somebody asks for them.

Two words meet where they have a key of `habeas.language.names` in common: the skeleton of a surname
(Величків, VELYCHKIV, Wielyczkiw), or the number of a given name in the lexicon (Юрій, Yuri, Jerzy).
The beginning of a word finds it as well.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from habeas.language import fold, names

if TYPE_CHECKING:
    from habeas.people import Records

# Words of a question beyond these narrow nothing down that the first ones did not.
MOST_WORDS = 8
LONGEST_WORD = 80
# The beginning of a name in another alphabet finds it from so many letters of the skeleton on.
SHORTEST_BEGINNING = 4
_SKELETON = "k"


@dataclass(frozen=True, eq=False)
class NameIndex:
    """`keys` maps a key to the numbers of the persons who bear it, `ordered` are the keys in order
    of the alphabet, so that those that begin alike are found; `folded` holds each person's
    names in small letters without marks, for what is asked by how it is printed.
    """

    keys: Mapping[str, frozenset[int]]
    ordered: tuple[str, ...]
    folded: tuple[str, ...]

    @classmethod
    def of(
        cls, records: Records, person: Sequence[int], spelled: Sequence[Sequence[str]]
    ) -> NameIndex:
        """The index of these records; `person` (n,) numbers whose each is, `spelled` are the
        names of each person as printed.
        """
        coded = names.code_names(
            records.name.texts(),
            records.surname.texts(),
            records.given.texts(),
            records.patronymic.texts(),
        )
        found: dict[str, set[int]] = defaultdict(set)
        parts = (
            (coded.surname, coded.surname_forms, ""),
            (coded.other_surname, coded.surname_forms, ""),
            (coded.given, coded.given_forms, "g"),
            (coded.patronymic, coded.patronymic_forms, "p"),
        )
        for codes, forms, kind in parts:
            keys = _keys_of_forms(forms, kind)
            for code, number in zip(codes.tolist(), person, strict=True):
                if code >= 0:
                    for key in keys[code]:
                        found[key].add(number)
        return cls(
            {key: frozenset(numbers) for key, numbers in found.items()},
            tuple(sorted(found)),
            tuple(" ".join(f" {fold(name)}" for name in one) for one in spelled),
        )

    def find(self, words: str) -> set[int]:
        """The numbers of the persons to whose names every word of this fits."""
        asked = [word[:LONGEST_WORD] for word in words.split()[:MOST_WORDS]]
        found: set[int] | None = None
        for word in asked:
            fitting = self._bearing(word)
            found = fitting if found is None else found & fitting
        return found or set()

    def _bearing(self, word: str) -> set[int]:
        fitting: set[int] = set()
        for key in _keys_of_word(word):
            for met in self._beginning_with(key):
                fitting |= self.keys[met]
        beginning = f" {fold(word)}"
        if beginning.strip():
            fitting |= {number for number, text in enumerate(self.folded) if beginning in text}
        return fitting

    def _beginning_with(self, key: str) -> Sequence[str]:
        """The key itself, and longer ones where it is a skeleton long enough to mean a name."""
        at = bisect_left(self.ordered, key)
        end = at
        longer = key.startswith(_SKELETON) and len(key) > SHORTEST_BEGINNING
        while end < len(self.ordered) and (
            self.ordered[end] == key or (longer and self.ordered[end].startswith(key))
        ):
            end += 1
        return self.ordered[at:end]


def _keys_of_forms(forms: names.NameForms, kind: str) -> list[tuple[str, ...]]:
    """The keys of each form; an initial has none, as it would find half a list."""
    columns = zip(
        forms.key, forms.initial.tolist(), forms.groups.tolist(), forms.fuzzy.tolist(), strict=True
    )
    return [
        () if initial else tuple(_keys(kind, (key,), () if fuzzy else numbers))
        for key, initial, numbers, fuzzy in columns
    ]


def _keys_of_word(word: str) -> set[str]:
    """The keys of a word whose part of the name nobody says."""
    found: set[str] = set()
    for kind, name in (
        ("", names.PersonName(word, surname=word)),
        ("g", names.PersonName(word, given=word)),
        ("p", names.PersonName(word, patronymic=word)),
    ):
        keys = names.keys(name)
        part = keys.surname or keys.given or keys.patronymic
        if part is not None and not part.initial:
            found.update(_keys(kind, part.fine, () if part.fuzzy else part.numbers))
    return found


def _keys(kind: str, skeletons: Iterable[str], numbers: Iterable[int]) -> Iterable[str]:
    yield from (f"{_SKELETON}{key}" for key in skeletons if key)
    if kind:
        yield from (f"{kind}{number}" for number in numbers if number >= 0)
