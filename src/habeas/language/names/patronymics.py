"""Patronymics: made of a father's given name, and led back to it."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from habeas.language.names.declension import LANGUAGES, origins
from habeas.language.names.given_names import (
    FEMALE,
    MALE,
    cyrillic_key,
    given_names,
    lexicon_names,
    of_sex,
)
from habeas.language.names.romanisation import latin_key, romanised_keys
from habeas.language.scripts import Script, fold, script_of
from habeas.language.slavic import slavic_readings
from habeas.language.table import listed, rows

# "son of" and "daughter of" in Azerbaijani, Turkmen, Kazakh and Uzbek, as their own word or joined.
_TURKIC = re.compile(
    r"[\s-]*(оглы|огли|оглу|оғлу|улы|ұлы|угли|уулу|кызы|кизи|кызи|гызы|гизи|қызы|кизы"
    r"|o[gh]+l[uyi]|ugli|uly|uulu|[kqg][iyu]z[iy]|gizi|kizi|qizi)$"
)
_SHORTEST_FATHER = 3
_LATIN_ENDINGS = ("a", "u", "em", "i", "y", "e", "oi", "oiu", "oyu")
_CYRILLIC_CLUES = ("ич", "ыч", "іч", "вн", "ўн", "чн", "лна", "нна")
_LATIN_CLUE = re.compile(r"[iy](?:c|tc|tsc|s)|[vwušsčc]h?n")


@cache
def _rules(language: str) -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    """Endings of fathers' names with the patronymics' endings, the longest first."""
    table = [row for row in rows("name_patronymics.tsv") if row["language"] == language]
    found = [
        (row["ending"].strip("-"), listed(row["son"]), listed(row["daughter"])) for row in table
    ]
    return tuple(sorted(found, key=lambda rule: -len(rule[0])))


def patronymics(father: str, language: str, sex: str) -> tuple[str, ...]:
    """The patronymics of a father's given name, in lower case, the usual first."""
    name = fold(father)
    for ending, sons, daughters in _rules(language):
        if name.endswith(ending):
            stem = name.removesuffix(ending)
            if ending == "ий" and language == "ru":
                sons, daughters = _after_ij(stem, sons), _after_ij(stem, daughters)
            return tuple(stem + tail for tail in (daughters if sex == FEMALE else sons))
    return ()


def _after_ij(stem: str, tails: tuple[str, ...]) -> tuple[str, ...]:
    """Георгиевич, Дмитриевич, but Васильевич: after к г х or two consonants the и stays."""
    hard = stem[-1:] in "кгх" or not set(stem[-2:]) & set("аеёиоуыэюяь")
    return tuple(reversed(tails)) if hard else tails


@cache
def _shortened() -> tuple[tuple[str, str], ...]:
    """Endings of speech and the full ones they stand for: Иваныч for Иванович."""
    return (
        ("аныч", "анович"), ("ыч", "ович"), ("еич", "еевич"), ("аич", "аевич"),
        ("ьич", "ьевич"), ("ич", "ьевич"), ("ич", "иевич"), ("авна", "аевна"),
        ("евна", "еевна"), ("авна", "овна"),
    )  # fmt: skip


@cache
def _made(language: str) -> dict[str, dict[int, None]]:
    """All patronymics of the lexicon's names in one language, with the fathers' numbers."""
    found: defaultdict[str, dict[int, None]] = defaultdict(dict)
    for name in lexicon_names():
        if name.sex == MALE:
            for form in name.forms(language):
                for sex in (MALE, FEMALE):
                    for patronymic in patronymics(form, language, sex):
                        found[patronymic][name.number] = None
    return found


def _by_weight(keys: dict[str, dict[int, None]]) -> dict[str, tuple[int, ...]]:
    names = lexicon_names()
    return {
        key: tuple(sorted(numbers, key=lambda number: (-names[number].weight, number)))
        for key, numbers in keys.items()
    }


@cache
def _cyrillic() -> dict[str, tuple[int, ...]]:
    """Keys of all patronymics of the lexicon's names, in the nominative."""
    found: defaultdict[str, dict[int, None]] = defaultdict(dict)
    for language in LANGUAGES:
        for patronymic, numbers in _made(language).items():
            found[cyrillic_key(patronymic)] |= numbers
    for name, spoken in _SPOKEN.items():
        for patronymic in spoken:
            found[patronymic] |= dict.fromkeys(given_names(name))
    return _by_weight(found)


# Worn down further than the rules of speech go.
_SPOKEN = {
    "Александр": ("саныч", "санна"),
    "Михаил": ("михалыч", "михална"),
    "Павел": ("палыч", "пална"),
}


@cache
def _latin() -> dict[str, tuple[int, ...]]:
    """Keys of the romanised patronymics."""
    keys: defaultdict[str, dict[int, None]] = defaultdict(dict)
    for language in LANGUAGES:
        made = _made(language)
        for patronymic, key in romanised_keys(list(made), language):
            keys[key] |= made[patronymic]
    return _by_weight(keys)


@cache
def _skeletons() -> dict[str, tuple[int, ...]]:
    skeletons: defaultdict[str, dict[int, None]] = defaultdict(dict)
    for language in LANGUAGES:
        for patronymic, numbers in _made(language).items():
            for reading in slavic_readings(patronymic):
                skeletons[reading] |= numbers
    return _by_weight(skeletons)


def _in_cyrillic(token: str) -> tuple[int, ...]:
    key = cyrillic_key(token)
    if not any(clue in key for clue in _CYRILLIC_CLUES):
        return ()
    index = _cyrillic()
    candidates = [key]
    for language in LANGUAGES:
        candidates += [nominative for nominative, _ in origins(key, language, "patronymic")]
    for candidate in dict.fromkeys(candidates):
        if candidate in index:
            return index[candidate]
    for candidate in dict.fromkeys(candidates):
        for short, full in _shortened():
            if candidate.endswith(short):
                found = index.get(candidate.removesuffix(short) + full)
                if found:
                    return found
    return ()


def _in_latin(token: str) -> tuple[int, ...]:
    key = latin_key(token)
    if not _LATIN_CLUE.search(key):
        return ()
    keys = _latin()
    if key in keys:
        return keys[key]
    for ending in _LATIN_ENDINGS:
        stem = key.removesuffix(ending)
        for candidate in (stem, stem + "a"):
            if stem != key and candidate in keys:
                return keys[candidate]
    skeletons = _skeletons()
    return next((skeletons[r] for r in slavic_readings(token) if r in skeletons), ())


def fathers(token: str) -> tuple[int, ...]:
    """Numbers of the given names that the father may have borne, the likeliest first.

    Reads patronymics in -ович, -івна, -авіч and the like in any case, as romanised, as spoken
    (Иваныч) and Turkic ones (Мамед оглы, Ali qızı); empty where the token is none of a known name.
    """
    script = script_of(token)
    turkic = _TURKIC.search(fold(token))
    if turkic and turkic.start() >= _SHORTEST_FATHER:
        found = of_sex(given_names(fold(token)[: turkic.start()].strip(" -")), MALE)
        if found:
            return found
    if script is Script.CYRILLIC:
        return _in_cyrillic(token)
    return _in_latin(token) if script is Script.LATIN else ()
