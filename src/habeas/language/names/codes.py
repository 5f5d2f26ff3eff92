"""The names of many rows at once, each different spelling read once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from habeas.language.names.agreement import LANGUAGES, READERS, Agreement, agreement, declinable
from habeas.language.names.declension import CASES
from habeas.language.names.forms import GROUPS_KEPT, NO_FORM, Codes, NameCodes, NameForms
from habeas.language.names.keys import without_baltic_ending
from habeas.language.names.lexicon import FEMALE, MALE, fathers, given_names, of_sex
from habeas.language.names.near_names import near_fathers, near_given_names
from habeas.language.names.nominative import masculine
from habeas.language.names.nominative.spelled import plain, spelled_like
from habeas.language.names.person_name import is_initial
from habeas.language.names.readings import given_readings, loose_key, surname_readings
from habeas.language.names.roles import roles
from habeas.language.names.romanising import System, may_be_read_differently, systems

_SURNAME, _GIVEN, _PATRONYMIC = range(3)
_NO_LANGUAGE = len(LANGUAGES)
_UKRAINIAN, _RUSSIAN = LANGUAGES.index("uk"), LANGUAGES.index("ru")

# A form while it is made: printed, nominative, key, groups, fuzzy.
_Form = tuple[str, str, str, tuple[int, ...], bool]


def _nominative(word: str, part: int, language: str, state: int) -> str:
    """The word's nominative if it is in this state."""
    if not language or not declinable(word):
        return word
    if state % len(CASES) == 0:
        return word
    return spelled_like(word, READERS[part](plain(word), language)[state][1])


def _first_key(readings: Sequence[tuple[str, str]]) -> str:
    return readings[0][0] if readings else ""


def _surname_form(word: str, language: str, state: int, system: System) -> _Form:
    nominative = _nominative(word, _SURNAME, language, state)
    family = nominative
    if state >= len(CASES) or not language:
        family = masculine(nominative, language or None)
    if family.endswith("s") and not language:
        family = without_baltic_ending(family)
    return word, nominative, _first_key(surname_readings(system.read(family), language)), (), False


def _given_form(word: str, language: str, state: int, system: System) -> _Form:
    if is_initial(word):
        return word, word, _first_key(given_readings(word)), (), False
    nominative = _nominative(word, _GIVEN, language, state)
    numbers = given_names(nominative) or given_names(word)
    if language:
        numbers = of_sex(numbers, FEMALE if state >= len(CASES) else MALE) or numbers
    fuzzy = not numbers
    if fuzzy:
        numbers = near_given_names(nominative, language)
    key = _first_key(given_readings(system.read(nominative), language))
    return word, nominative, key, numbers, fuzzy and bool(numbers)


def _patronymic_form(word: str, language: str, state: int, system: System) -> _Form:
    if is_initial(word):
        return word, word, _first_key(given_readings(word)), (), False
    nominative = _nominative(word, _PATRONYMIC, language, state)
    numbers = fathers(nominative) or fathers(word)
    fuzzy = not numbers
    if fuzzy:
        numbers = near_fathers(nominative, language)
    key = _first_key(given_readings(system.read(nominative), language))
    return word, nominative, key, numbers, fuzzy and bool(numbers)


_MAKERS: tuple[Callable[[str, str, int, System], _Form], ...] = (
    _surname_form,
    _given_form,
    _patronymic_form,
)


class _Forms:
    """The different forms of one part, in the order in which rows first bear them."""

    def __init__(self, part: int) -> None:
        self._make = lru_cache(maxsize=None)(_MAKERS[part])
        self._numbers: dict[_Form, int] = {}

    def codes(
        self,
        words: Sequence[str],
        numbers: Codes,
        agreed: Agreement,
        system: NDArray[np.int8],
    ) -> Codes:
        """The form of each row, (n,): of its word in the language and state of its name."""
        language = np.where(agreed.told, agreed.language, _NO_LANGUAGE).astype(np.int64)
        state = np.where(agreed.told, agreed.state, 0).astype(np.int64)
        # A man's nominative is one form in Ukrainian and Russian; most words in all systems.
        language[(state == 0) & (language == _RUSSIAN)] = _UKRAINIAN
        doubtful = np.array([*map(may_be_read_differently, words), False], dtype=np.bool_)
        system = np.where(doubtful[numbers], system, System.ANY.value)
        packed = ((numbers.astype(np.int64) * (_NO_LANGUAGE + 1) + language) * 100 + state) * 8
        packed = np.where(numbers >= 0, packed + system, -1)
        different, inverse = np.unique(packed, return_inverse=True)
        found = np.full(len(different), NO_FORM, dtype=np.int32)
        for place, value in enumerate(different.tolist()):
            if value >= 0:
                rest, of_system = divmod(value, 8)
                rest, of_state = divmod(rest, 100)
                number, of_language = divmod(rest, _NO_LANGUAGE + 1)
                told = LANGUAGES[of_language] if of_language < _NO_LANGUAGE else ""
                form = self._make(words[number], told, of_state, System(of_system))
                found[place] = self._numbers.setdefault(form, len(self._numbers))
        return found[inverse].astype(np.int32)

    def forms(self) -> NameForms:
        """All forms so far."""
        made = list(self._numbers)
        groups = np.full((len(made), GROUPS_KEPT), -1, dtype=np.int32)
        for place, (_, _, _, numbers, _) in enumerate(made):
            groups[place, : len(numbers)] = numbers[:GROUPS_KEPT]
        return NameForms(
            printed=tuple(form[0] for form in made),
            nominative=tuple(form[1] for form in made),
            key=tuple(form[2] for form in made),
            loose=tuple(loose_key(form[2]) for form in made),
            initial=np.array([is_initial(form[0]) for form in made], dtype=np.bool_),
            groups=groups,
            fuzzy=np.array([form[4] for form in made], dtype=np.bool_),
        )


def code_names(
    name: Sequence[str],
    surname: Sequence[str],
    given: Sequence[str],
    patronymic: Sequence[str],
) -> NameCodes:
    """The names of n rows as codes into their forms; '' where a row does not give a column.

    The columns may be swapped or empty; a row that gives only `name` is parsed. Each row's parts
    are brought to the nominative together, and a woman's surname gets her family's key. Cyrillic
    words that stand in one language, case and spelling are one form.
    """
    found = roles(name, surname, given, patronymic)
    parts = (found.surname, found.given, found.patronymic)
    agreed = agreement(found.words, parts)
    system = systems(found.words, parts)
    surnames, givens, fathers_ = _Forms(_SURNAME), _Forms(_GIVEN), _Forms(_PATRONYMIC)
    return NameCodes(
        surname=surnames.codes(found.words, found.surname, agreed, system),
        given=givens.codes(found.words, found.given, agreed, system),
        patronymic=fathers_.codes(found.words, found.patronymic, agreed, system),
        other_surname=surnames.codes(found.words, found.other_surname, agreed, system),
        call_sign=found.call_sign,
        surname_forms=surnames.forms(),
        given_forms=givens.forms(),
        patronymic_forms=fathers_.forms(),
        call_signs=found.call_signs,
    )
