"""Names that are also something else: a word of everyday speech, a month, a weekday, a town."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

from habeas.language import (
    Gazetteer,
    Script,
    adjective_towns,
    fold,
    month_words,
    region_key,
    script_of,
    weekday_words,
)
from habeas.language import names as printed

# A smaller town has too many namesakes among surnames to be meant.
_LARGE_TOWN = 40_000
_LIKELY = 0.6
_POINT = 1e-6
_OWN_COUNTRIES = frozenset({"UA", "RU", "BY"})
_LANGUAGES = ("uk", "ru", "be", "en", "de", "pl")
_REGION_CODE = re.compile("[A-Z]{2}-[0-9A-Z]{1,3}")
_ADJECTIVE = re.compile("сь?к|sk")
_LAST_I = re.compile("i(?=[^aeiou]+$)")


@cache
def _dictionary() -> frozenset[str]:
    table = files("habeas.reports").joinpath("data/ordinary_words.txt").read_text(encoding="utf-8")
    lines = [line for line in table.splitlines() if not line.startswith("#")]
    return frozenset(word for line in lines for word in line.split())


@cache
def _calendar() -> frozenset[str]:
    words = (*month_words(*_LANGUAGES), *weekday_words())
    return frozenset(word.casefold() for word in words)


def is_everyday_word(word: str) -> bool:
    """Whether a name is a word of everyday speech in the form that a dictionary has."""
    return word.casefold() in _dictionary() or is_calendar_word(word)


def is_calendar_word(word: str) -> bool:
    """Whether a word is a month or a weekday, in any form."""
    return word.casefold() in _calendar()


@lru_cache(maxsize=1 << 14)
def is_town(word: str) -> bool:
    """Whether a name is that of a well-known town or region, or an adjective made from one."""
    if not word:
        return False
    if _is_of_region(word):
        return True
    gazetteer = Gazetteer.open()
    try:
        return any(_is_large(each, gazetteer) for each in (word, *adjective_towns(fold(word))))
    finally:
        gazetteer.close()


def _is_of_region(name: str) -> bool:
    """Whether it is a region's adjective; Орлов is none, though Орловская область is one."""
    adjective = _ADJECTIVE.search(name) is not None
    return adjective and _REGION_CODE.fullmatch(region_key(name)) is not None


def _is_large(name: str, gazetteer: Gazetteer) -> bool:
    best = next(iter(gazetteer.find(name, limit=1)), None)
    if best is None or best.score < _LIKELY or not printed.skeletons(name) & _keys(best.name):
        return False
    if script_of(name) is Script.CYRILLIC and best.country not in _OWN_COUNTRIES:
        return False
    around = gazetteer.populated_between(
        best.latitude - _POINT,
        best.latitude + _POINT,
        best.longitude - _POINT,
        best.longitude + _POINT,
    )
    return bool(max(around.population, default=0) >= _LARGE_TOWN)


def _keys(name: str) -> set[str]:
    """The skeletons of a town's name, also as Russian has the vowel of its last syllable."""
    keys = printed.skeletons(name)
    return {other for key in keys for other in (key, *(_LAST_I.sub(v, key) for v in "oe"))}
