"""Lexicon names that a misspelt word is one letter away from.

Skeletons that differ by one letter share a form with one letter taken out (or one of them is such a
form of the other), so the names' shortened skeletons are kept in an index.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from habeas.language.names.lexicon import MALE, lexicon_name, lexicon_names
from habeas.language.names.patronymics import patronymics
from habeas.language.names.readings import given_readings

_SHORTEST = 4
_VOWELS = re.compile("[aeiou]")
# Steps of the lexicon's weight by which one name must be commoner than another a letter away.
_FAR_COMMONER = 4
_LANGUAGES = ("uk", "ru", "be")

Index = dict[str, tuple[tuple[str, int], ...]]


def _shortened(key: str) -> Iterator[str]:
    yield key
    for place in range(len(key)):
        yield key[:place] + key[place + 1 :]


def _index(keys: Iterable[tuple[str, int]]) -> Index:
    found: defaultdict[str, dict[tuple[str, int], None]] = defaultdict(dict)
    for key, number in keys:
        if len(key) >= _SHORTEST:
            for shorter in _shortened(key):
                found[shorter][key, number] = None
    return {key: tuple(entries) for key, entries in found.items()}


@cache
def _given() -> Index:
    return _index(
        (given_readings(form, language)[0][0], name.number)
        for name in lexicon_names()
        for language in _LANGUAGES
        for form in name.forms(language)
    )


@cache
def _fathers() -> Index:
    return _index(
        (given_readings(patronymic, language)[0][0], name.number)
        for name in lexicon_names()
        if name.sex == MALE
        for language in _LANGUAGES
        for form in name.forms(language)
        for sex in ("male", "female")
        for patronymic in patronymics(form, language, sex)
    )


def _one_edit(one: str, other: str) -> bool:
    """Whether two keys differ by one letter more, less or other, or two neighbours swapped."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, against = one[start:], other[start:]
    return (
        rest[1:] == against[1:]
        or rest[1:] == against
        or rest == against[1:]
        or (rest[2:] == against[2:] and rest[:2] == against[1::-1])
    )


def _likeliest(key: str, near: dict[int, str]) -> tuple[int, ...]:
    """Of several names a letter away: the one a vowel differs in, else the far commoner one."""
    if len(near) <= 1:
        return tuple(near)
    consonants = _VOWELS.sub("", key)
    vowel_apart = [number for number, other in near.items() if _VOWELS.sub("", other) == consonants]
    if len(vowel_apart) == 1:
        return (vowel_apart[0],)
    by_weight = sorted(vowel_apart or near, key=lambda number: -lexicon_name(number).weight)
    first, second = (lexicon_name(number).weight for number in by_weight[:2])
    return (by_weight[0],) if first - second >= _FAR_COMMONER else ()


def _near(word: str, index: Index, language: str) -> tuple[int, ...]:
    exact: dict[int, None] = {}
    near: dict[int, str] = {}
    first = ""
    for key, _ in given_readings(word, language)[:2]:
        first = first or key
        if len(key) < _SHORTEST:
            continue
        for shorter in _shortened(key):
            for other, number in index.get(shorter, ()):
                if other == key:
                    exact[number] = None
                elif _one_edit(key, other):
                    near[number] = other
    return tuple(exact) if exact else _likeliest(first, near)


@lru_cache(maxsize=1 << 16)
def near_given_names(word: str, language: str = "") -> tuple[int, ...]:
    """Numbers of the given names that share the skeleton, else the likeliest a letter away."""
    return _near(word, _given(), language)


@lru_cache(maxsize=1 << 16)
def near_fathers(word: str, language: str = "") -> tuple[int, ...]:
    """The same for patronymics: numbers of the fathers' given names."""
    return _near(word, _fathers(), language)
