"""Where a text names redacted persons, and which of them.

* A surname (call sign, single name) tells its person in any form. With it goes what stands beside
  it and fits: given name, patronymic, initials, further names, the other half of a double surname.
  What is not known of a person contradicts nothing.
* Beside the given name or the initial of somebody else it is taken out all the same, without
  saying whose it is: that person only shares the surname.
* A given name tells its person beside their patronymic or a misspelt surname; alone, or as
  initials, only where the source names them.
* A name that is also a word of everyday speech is the word in small letters in running text; where
  it begins a sentence, it is taken out without saying whose it is. So is a name that is a town's.
"""

from __future__ import annotations

from collections.abc import Sequence

from habeas.reports.redaction.persons.around_surnames import AroundSurnames
from habeas.reports.redaction.persons.forms import PersonForms
from habeas.reports.redaction.persons.name_parts import NameParts
from habeas.reports.redaction.persons.name_units import NameUnits
from habeas.reports.redaction.persons.naming import NOBODY, Naming
from habeas.reports.redaction.persons.near_surnames import NearSurnames
from habeas.reports.redaction.persons.other_meanings import OtherMeanings
from habeas.reports.redaction.persons.without_surname import WithoutSurname
from habeas.reports.redaction.writing.words import Word


class PersonFinder:
    """Finds redacted persons, by their number."""

    def __init__(self, persons: Sequence[PersonForms]) -> None:
        self._persons = persons
        self._units = NameUnits(persons)
        self._near = NearSurnames(item.stems for item in persons)
        parts = NameParts(persons)
        meanings = OtherMeanings(persons, parts)
        self._around = AroundSurnames(parts, meanings)
        self._without = WithoutSurname(persons, parts, meanings, self._near)

    def find(
        self, text: str, words: Sequence[Word], named: frozenset[int] = NOBODY
    ) -> list[Naming]:
        """Every naming, in order; `named` are those whom the source names by their surname."""
        if not self._persons:
            return []
        units = self._units.of(text, words)
        around = self._around.find(text, units, set())
        found = [one.naming(units) for one in around]
        surnames = [(one.first, one.last, one.who) for one in around]
        found += self._without.find(text, units, surnames, named)
        return sorted(found, key=lambda item: item.first)

    def tells(self, letters: str) -> frozenset[int]:
        """Those whom this word alone tells."""
        return self._units.roles(letters).own

    def looks_like(self, letters: str) -> frozenset[int]:
        """Those whose surname this word is but for about one letter, or in small letters only."""
        roles = self._units.roles(letters)
        if roles.own:
            return roles.own if letters[:1].islower() else NOBODY
        return self._near.like(letters) if letters[:1].isupper() and not roles else NOBODY
