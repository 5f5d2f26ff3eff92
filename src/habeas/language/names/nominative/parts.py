"""What one part of a name may be: for each sex and case its likeliest nominative, and how likely.

Each function gives readings: a list over the states of `declension` (sex and case) of the score,
a logarithm, and the nominative. Every state has a reading; a word that cannot be in that state
is read as itself, at a cost.
"""

from __future__ import annotations

from functools import cache
from math import log

from habeas.language.names.declension import CASES, STATES, VOWELS, origins, state
from habeas.language.names.given_names import MALE, cyrillic_key, spellings
from habeas.language.table import rows

Readings = list[tuple[float, str]]

MISFIT = 7.0  # of a word that cannot be in the state
_NOT_THIS_PATRONYMIC = 12.0  # its endings leave no doubt
_LISTED = log(30.0)  # a surname of the list against others of its ending
_UNKNOWN_GIVEN = -6.0
_UNKNOWN_GIVEN_INFLECTED = -9.0
_DIMINUTIVE = 1.5
_OTHER_LANGUAGE = 3.0
_VARIANT = 0.5  # of each step down among the forms of a name
_WEIGHT = 0.6  # what a step of commonness of a given name is worth

_CASES = len(CASES)
_MALE_NOMINATIVE = state("male", "nominative")
_FEMALE_NOMINATIVE = state("female", "nominative")
_LONGEST_SHAPE = 6
_NEVER_DECLINED = ("их", "ых", "дзе", "швілі", "швили", "оглу", "оглы", "огли", "аго", "яго")
_INDECLINABLE_VOWELS = frozenset("еэєиіїуюы")
_SONS = ("ич", "ыч", "іч")
_DAUGHTERS = ("вна", "ўна", "чна")
_TURKIC_SONS = ("оглы", "огли", "оглу", "улы")
_TURKIC_DAUGHTERS = ("кызы", "кизи", "гызы")


@cache
def _shapes(language: str) -> dict[str, tuple[float, float]]:
    """Logarithms of how usual endings of surnames are, for men and women."""
    return {
        row["ending"]: (log(float(row["men"]) / 1e4), log(float(row["women"]) / 1e4))
        for row in rows("name_surname_endings.tsv")
        if row["language"] == language
    }


@cache
def _listed(language: str) -> frozenset[str]:
    return frozenset(
        row["surname"].casefold()
        for row in rows("name_surnames.tsv")
        if row["language"] == language
    )


def is_listed(word: str) -> bool:
    """Whether a word in lower case is one of the surnames that are words of the language."""
    return any(word in _listed(language) for language in ("uk", "ru"))


_UNHEARD_OF = (log(1e-6), log(1e-6))


def surname_likelihood(word: str, language: str) -> tuple[float, float]:
    """How usual a surname of this shape is, in the nominative, for men and women: logarithms."""
    shapes = _shapes(language)
    for size in range(min(_LONGEST_SHAPE, len(word) - 1), 0, -1):
        found = shapes.get(word[-size:])
        if found is not None:
            if word in _listed(language):
                return found[0] + _LISTED, found[1] + _LISTED
            return found
    return _UNHEARD_OF


def _indeclinable(word: str, language: str, sex: int) -> bool:
    last = word[-1]
    if last in _INDECLINABLE_VOWELS or word.endswith(_NEVER_DECLINED):
        return True
    if last == "о":
        return sex == 1 or language == "ru"
    return sex == 1 and last not in VOWELS


def surname_readings(word: str, language: str) -> Readings:
    """The readings of a surname in lower case."""
    own = surname_likelihood(word, language)
    found: Readings = []
    for sex in (0, 1):
        found.append((own[sex], word))
        elsewhere = own[sex] if _indeclinable(word, language, sex) else own[sex] - MISFIT
        found += [(elsewhere, word)] * (_CASES - 1)
    for nominative, states in origins(word, language, "surname"):
        likelihood = surname_likelihood(nominative, language)
        for place in states:
            score = likelihood[place >= _CASES]
            if score > found[place][0]:
                found[place] = (score, nominative)
    return found


_NONE_KNOWN = (float("-inf"), float("-inf"))


@cache
def _name_scores(language: str) -> dict[str, tuple[float, float]]:
    """How likely the keys of given names are names of a man and of a woman: scores."""
    found: dict[str, tuple[float, float]] = {}
    for name, key, written_in, place in spellings():
        score = _WEIGHT * name.weight - (_VARIANT * place if place >= 0 else _DIMINUTIVE)
        score -= 0.0 if written_in == language else _OTHER_LANGUAGE
        man, woman = found.get(key, _NONE_KNOWN)
        found[key] = (max(man, score), woman) if name.sex == MALE else (man, max(woman, score))
    return found


def given_readings(word: str, language: str) -> tuple[Readings, bool]:
    """The readings of a given name in lower case, and whether the lexicon holds any of them."""
    scores = _name_scores(language)
    own = scores.get(cyrillic_key(word), _NONE_KNOWN)
    known = own is not _NONE_KNOWN
    found: Readings = []
    for sex in (0, 1):
        found.append((max(own[sex], _UNKNOWN_GIVEN), word))
        fixed = word[-1] in _INDECLINABLE_VOWELS or (sex == 1 and word[-1] not in VOWELS)
        elsewhere = own[sex] if fixed else _UNKNOWN_GIVEN - MISFIT
        found += [(max(elsewhere, _UNKNOWN_GIVEN - MISFIT), word)] * (_CASES - 1)
    for nominative, states in origins(word, language, "given"):
        likely = scores.get(cyrillic_key(nominative), _NONE_KNOWN)
        known = known or likely is not _NONE_KNOWN
        for place in states:
            score = max(likely[place >= _CASES], _UNKNOWN_GIVEN_INFLECTED)
            if score > found[place][0]:
                found[place] = (score, nominative)
    return found, known


def patronymic_readings(word: str, language: str) -> tuple[Readings, bool]:
    """The readings of a patronymic in lower case, and whether it looks like one at all."""
    if word.endswith(_TURKIC_SONS) or word.endswith(_TURKIC_DAUGHTERS):
        son = word.endswith(_TURKIC_SONS)
        return [
            (0.0 if (place < _CASES) is son else -_NOT_THIS_PATRONYMIC, word)
            for place in range(STATES)
        ], True
    found: Readings = [(-_NOT_THIS_PATRONYMIC, word)] * STATES
    known = True
    if word.endswith(_SONS):
        found[_MALE_NOMINATIVE] = (0.0, word)
    elif word.endswith(_DAUGHTERS):
        found[_FEMALE_NOMINATIVE] = (0.0, word)
    else:
        known = False
        for nominative, states in origins(word, language, "patronymic"):
            known = True
            for place in states:
                found[place] = (0.0, nominative)
    return (found, True) if known else ([(0.0, word)] * STATES, False)
