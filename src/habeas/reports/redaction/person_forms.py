"""By what a redacted person is known in writing: the forms of each part of their names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from habeas.language import names as printed

_FEWEST_LETTERS = 2
_SURE = 0.9
_HALVES = re.compile(r"[-‐‑–\s]+")
_LAST_VOWELS = re.compile("[aeiou]+$")
_SHORTEST_STEM = 5


@dataclass(frozen=True, slots=True)
class PersonForms:
    """The skeletons (see habeas.language.names) of each part, of all names of one person.

    `own` are surnames, call signs, and single names: they tell the person alone. `given` and
    `patronymic` tell them beside one of these, or together. `initials` are the first letters of
    `given` and `patronymic`, `surname_initials` those of surnames; `together` are names run
    together (ivanpetrenko). `ordinary` are forms of names that are also a word of everyday speech,
    `stems` the beginnings of surnames, long enough to know a misspelt one by.
    """

    own: frozenset[str]
    given: frozenset[str]
    patronymic: frozenset[str]
    initials: frozenset[str]
    surname_initials: frozenset[str]
    together: frozenset[str]
    ordinary: frozenset[str]
    stems: frozenset[str]


def person_forms(names: Iterable[str]) -> PersonForms:
    """The forms of all these names of one person, in whatever script, case and order."""
    own: set[str] = set()
    given: set[str] = set()
    patronymic: set[str] = set()
    surnames: set[str] = set()
    firsts: set[str] = set()
    ordinary: set[str] = set()
    single: set[str] = set()
    for name in names:
        parsed = printed.parse(name)
        said = [word for word in (parsed.surname, parsed.other_surname) if word]
        if not said:
            said = [word for word in (parsed.given or parsed.patronymic,) if word]
        elif parsed.given and not parsed.given_is_initial:
            given |= printed.given_forms(parsed.given)
            if parsed.given.casefold() in _ordinary_words():
                ordinary |= given
            firsts |= printed.skeletons(parsed.given)
            if parsed.certainty < _SURE:
                said.append(parsed.given)
        if parsed.patronymic and not parsed.patronymic_is_initial:
            patronymic |= printed.patronymic_forms(parsed.patronymic)
        for word in (*said, parsed.call_sign):
            forms = _own(word)
            own |= forms
            if word.casefold() in _ordinary_words():
                ordinary |= forms
            surnames |= printed.skeletons(word)
            single |= printed.initials(word)
    whole = {key for key in (*given, *patronymic) if len(key) >= _FEWEST_LETTERS}
    stems = {_LAST_VOWELS.sub("", key) for key in surnames}
    return PersonForms(
        frozenset(own),
        frozenset(given),
        frozenset(patronymic),
        frozenset(key[0] for key in (*whole, *_first_letters(names))),
        frozenset(single),
        frozenset(
            pair
            for surname in surnames
            for first in firsts
            for pair in (surname + first, first + surname, surname + first[0], first[0] + surname)
        ),
        frozenset(ordinary),
        frozenset(stem for stem in stems if len(stem) >= _SHORTEST_STEM),
    )


@cache
def _ordinary_words() -> frozenset[str]:
    table = files("habeas.reports").joinpath("data/ordinary_words.txt").read_text(encoding="utf-8")
    lines = [line for line in table.splitlines() if not line.startswith("#")]
    return frozenset(word for line in lines for word in line.split())


def _own(word: str) -> set[str]:
    """The forms of a surname; of a double one also those of each half."""
    if not word:
        return set()
    found = set(printed.surname_forms(word))
    halves = _HALVES.split(word)
    for half in halves if len(halves) > 1 else ():
        if len(half) > _FEWEST_LETTERS:
            found |= printed.surname_forms(half)
    return {key for key in found if len(key) >= _FEWEST_LETTERS}


def _first_letters(names: Iterable[str]) -> Iterable[str]:
    """The keys of initials, as each system of romanisation writes them."""
    for name in names:
        parsed = printed.parse(name)
        for part in (parsed.given, parsed.patronymic):
            if part:
                yield from printed.initials(part)
