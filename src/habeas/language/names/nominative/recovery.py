"""The nominative of one token, and of a whole name whose parts agree in sex and case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from math import exp, log
from typing import NamedTuple

from habeas.language.names.declension import CASES, FOREIGN_LETTERS, LANGUAGES, SEXES, STATES
from habeas.language.names.nominative.parts import (
    Readings,
    given_readings,
    patronymic_readings,
    surname_readings,
)
from habeas.language.names.nominative.spelled import plain, spelled_like
from habeas.language.scripts import Script, script_of

# How often a name stands in each case, and is a man's, in the texts and lists we read: by feel.
_CASE_PRIOR = (0.78, 0.07, 0.04, 0.07, 0.03, 0.005, 0.005)
_SEX_PRIOR = (0.7, 0.3)
_PRIOR = tuple(log(sex * case) for sex in _SEX_PRIOR for case in _CASE_PRIOR)
_UNKNOWN_TO_LANGUAGE = 3.0
_FOREIGN_LETTERS = FOREIGN_LETTERS


class NominativeName(NamedTuple):
    """The parts of a name in the nominative, '' where not given, and how the name was read."""

    surname: str
    given: str
    patronymic: str
    sex: str
    case: str
    language: str


def _languages(letters: set[str], language: str | None) -> tuple[str, ...]:
    """The languages to read in: the one told, unless the letters speak against it."""
    able = [each for each in LANGUAGES if not letters & _FOREIGN_LETTERS[each]]
    if language in able or (language and not able):
        return (language,)
    return tuple(each for each in able if each != "be") or tuple(able) or ("uk", "ru")


def _of_halves(word: str, language: str) -> Readings:
    """Readings of a double surname: both halves are in the same state."""
    total: Readings = [(0.0, "")] * STATES
    for half in word.split("-"):
        readings = surname_readings(half, language) if len(half) > 1 else [(0.0, half)] * STATES
        total = [
            (score + further, f"{before}-{nominative}" if before else nominative)
            for (score, before), (further, nominative) in zip(total, readings, strict=True)
        ]
    return total


def _given_halves(word: str, language: str) -> tuple[Readings, bool]:
    readings, known = given_readings(word, language)
    if known or "-" not in word:
        return readings, known
    total: Readings = [(0.0, "")] * STATES
    known = True
    for half in word.split("-"):
        if len(half) > 1:
            readings, half_known = given_readings(half, language)
            known = known and half_known
        else:
            readings = [(0.0, half)] * STATES
        total = [
            (score + further, f"{before}-{nominative}" if before else nominative)
            for (score, before), (further, nominative) in zip(total, readings, strict=True)
        ]
    return total, known


_Reading = tuple[float, int, list[str], bool]


def _read(words: Sequence[str], language: str, surname_language: str) -> _Reading:
    """The best state of a name in one language: its score, the state, the parts' nominatives.

    Last, whether the language knows the given name. The surname may be of another language.
    """
    surname, given, patronymic = words
    totals = list(_PRIOR)
    parts: list[Readings | None] = [None, None, None]
    strange = 0
    given_known = True
    if len(surname) > 1:
        parts[0] = _of_halves(surname, surname_language)
    if len(given.strip(".")) > 1:
        parts[1], given_known = _given_halves(given, language)
        strange += not given_known
    if len(patronymic.strip(".")) > 1:
        parts[2], known = patronymic_readings(patronymic, language)
        strange += not known
    for readings in parts:
        if readings is not None:
            totals = [total + reading[0] for total, reading in zip(totals, readings, strict=True)]
    best = max(range(STATES), key=totals.__getitem__)
    nominatives = [
        word if readings is None else readings[best][1]
        for word, readings in zip(words, parts, strict=True)
    ]
    return totals[best] - _UNKNOWN_TO_LANGUAGE * strange, best, nominatives, given_known


def nominative_name(
    surname: str, given: str, patronymic: str, language: str | None = None
) -> NominativeName:
    """A whole name brought to the nominative; its parts are taken to agree in sex and case.

    Given name and patronymic tell case and sex, which decides what the surname alone leaves open:
    Ковальова is a woman, or a man's genitive. Parts that are empty, initials or in another script
    stay as they are. language: uk, ru, be; None where unknown.
    """
    tokens = (surname, given, patronymic)
    cyrillic = [token if script_of(token) is Script.CYRILLIC else "" for token in tokens]
    words = [plain(token) for token in cyrillic]
    letters = set("".join(words))
    if not letters:
        return NominativeName(*tokens, SEXES[0], CASES[0], language or "")
    languages = _languages(letters, language)
    best_language = languages[0]
    best = _read(words, best_language, best_language)
    # A list of one language may print a name in another, the surname in either.
    strangers = () if best[3] else tuple(each for each in ("uk", "ru") if each != language)
    for other in languages[1:] or strangers:
        if letters & _FOREIGN_LETTERS[other]:
            continue
        for surname_language in (other, languages[0]) if strangers else (other,):
            reading = _read(words, other, surname_language)
            if reading[0] > best[0]:
                best, best_language = reading, other
    _, place, nominatives, _ = best
    parts = [
        spelled_like(token, nominative) if word else token
        for token, word, nominative in zip(tokens, words, nominatives, strict=True)
    ]
    sex, case = divmod(place, len(CASES))
    return NominativeName(parts[0], parts[1], parts[2], SEXES[sex], CASES[case], best_language)


def nominative(token: str, part: str, language: str | None = None, sex: str | None = None) -> str:
    """One token brought to the nominative, without the rest of its name.

    part: `surname`, `given` or `patronymic`; language: uk, ru, be; sex: `male` or `female` where
    known. A token that may be a nominative stays: Ковальова alone is taken for a woman's name.
    ValueError for another part.
    """
    if part not in {"surname", "given", "patronymic"}:
        raise ValueError(f"no part of a name is called {part}")
    if script_of(token) is not Script.CYRILLIC:
        return token
    word = plain(token)
    likely: defaultdict[str, float] = defaultdict(float)
    for each in _languages(set(word), language):
        for place, (score, base) in enumerate(_readings(word, part, each)):
            if sex is None or SEXES[place // len(CASES)] == sex:
                likely[base] += exp(score + _PRIOR[place])
    return spelled_like(token, max(likely, key=likely.__getitem__))


def _readings(word: str, part: str, language: str) -> Readings:
    if len(word.strip(".")) < 2:
        return [(0.0, word)] * STATES
    if part == "surname":
        return _of_halves(word, language)
    if part == "given":
        readings, known = _given_halves(word, language)
        for other in () if known else ("uk", "ru"):
            if other != language:
                further, known = _given_halves(word, other)
                readings = further if known else readings
        return readings
    return patronymic_readings(word, language)[0]


def nominatives(
    tokens: Sequence[str], parts: Sequence[str], languages: Sequence[str | None]
) -> list[str]:
    """`nominative` of many tokens, each different one read once."""
    read = cache(nominative)
    return [read(*each) for each in zip(tokens, parts, languages, strict=True)]


def nominative_names(
    surnames: Sequence[str],
    given: Sequence[str],
    patronymics: Sequence[str],
    languages: Sequence[str | None],
) -> list[NominativeName]:
    """`nominative_name` of many names, each different one read once."""
    read = cache(nominative_name)
    return [read(*each) for each in zip(surnames, given, patronymics, languages, strict=True)]
