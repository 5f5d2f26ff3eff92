"""Whether a word beside a redacted surname is a part of the same name, or of somebody else's.

Only what is known of a person can be contradicted: whoever was named by the surname alone may have
any given name, and whoever was named without a patronymic may have any.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from functools import cache

from habeas.language import Script, fold, name_nominative, script_of
from habeas.language import names as printed
from habeas.reports.redaction.persons.forms import PersonForms
from habeas.reports.redaction.persons.naming import (
    LONGEST_INITIAL,
    SHORTEST_NAME,
    Unit,
    has_stop,
    is_initial,
)
from habeas.reports.redaction.persons.readings import name_keys
from habeas.reports.redaction.persons.spelled_otherwise import is_word_of_father

_PATRONYMIC = re.compile(
    "(?:[оеєйь]вич|[іїо]вн|[еє]вн|ични?|[oe]v[yi]ch|[oe]v[iy]tch|[oe]wi[ct]|[oei]vn)[a-zа-яіїєґ]{0,3}$",
    re.IGNORECASE,
)
_WORD_OF_FATHER = 4
_SOMEBODY = "Орленко"


class Part(Enum):
    """What a word is in a person's name."""

    SURNAME = "surname"
    GIVEN = "given"
    PATRONYMIC = "patronymic"


class NameParts:
    """Reads words as parts of the names of redacted persons, by person's number."""

    def __init__(self, persons: Sequence[PersonForms]) -> None:
        self._persons = persons

    def part(self, text: str, unit: Unit, person: int) -> Part | None:
        """Which part of a person's name a word is by what is known of it."""
        roles, known = unit.roles, self._persons[person]
        if person in roles.given:
            return Part.GIVEN
        if person in roles.patronymic:
            return Part.PATRONYMIC
        if person in roles.own:
            return Part.SURNAME
        if len(unit.letters) == LONGEST_INITIAL and unit.letters.isupper():
            return Part.GIVEN if self._are_initials(unit.letters, known) else None
        if is_initial(text, unit):
            if _is_title(unit.letters):
                return None
            return _initial_of(unit.letters, known)
        if not known.given and is_given_name(unit):
            return Part.GIVEN if _first(unit.letters) & known.given_initials else None
        if not known.patronymic and is_patronymic(unit):
            return Part.PATRONYMIC if _first(unit.letters) & known.patronymic_initials else None
        return None

    def is_unknown(self, text: str, unit: Unit, person: int, *, beside_given: bool) -> bool:
        """Whether a word may be a part of the name that was never told of this person."""
        known = self._persons[person]
        named = _is_stopped_initial(text, unit) or is_given_name(unit) or is_patronymic(unit)
        if not known.given_initials:
            return named
        return not known.patronymic_initials and beside_given and named

    def is_particle(self, unit: Unit, person: int) -> bool:
        """Whether a word in small letters is a part of the surname: van, von der."""
        return unit.letters in self._persons[person].particles

    def is_initial_of_surname(self, text: str, unit: Unit, person: int) -> bool:
        """Whether a word is a surname cut short to its first letter."""
        stopped = _is_stopped_initial(text, unit)
        return stopped and bool(_first(unit.letters) & self._persons[person].surname_initials)

    def may_agree(self, given: Unit, surname: Unit, person: int, *, surname_first: bool) -> bool:
        """Whether both may stand in one case; after Зимородька, Марія begins something else.

        A surname behind a given name in another case may be one that women do not decline.
        """
        if script_of(given.letters) is not Script.CYRILLIC:
            return True
        oblique = fold(name_nominative(given.letters, "given")) != fold(given.letters)
        surname_oblique = not name_keys(surname.letters) & self._persons[person].as_told
        return oblique == surname_oblique or (oblique and not surname_first)

    def has_no_patronymic(self, person: int) -> bool:
        """Whether no patronymic and no further name of a person was told."""
        return not self._persons[person].patronymic_initials

    def contradicts(self, text: str, unit: Unit) -> bool:
        """Whether this is a given name, a patronymic or an initial, no matter whose."""
        if is_initial(text, unit):
            return _is_stopped_initial(text, unit)
        if not unit.capital or len(unit.letters) < SHORTEST_NAME:
            return False
        return is_given_name(unit) or is_patronymic(unit)

    def _are_initials(self, letters: str, known: PersonForms) -> bool:
        """Whether ОП is О. П. of this person."""
        first, second = map(_first, letters)
        if known.patronymic_initials or not known.given_initials:
            return bool(first & known.initials and second & known.initials)
        return bool(first & known.given_initials)


def is_given_name(unit: Unit) -> bool:
    """Whether a word is a given name that is known as it stands."""
    given = printed.keys(unit.letters).given if unit.capital else None
    return given is not None and bool(given.numbers) and not given.fuzzy


def is_patronymic(unit: Unit) -> bool:
    """Whether a word has the ending of a patronymic."""
    letters = unit.letters
    if not unit.capital or len(letters) <= _WORD_OF_FATHER:
        return False
    return _PATRONYMIC.search(letters) is not None or is_word_of_father(letters[-_WORD_OF_FATHER:])


def is_known_patronymic(unit: Unit) -> bool:
    """Whether a word is the patronymic of a given name that is known as it stands."""
    patronymic = printed.keys(unit.letters).patronymic
    return patronymic is not None and bool(patronymic.numbers) and not patronymic.fuzzy


@cache
def _is_title(letters: str) -> bool:
    """Whether a short word with a full stop is Mr or Dr."""
    return len(letters) > 1 and bool(printed.parse(f"{letters}. {_SOMEBODY}").stripped)


def _is_stopped_initial(text: str, unit: Unit) -> bool:
    stopped = unit.capital and is_initial(text, unit) and has_stop(text, unit)
    return stopped and not _is_title(unit.letters)


def _initial_of(letters: str, known: PersonForms) -> Part | None:
    first = _first(letters)
    if first & known.given_initials:
        return Part.GIVEN
    return Part.PATRONYMIC if first & known.patronymic_initials else None


def _first(letters: str) -> set[str]:
    return {key[:1] for key in name_keys(letters)}
