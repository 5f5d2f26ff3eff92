"""Every form in which one part of a name may be written, as skeletons: for finding it in a text.

The forms are more than any language has: each declension that fits, of men and of women, in
Ukrainian, Russian and Belarusian, and the case endings put on a romanised name ("Orlenka",
"Orlenko's"). What looks for a name in order to hide it must rather find too much than too little.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from habeas.language.names.alternations import changed_stems, spelled_by_neighbours
from habeas.language.names.declension import CASES, LANGUAGES, VOWELS, fits_after
from habeas.language.names.lexicon import (
    FEMALE,
    MALE,
    fathers,
    given_names,
    lexicon_name,
)
from habeas.language.names.nominative import masculine, nominative
from habeas.language.names.patronymics import patronymics
from habeas.language.names.romanisation import usual_romanisations
from habeas.language.names.spelling import repaired
from habeas.language.scripts import Script, script_of
from habeas.language.slavic import folded_words, word_readings
from habeas.language.table import listed, rows

_RUN = re.compile(r"(.)\1+")
_GLIDE = re.compile("i+(?=[aeu])")
_VOWELS = re.compile("[aeiou]+$")
_SHORTEST_STEM = 2
# The table knows no plural: the Orlenkos, of the Orlenkos.
_OF_FAMILIES = (
    "и і ы ів їв ов ев ам ям ами ями ах ях их іх їх им ім їм ими іми еї ие ые ьов ей".split()
)
# What English adds, in its own spelling and in a key, and the Russian possessive of a man's name.
_OF_NEIGHBOURS = ("ovsk", "evsk")
_LAST_I = re.compile("i(?=[^aeiou]+$)")
_FOREIGN_ENDINGS = ("s", "es", "in", "ina", "ov", "ova")


@lru_cache(maxsize=1 << 17)
def skeletons(word: str) -> frozenset[str]:
    """The skeletons under which the spellings of a word meet; empty for a word without letters.

    Letters of another script that only look like those of the word's own are read as meant.

    >>> skeletons("Shcherbak") == skeletons("Щербак")
    True
    """
    found: set[str] = set()
    for spelling in {word, repaired(word)}:
        joined = [""]
        for piece in folded_words(spelling):
            joined = [before + key for before in joined for key, _ in word_readings(piece)][:8]
        found.update(key for key in joined if key)
    return frozenset(found)


def surname_forms(surname: str) -> frozenset[str]:
    """The skeletons of a surname in every case, as the men and as the women of a family bear it."""
    words = _nominatives(surname, "surname")
    otherwise = {each for word in words for each in _spelled_otherwise(word)}
    found = _with_endings(_declined(words, "surname"), "surname").union(
        *map(skeletons, _declined(otherwise.difference(words), "surname"))
    )
    # What stands in Latin letters tells not whether an i is the і that Russian writes as о or е.
    adjectives = [key for key in found if "ivsk" in key]
    return found.union(key.replace("ivsk", other) for key in adjectives for other in _OF_NEIGHBOURS)


def given_forms(given: str) -> frozenset[str]:
    """The same of a given name, in all languages of the lexicon, with diminutives it knows."""
    words = set(_nominatives(given, "given"))
    for number in given_names(given)[:1]:
        name = lexicon_name(number)
        words.update((*name.uk, *name.ru, *name.be, *name.latin, *name.diminutives))
    return _with_endings(_declined(words, "given"), "given")


def patronymic_forms(patronymic: str) -> frozenset[str]:
    """The same of a patronymic, in each language; of the lexicon's names also as spoken."""
    words = set(_nominatives(patronymic, "patronymic"))
    women = any(key.endswith(("na", "ni", "nu", "noi", "no")) for key in skeletons(patronymic))
    for number in fathers(patronymic)[:1]:
        for language in LANGUAGES:
            for father in lexicon_name(number).forms(language):
                words.update(patronymics(father, language, FEMALE if women else MALE))
    return _with_endings(_declined(words, "patronymic"), "patronymic")


def initials(name: str) -> frozenset[str]:
    """The skeletons of the letters to which a given name or a patronymic may be shortened."""
    first = name.strip()[:1]
    letters = {first}
    for language in LANGUAGES if script_of(first) is Script.CYRILLIC else ():
        letters |= {spelling[:1] for spelling in usual_romanisations(first.casefold(), language)}
    return frozenset(key[0] for letter in letters for key in skeletons(letter))


