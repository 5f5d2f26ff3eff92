"""The keys of a name: strings under which the spellings of one name meet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from habeas.language.names.lexicon import given_names, lexicon_name
from habeas.language.names.near_names import near_fathers, near_given_names
from habeas.language.names.parse import parse
from habeas.language.names.patronymics import fathers
from habeas.language.names.person_name import PersonName, is_initial
from habeas.language.names.readings import given_readings, loose_key, surname_readings
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


@lru_cache(maxsize=1 << 16)
def _given_keys(word: str, language: str, baltic: bool) -> PartKeys:
    if is_initial(word):
        return PartKeys(word, given_readings(word, language), initial=True)
    words = (word, *_without_baltic_ending(word)) if baltic else (word,)
    numbers = next((found for each in words if (found := given_names(each))), ())
    fuzzy = not numbers
    if fuzzy:
        numbers = near_given_names(word, language)
    readings = _readings(given_readings(each, language) for each in words)
    return PartKeys(word, readings, numbers, fuzzy=fuzzy and bool(numbers))


@lru_cache(maxsize=1 << 16)
def _patronymic_keys(word: str, language: str) -> PartKeys:
    readings = given_readings(word, language)
    if is_initial(word):
        return PartKeys(word, readings, initial=True)
    numbers = fathers(word)
    fuzzy = not numbers
    if fuzzy:
        numbers = near_fathers(word, language)
    return PartKeys(word, readings, numbers, fuzzy=fuzzy and bool(numbers))


@lru_cache(maxsize=1 << 16)
def _surname_keys(word: str, language: str, baltic: bool) -> PartKeys:
    endings = (baltic and word.endswith("s")) or _BALTIC_SURNAME.search(word)
    words = (word, *_without_baltic_ending(word)) if endings else (word,)
    return PartKeys(word, _readings(surname_readings(each, language) for each in words))


def keys(name: str | PersonName) -> NameKeys:
    """The keys of a name, parsed first where it is a string."""
    if isinstance(name, str):
        name = parse(name)
    language, baltic = name.language, _is_baltic(name)
    return NameKeys(
        name,
        _surname_keys(name.surname, language, baltic) if name.surname else None,
        _surname_keys(name.other_surname, language, baltic) if name.other_surname else None,
        _given_keys(name.given, language, baltic) if name.given else None,
        _patronymic_keys(name.patronymic, language) if name.patronymic else None,
    )


def the_other_way_round(name: PersonName) -> PersonName:
    """The same name with surname and given name exchanged."""
    return replace(name, surname=name.given, given=name.surname)
