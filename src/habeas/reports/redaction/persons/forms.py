"""By what a redacted person is known in writing: the forms of each part of their names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from habeas.language import names as printed
from habeas.reports.redaction.persons.everyday_words import is_everyday_word, is_town
from habeas.reports.redaction.persons.spelled_otherwise import (
    slavic_patronymics,
    spellings,
    turkic_patronymics,
)

_FEWEST_LETTERS = 2
_SURE = 0.9
_HALVES = re.compile(r"[-‐‑–\s]+")
_LAST_VOWELS = re.compile("[aeiou]+$")
_SHORTEST_STEM = 5


@dataclass(frozen=True, slots=True)
class PersonForms:
    """The skeletons (see habeas.language.names) of each part, of all names of one person.

    `own` are surnames, call signs, and single names: they tell the person alone. `given` and
    `patronymic` tell them beside one of these, or together. `given_initials` and
    `patronymic_initials` are the first letters of these, and all that is known of a part where it
    has no forms; `surname_initials` are those of surnames. `together` are names run together
    (ivanpetrenko). `ordinary` are forms of names that are also a word of everyday speech or a
    town, `towns` those that are also a town or a region, `stems` the beginnings of surnames, long
    enough to know a misspelt one by. `particles` are the words of surnames in small letters, as
    they stand; `as_told` are the surnames in the case in which they were told.
    """

    own: frozenset[str]
    given: frozenset[str]
    patronymic: frozenset[str]
    given_initials: frozenset[str]
    patronymic_initials: frozenset[str]
    surname_initials: frozenset[str]
    together: frozenset[str]
    ordinary: frozenset[str]
    towns: frozenset[str]
    stems: frozenset[str]
    particles: frozenset[str] = frozenset()
    as_told: frozenset[str] = frozenset()

    @property
    def initials(self) -> frozenset[str]:
        """The first letters of given name and patronymic."""
        return self.given_initials | self.patronymic_initials


@dataclass
class _Gathered:
    """The forms of the names read so far."""

    own: set[str] = field(default_factory=set)
    given: set[str] = field(default_factory=set)
    patronymic: set[str] = field(default_factory=set)
    given_initials: set[str] = field(default_factory=set)
    patronymic_initials: set[str] = field(default_factory=set)
    surname_initials: set[str] = field(default_factory=set)
    ordinary: set[str] = field(default_factory=set)
    towns: set[str] = field(default_factory=set)
    surnames: set[str] = field(default_factory=set)
    firsts: set[str] = field(default_factory=set)
    particles: set[str] = field(default_factory=set)

    def add(self, name: str) -> None:
        """Take in what one name says."""
        parsed = printed.parse(name)
        said = [word for word in (parsed.surname, parsed.other_surname) if word]
        if not said:
            said = [word for word in (parsed.given or parsed.patronymic,) if word]
        elif parsed.given:
            self._given(parsed.given, is_initial=parsed.given_is_initial)
            if parsed.certainty < _SURE and not _is_given_name(parsed.given):
                # It may be the surname, but then not each half of it.
                self._own(parsed.given, (parsed.given,))
        if parsed.patronymic:
            self._patronymic(parsed.patronymic, is_initial=parsed.patronymic_is_initial)
        for word in (*said, parsed.call_sign):
            self._own(word, (word, *_halves(word)))

    def _own(self, word: str, parts: Iterable[str]) -> None:
        forms = _own_forms(parts)
        self.own |= forms
        if is_everyday_word(word):
            self.ordinary |= forms
        if is_town(word):
            self.ordinary |= forms
            self.towns |= forms
        self.particles.update(each for each in _HALVES.split(word)[:-1] if each.islower())
        self.surnames |= printed.skeletons(word)
        self.surname_initials |= printed.initials(word)

    def _given(self, word: str, *, is_initial: bool) -> None:
        halves = _halves(word)
        for half in halves:
            self.given_initials |= printed.initials(half)
        if is_initial:
            return
        forms = set().union(*map(printed.given_forms, (word, *halves)))
        forms = {form for form in forms if len(form) >= _FEWEST_LETTERS}
        self.given |= forms
        self.given_initials |= {form[0] for form in forms}
        if is_everyday_word(word):
            self.ordinary |= forms
        self.firsts |= printed.skeletons(word)

    def _patronymic(self, word: str, *, is_initial: bool) -> None:
        self.patronymic_initials |= printed.initials(word)
        if is_initial:
            return
        forms = set().union(
            *map(printed.patronymic_forms, (word, *slavic_patronymics(word))),
            # The words for a son and a daughter have no case forms.
            *map(printed.skeletons, turkic_patronymics(word)),
        )
        forms = {form for form in forms if len(form) >= _FEWEST_LETTERS}
        self.patronymic |= forms
        self.patronymic_initials |= {form[0] for form in forms}

    def done(self) -> PersonForms:
        """The forms of all names."""
        stems = {_LAST_VOWELS.sub("", key) for key in self.surnames}
        return PersonForms(
            own=frozenset(self.own),
            given=frozenset(self.given),
            patronymic=frozenset(self.patronymic),
            given_initials=frozenset(self.given_initials),
            patronymic_initials=frozenset(self.patronymic_initials),
            surname_initials=frozenset(self.surname_initials),
            together=frozenset(
                pair
                for surname in self.surnames
                for first in self.firsts
                for pair in (
                    surname + first, first + surname, surname + first[0], first[0] + surname
                )
            ),
            ordinary=frozenset(self.ordinary),
            towns=frozenset(self.towns),
            stems=frozenset(stem for stem in stems if len(stem) >= _SHORTEST_STEM),
            particles=frozenset(self.particles),
            as_told=frozenset(self.surnames),
        )  # fmt: skip


def person_forms(names: Iterable[str]) -> PersonForms:
    """The forms of all these names of one person, in whatever script, case and order."""
    gathered = _Gathered()
    for name in names:
        gathered.add(name)
    return gathered.done()


def _halves(word: str) -> list[str]:
    """The halves of a double name; without particles, which are words of their language."""
    halves = _HALVES.split(word)
    return [half for half in halves if half and not (len(halves) > 1 and half.islower())]


def _is_given_name(word: str) -> bool:
    """Whether each half of a word is a given name that is known as it stands."""
    return all(
        (given := printed.keys(half).given) is not None and given.numbers and not given.fuzzy
        for half in _halves(word)
    )


def _own_forms(parts: Iterable[str]) -> set[str]:
    """The forms of a surname and of each half of it, as neighbours spell them too."""
    found: set[str] = set()
    for part in dict.fromkeys(parts):
        if len(part) > _FEWEST_LETTERS:
            found = found.union(*map(printed.surname_forms, spellings(part)))
        elif part:
            found |= printed.surname_forms(part)
    return {key for key in found if len(key) >= _FEWEST_LETTERS}
