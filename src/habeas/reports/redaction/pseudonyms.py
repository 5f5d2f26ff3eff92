"""One name for each redacted person and place, the same in every part and format of a dossier.

Pseudonyms are given in the order in which the record first names somebody, so that nothing about
the name can be read from them. What the record itself calls "Person A" keeps that name to itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from string import ascii_uppercase

NAMELESS = "[redacted]"
PASSAGE = "[redacted passage]"
_OWN = re.compile(
    r"Person [A-Z]{1,3}(?: or Person [A-Z]{1,3})*(?![A-Za-z])|Place [0-9]+(?: or Place [0-9]+)*"
    r"|\[redacted(?: passage)?\]"
)


class Pseudonyms:
    """Gives pseudonyms at the first use; `taken` are texts of the record."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {match[0] for text in taken for match in _OWN.finditer(text)}
        self._persons: dict[int, str] = {}
        self._places: dict[int, str] = {}
        self._given = 0
        self._numbered = 0

    def persons(self, who: Iterable[int]) -> str:
        """The words for one of these persons; for nobody in particular, that it was redacted."""
        return self._words([self.person(one) for one in who])

    def places(self, which: Iterable[int]) -> str:
        """The same for places."""
        return self._words([self.place(one) for one in which])

    def person(self, number: int) -> str:
        """The pseudonym of a person."""
        if number not in self._persons:
            self._persons[number] = self._next_person()
        return self._persons[number]

    def place(self, number: int) -> str:
        """The pseudonym of a place."""
        while number not in self._places:
            self._numbered += 1
            if (name := f"Place {self._numbered}") not in self._taken:
                self._places[number] = name
        return self._places[number]

    def own_words(self, text: str) -> list[tuple[int, int]]:
        """The spans of pseudonyms that were given, and of words for what has none: they stay.

        What only looks like one is the record's: Person LEE may be a person named Lee.
        """
        given = {*self._persons.values(), *self._places.values(), NAMELESS, PASSAGE}
        return [
            match.span()
            for match in _OWN.finditer(text)
            if given.issuperset(match[0].split(" or "))
        ]

    @property
    def persons_met(self) -> dict[int, str]:
        """The persons that the record names, by their number."""
        return dict(self._persons)

    @property
    def places_met(self) -> dict[int, str]:
        """The places that the record names, by their number."""
        return dict(self._places)

    def _words(self, names: list[str]) -> str:
        return " or ".join(sorted(names, key=lambda name: (len(name), name))) or NAMELESS

    def _next_person(self) -> str:
        while True:
            name = f"Person {_letters(self._given)}"
            self._given += 1
            if name not in self._taken:
                return name


def uses_in(text: str) -> Counter[str]:
    """How often each pseudonym, and each word for what has none, stands in a text."""
    return Counter(match[0] for match in _OWN.finditer(text))


def _letters(number: int) -> str:
    """A, B, … Z, AA, AB, …"""
    letters = ""
    number += 1
    while number:
        number, place = divmod(number - 1, len(ascii_uppercase))
        letters = ascii_uppercase[place] + letters
    return letters
