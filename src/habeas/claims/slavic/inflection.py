"""Words of a noun phrase brought to the nominative.

The dictionary of pymorphy3 does it where it is installed; elsewhere endings do, which know the
declension of adjectives well and that of nouns roughly.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from habeas.claims.slavic.features import feature
from habeas.claims.slavic.words import key
from habeas.language import spelled_like

if TYPE_CHECKING:
    from spacy.tokens import Token

_DICTIONARIES = {"ru": "pymorphy3_dicts_ru", "uk": "pymorphy3_dicts_uk"}
_GENDERS = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}
_ADJECTIVE_PARTS = ("ADJF", "PRTF")
# Endings of adjectives by language, with the nominative of masculine, feminine, neuter and plural.
_ADJECTIVES = {
    "ru": (
        (("ого", "ому", "ым", "ом", "ой", "ую", "ых", "ыми", "ое", "ая", "ые", "ый"), "ыйаяоеые"),
        (("его", "ему", "им", "ем", "ей", "юю", "их", "ими", "ее", "яя", "ие", "ий"), "ийяяееие"),
    ),
    "uk": (
        (("ого", "ому", "им", "ої", "ій", "ою", "их", "ими", "а", "у", "е", "і", "ий"), "ийаеі"),
    ),
}
_GENDER_PLACE = {"Masc": 0, "Fem": 1, "Neut": 2}


@cache
def analyzer(language: str) -> Any | None:
    """The dictionary of a language; None where it is not installed."""
    if find_spec("pymorphy3") is None or find_spec(_DICTIONARIES[language]) is None:
        return None
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang=language)


def to_nominative(token: Token, language: str, *, plural: bool, gender: str = "") -> str:
    """The word of a token in the nominative of this number; adjectives in this gender as well."""
    adjective = token.pos_ in ("ADJ", "DET", "VERB") or feature(token, "VerbForm") == "Part"
    return _nominative(token.text, key(token.lemma_), language, adjective, plural, gender)


@lru_cache(maxsize=8192)
def _nominative(
    text: str, lemma: str, language: str, adjective: bool, plural: bool, gender: str
) -> str:
    dictionary = analyzer(language)
    if dictionary is not None:
        form = _by_dictionary(dictionary, text, lemma, adjective, plural, gender)
        if form is not None:
            return spelled_like(text, form)
    if adjective:
        return spelled_like(text, _adjective(text.lower(), language, plural, gender))
    return text if plural else spelled_like(text, lemma)


def _by_dictionary(
    dictionary: Any, text: str, lemma: str, adjective: bool, plural: bool, gender: str
) -> str | None:
    wanted = {"nomn", "plur" if plural else "sing"}
    if adjective and not plural and gender in _GENDERS:
        wanted.add(_GENDERS[gender])
    readings = dictionary.parse(text)
    nominal = [
        reading
        for reading in readings
        if (reading.tag.POS in _ADJECTIVE_PARTS or "Apro" in reading.tag.grammemes)
        or (not adjective and reading.tag.POS in ("NOUN", "NPRO", "NUMR"))
    ]
    ordered = sorted(
        nominal,
        key=lambda reading: (
            key(reading.normal_form) != lemma,
            (reading.tag.POS == "NOUN") is adjective,
        ),
    )
    for reading in ordered:
        if {"nomn", "plur" if plural else "sing"} <= reading.tag.grammemes and not adjective:
            return str(text.lower())
        form = reading.inflect(wanted)
        if form is not None:
            return str(form.word)
    return None


def _adjective(word: str, language: str, plural: bool, gender: str) -> str:
    for endings, nominatives in _ADJECTIVES[language]:
        for ending in sorted(endings, key=len, reverse=True):
            if word.endswith(ending) and len(word) > len(ending) + 2:
                forms = _cut(nominatives, language)
                return word[: -len(ending)] + forms[3 if plural else _GENDER_PLACE.get(gender, 0)]
    return word


def _cut(nominatives: str, language: str) -> tuple[str, ...]:
    if language == "ru":
        return tuple(nominatives[i : i + 2] for i in range(0, 8, 2))
    return nominatives[:2], nominatives[2], nominatives[3], nominatives[4]
