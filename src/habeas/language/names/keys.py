"""The keys of a name: strings under which the spellings of one name meet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from habeas.language.names.declension import CASES
from habeas.language.names.lexicon import FEMALE, MALE, given_names, lexicon_name, of_sex
from habeas.language.names.near_names import near_fathers, near_given_names
from habeas.language.names.nominative import masculine, nominative, nominative_name
from habeas.language.names.parse import parse
from habeas.language.names.patronymics import fathers
from habeas.language.names.person_name import Part, PersonName, is_initial
from habeas.language.names.readings import given_readings, loose_key, surname_readings
from habeas.language.names.romanising import System, system_of
from habeas.language.scripts import Script
from habeas.language.slavic import Reading

MOST_READINGS = 6
# Lithuanian and Latvian put their own endings on a man's names: Viktoras, Viktors, Jurijus.
_BALTIC = re.compile(r"(?<=\w\w\w)(?:ius|[aiuy]s|s)$")
# Surnames on which they show even where the given name has none: Hruščovs, Zelenskis, Ivanovas.
_BALTIC_SURNAME = re.compile(r"(?:[oe]v|[iy]n|[iy][cč]|uk|sk)(?:s|as|is|ius|us)$|ijs$")
_BALTIC_S = re.compile(r"(?<=\w\w)s$")


@dataclass(frozen=True, slots=True)
class PartKeys:
    """What one part of a name is looked up by.

    `readings` are pairs (skeleton, sounds), the likeliest first; `numbers` are lexicon numbers, of
    the father's name for a patronymic. `fuzzy`: the numbers were found by correcting one letter.
    """

    text: str
    readings: tuple[Reading, ...]
    numbers: tuple[int, ...] = ()
    initial: bool = False
    fuzzy: bool = False

    @property
    def fine(self) -> tuple[str, ...]:
        """The skeletons: all romanisations of one name have one in common."""
        return tuple(key for key, _ in self.readings)

    @property
    def loose(self) -> tuple[str, ...]:
        """Consonants and first vowel: coarser, meets more spellings and more other names."""
        return tuple(dict.fromkeys(loose_key(key) for key, _ in self.readings))


@dataclass(frozen=True, slots=True)
class NameKeys:
    """The keys of each part that a name gives; None for a part that it does not."""

    name: PersonName
    surname: PartKeys | None
    other_surname: PartKeys | None
    given: PartKeys | None
    patronymic: PartKeys | None


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the whole name tells about reading its parts."""

    language: str
    sex: str
    baltic: bool
    system: System


def _readings(found: Iterable[tuple[Reading, ...]]) -> tuple[Reading, ...]:
    merged: dict[str, str] = {}
    for readings in found:
        for key, sound in readings:
            merged.setdefault(key, sound)
    return tuple(merged.items())[:MOST_READINGS]


def without_baltic_ending(surname: str) -> str:
    """The surname without the ending that Lithuanian or Latvian gave it; others stay."""
    return _BALTIC.sub("", surname) if _BALTIC_SURNAME.search(surname) else surname


def _without_baltic_ending(word: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((_BALTIC.sub("", word), _BALTIC_S.sub("", word))))


def _is_baltic(name: PersonName) -> bool:
    if name.script is not Script.LATIN or not name.given.endswith("s"):
        return False
    numbers = given_names(name.given)
    return not any(lexicon_name(number).uk[0].endswith("с") for number in numbers)


def _numbers(words: tuple[str, ...], sex: str) -> tuple[int, ...]:
    """Lexicon numbers of the first of the words that has any; those of the sex where any are."""
    numbers = next((found for word in words if (found := given_names(word))), ())
    return (of_sex(numbers, sex) or numbers) if sex else numbers


@lru_cache(maxsize=1 << 16)
def _given_keys(word: str, nominative: str, reading: _Reading) -> PartKeys:
    language, system = reading.language, reading.system
    if is_initial(word):
        return PartKeys(word, given_readings(word, language), initial=True)
    words = tuple(dict.fromkeys((nominative, word)))
    if reading.baltic:
        words += _without_baltic_ending(word)
    numbers = _numbers(words, reading.sex)
    fuzzy = not numbers
    if fuzzy:
        numbers = near_given_names(nominative, language)
    readings = _readings(given_readings(system.read(each), language) for each in words)
    return PartKeys(word, readings, numbers, fuzzy=fuzzy and bool(numbers))


@lru_cache(maxsize=1 << 16)
def _patronymic_keys(word: str, nominative: str, reading: _Reading) -> PartKeys:
    language, system = reading.language, reading.system
    if is_initial(word):
        return PartKeys(word, given_readings(word, language), initial=True)
    words = dict.fromkeys((nominative, word))
    numbers = fathers(nominative) or fathers(word)
    fuzzy = not numbers
    if fuzzy:
        numbers = near_fathers(nominative, language)
    readings = _readings(given_readings(system.read(each), language) for each in words)
    return PartKeys(word, readings, numbers, fuzzy=fuzzy and bool(numbers))


@lru_cache(maxsize=1 << 16)
def _surname_keys(word: str, nominative: str, reading: _Reading) -> PartKeys:
    language, system = reading.language, reading.system
    words = dict.fromkeys((nominative, word))
    if reading.sex != MALE:
        words = dict.fromkeys((masculine(nominative, language or None), *words))
    if (reading.baltic and word.endswith("s")) or _BALTIC_SURNAME.search(word):
        words |= dict.fromkeys(_without_baltic_ending(word))
    found = [surname_readings(system.read(each), language) for each in words]
    found += [surname_readings(each, language) for each in words]
    return PartKeys(word, _readings(found))


def _agreeing(name: PersonName) -> tuple[tuple[str, str, str, str], str, str]:
    """The nominatives of surname, given name, patronymic, other surname; sex and language."""
    parts = (name.surname, name.given, name.patronymic, name.other_surname)
    if name.script is not Script.CYRILLIC:
        women = {lexicon_name(number).sex for number in given_names(name.given)} == {FEMALE}
        return parts, FEMALE if women else "", name.language
    found = nominative_name(*parts[:3], name.language or None)
    other = name.other_surname
    if other and found.case != CASES[0]:
        other = nominative(other, Part.SURNAME.value, found.language, found.sex)
    told = found.language if name.language else ""
    return (found.surname, found.given, found.patronymic, other), found.sex, told


def keys(name: str | PersonName) -> NameKeys:
    """The keys of a name, parsed first where it is a string.

    Keys are of the nominative, of a woman's surname also as her family's men bear it; the name as
    printed adds its own.
    """
    return _keys(parse(name) if isinstance(name, str) else name)


@lru_cache(maxsize=1 << 16)
def _keys(name: PersonName) -> NameKeys:
    nominatives, sex, language = _agreeing(name)
    printed = (name.surname, name.given, name.patronymic, name.other_surname)
    system = system_of(printed)
    reading = _Reading(language, sex if name.given else "", _is_baltic(name), system)
    surname, given, patronymic, other = zip(printed, nominatives, strict=True)
    return NameKeys(
        name,
        _surname_keys(*surname, reading) if surname[0] else None,
        _surname_keys(*other, reading) if other[0] else None,
        _given_keys(*given, reading) if given[0] else None,
        _patronymic_keys(*patronymic, reading) if patronymic[0] else None,
    )


def the_other_way_round(name: PersonName) -> PersonName:
    """The same name with surname and given name exchanged.

    Without a surname, the patronymic may be one: Rabinovych is both.
    """
    if not name.surname and name.patronymic:
        return replace(name, surname=name.patronymic, patronymic="")
    return replace(name, surname=name.given, given=name.surname)
