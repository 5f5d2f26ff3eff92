"""Where what could be a redacted place is an ordinary word, another town, or a person's surname.

Such a word is taken out, but is nobody's pseudonym: what is said of it may not be of the place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from habeas.language import Gazetteer, adjective_towns, fold, place_bases
from habeas.language import names as printed
from habeas.model import PlaceCandidate
from habeas.reports.redaction.places.derived_words import is_adjective
from habeas.reports.redaction.writing.words import Word

_TABLES = ("ordinary_words.txt", "ordinary_place_words.txt")
_CYRILLIC = re.compile("[а-яёіїєґ'’-]+", re.IGNORECASE)
# Names that are adjectives: Мирне, Вільний, Жовті.
_ADJECTIVE_NAME = re.compile("(?:[^аеиіоуюяєї]е|[иі]й|[оы]й|[ая]я|[оеы]е|[лмн]і)$")
# As villages are called that have an adjective for a name: Первомайське.
_VILLAGE = re.compile("(?:ьке|кое|[sc]ke|koy?e)$")
_LOOK_BACK = 6
_ENDS_SENTENCE = re.compile(r"(?:\A|[.!?…]|\n)[\s«\"“”'(–—-]*\Z")
_GOES_ON = re.compile(r" [^\W\d_A-ZА-ЯІЇЄҐЁ]")
_INITIALS_BEFORE = re.compile(r"(?<![^\W_])[A-ZА-ЯІЇЄҐ]\.\s?\Z")
_INITIALS_AFTER = re.compile(r"\s[A-ZА-ЯІЇЄҐ]\.")
_NAME_BEFORE = re.compile(r"([^\W\d_]{3,}) \Z")
_NAME_AFTER = re.compile(r" ([^\W\d_]{3,})")
_TOWNS = frozenset({"city", "village", "station"})
_LIKELY = 0.5


def may_mean_another(text: str, word: Word, name: str, *, made: bool) -> bool:
    """Whether a word that meets a name of a redacted place may mean something else here.

    `made` tells that it is made from the name, and no form of it: an adjective, an inhabitant. What
    stands in small letters, or begins a sentence, may be an ordinary word.
    """
    if not made and _is_ordinary(word.letters, name) and _tells_nothing(text, word, name):
        return True
    if word.letters[:1].isupper() and _is_surname(text, word):
        return True
    return _is_of_another_town(word.letters, name)


def _tells_nothing(text: str, word: Word, name: str) -> bool:
    """Whether this word's letters do not tell whether it is a name: small, or after a full stop."""
    if word.letters.islower():
        return True
    return (
        word.letters.casefold() != name.casefold()
        and _ENDS_SENTENCE.search(text[max(0, word.start - _LOOK_BACK) : word.start]) is not None
        and _GOES_ON.match(text, word.end) is not None
    )


@lru_cache(maxsize=1 << 12)
def _is_ordinary(letters: str, name: str) -> bool:
    """Whether a form of a name is also one of a word of everyday speech."""
    small = name.casefold()
    if _ADJECTIVE_NAME.search(small) is not None:
        return _CYRILLIC.fullmatch(small) is not None
    if _is_adjective(letters):
        return False
    if small in _ordinary_words():
        return True
    if not letters.islower() or not _CYRILLIC.fullmatch(small) or not _CYRILLIC.fullmatch(letters):
        return False
    # Not a form of this name as towns have them: сумка, of Суми.
    return not printed.skeletons(name) & _keys((letters, *place_bases(fold(letters))))


def _keys(words: Iterable[str]) -> frozenset[str]:
    return frozenset(key for word in words for key in printed.skeletons(word))


@cache
def _ordinary_words() -> frozenset[str]:
    tables = (files("habeas.reports").joinpath("data", name) for name in _TABLES)
    lines = [line for table in tables for line in table.read_text(encoding="utf-8").splitlines()]
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _is_surname(text: str, word: Word) -> bool:
    """Whether a town's adjective stands beside a given name or initials: Тарас Жерлівський."""
    if not _is_adjective(word.letters):
        return False
    before, after = text[max(0, word.start - 2 * _LOOK_BACK) : word.start], word.end
    if _INITIALS_BEFORE.search(before) or _INITIALS_AFTER.match(text, after):
        return True
    beside = (_NAME_BEFORE.search(before), _NAME_AFTER.match(text, after))
    return any(_is_given(match[1]) for match in beside if match is not None)


def _is_given(letters: str) -> bool:
    if not letters[:1].isupper():
        return False
    given = printed.keys(letters).given
    return given is not None and bool(given.numbers) and not given.fuzzy


def _is_adjective(letters: str) -> bool:
    return any(map(is_adjective, printed.skeletons(letters)))


@lru_cache(maxsize=1 << 12)
def _is_of_another_town(letters: str, name: str) -> bool:
    """Whether the gazetteer knows a word as another town's name, or as the adjective of one."""
    if printed.skeletons(letters) & printed.skeletons(name):
        return False
    gazetteer = Gazetteer.open()
    try:
        own = gazetteer.find(name)
        if not _towns(own) and _is_adjective_of_another(letters, name, gazetteer):
            return True
        if letters.islower() or (_is_adjective(letters) and not _VILLAGE.search(letters)):
            return False
        found = gazetteer.find(letters)
        other = sum(each.score for each in _towns(found) if not _is_among(each, own))
        return other >= _LIKELY and not _is_among(found[0], own)
    finally:
        gazetteer.close()


def _is_adjective_of_another(letters: str, name: str, gazetteer: Gazetteer) -> bool:
    towns = adjective_towns(fold(letters)) if _is_adjective(letters) else ()
    if printed.skeletons(name) & _keys(towns):
        return False
    best = [each for town in towns for each in _towns(gazetteer.find(town, limit=1))]
    return any(each.score >= _LIKELY for each in best)


def _towns(readings: Iterable[PlaceCandidate]) -> list[PlaceCandidate]:
    return [each for each in readings if each.kind in _TOWNS]


def _is_among(place: PlaceCandidate, others: Iterable[PlaceCandidate]) -> bool:
    return any(
        (place.latitude, place.longitude) == (each.latitude, each.longitude) for each in others
    )