def _nominatives(word: str, part: str) -> list[str]:
    """The word, its nominative, and for a surname the one that the men of the family bear."""
    found = {word.strip(): None}
    if script_of(word) is Script.CYRILLIC:
        for language in LANGUAGES:
            found[nominative(word, part, language)] = None
    if part == "surname":
        for each in list(found):
            found[masculine(each)] = None
            found |= dict.fromkeys(_of_women(each))
    return [each for each in found if each]


def _of_women(surname: str) -> Iterator[str]:
    """The surname as a woman of the family bears it; none where both bear the same."""
    word = surname.casefold()
    for row in rows("name_feminine.tsv"):
        if word.endswith(row["masculine"]):
            yield word.removesuffix(row["masculine"]) + row["feminine"]


def _spelled_otherwise(word: str) -> set[str]:
    plain = " ".join(folded_words(word))
    return spelled_by_neighbours(plain) if script_of(plain) is Script.CYRILLIC else set()


def _declined(words: Iterable[str], part: str) -> set[str]:
    """The words with all their oblique forms, each declension that fits."""
    found = set()
    for word in words:
        plain = " ".join(folded_words(word))
        found |= {word, plain}
        if script_of(plain) is not Script.CYRILLIC:
            continue
        for row in rows("name_declensions.tsv"):
            ending = row["ending"].strip("-")
            stem = plain.removesuffix(ending)
            fits = row["kind"] == part and plain.endswith(ending) and stem
            if fits and fits_after(stem[-1], row["after"]):
                stems = {stem, _filled(stem)}
                if part == "surname":
                    stems.update(changed_stems(stem))
                found.update(
                    each + oblique.strip("-")
                    for case in CASES[1:]
                    for oblique in listed(row[case])
                    if oblique != "-"
                    for each in stems
                )
                found.update(
                    each + oblique
                    for oblique in _OF_FAMILIES
                    if part == "surname"
                    for each in stems
                )
        found |= {
            word for row in rows("name_stems.tsv") if part == "given"
            for word in _changed(row, plain)
        }  # fmt: skip
    return found


def _filled(stem: str) -> str:
    """A stem of consonants alone with the vowel that its forms have: Швець, Шевця."""
    return stem if set(stem) & VOWELS or len(stem) != 2 else f"{stem[0]}е{stem[1]}"


def _changed(row: dict[str, str], nominative_form: str) -> Iterator[str]:
    """Forms of a given name whose stem changes: Лев, Льва, Львом."""
    if row["nominative"].casefold() == nominative_form:
        genitive = row["genitive"].casefold()
        yield from (genitive[:-1] + tail for tail in ("а", "у", "ові", "ом", "е", "і", "ю", "ем"))


@cache
def _ending_keys(part: str) -> frozenset[str]:
    """What a case ending adds to a skeleton."""
    endings = {""}
    for row in rows("name_declensions.tsv"):
        if row["kind"] == part:
            endings.update(ending.strip("-") for case in CASES[1:] for ending in listed(row[case]))
            endings.add(row["ending"].strip("-"))
    keys = {""}
    for ending in endings:
        keys |= skeletons(ending) if ending else set()
    return frozenset(keys)


def _with_endings(words: Iterable[str], part: str) -> frozenset[str]:
    """Skeletons of the words; of each as it stands also with every case ending, for Latin forms."""
    found: set[str] = set()
    for word in words:
        keys = set(skeletons(word))
        if script_of(word) is Script.CYRILLIC:
            # What a system of romanisation writes may be read otherwise than the Cyrillic word.
            for language in LANGUAGES:
                for spelling in usual_romanisations(word, language):
                    keys |= skeletons(spelling)
        found |= keys
        if script_of(word) is Script.LATIN:
            found.update(_inflected_latin(keys, part))
        found.update(_closed(key + ending) for key in keys for ending in _FOREIGN_ENDINGS[:2])
    return frozenset(found)


def _inflected_latin(keys: Iterable[str], part: str) -> Iterator[str]:
    for key in keys:
        bare = _VOWELS.sub("", key)
        for stem in {key, bare, *(_LAST_I.sub(vowel, bare) for vowel in "oe")}:
            if len(stem) >= _SHORTEST_STEM:
                for ending in (*_ending_keys(part), *_FOREIGN_ENDINGS):
                    yield _closed(stem + ending)


def _closed(key: str) -> str:
    """A skeleton put together of two, as the skeleton of the whole would be."""
    return _RUN.sub(r"\1", _GLIDE.sub("", key))
