"""Names of places in the nominative: `у Жовтих Водах` is of Жовті Води.

The gazetteer knows case forms; of the words that a form may come from, the one is taken that it
knows best as the same place.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from habeas.claims.slavic.inflection import to_nominative
from habeas.claims.slavic.words import words
from habeas.language import adjective_towns, place_bases, plain_spelling, spelled_like

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from habeas.claims.grammar import Readings

_FOREIGN = {"ru": frozenset("іїєґ"), "uk": frozenset("ыэёъ")}
_MOST_FORMS = 60
_SURE_TOWN = 0.5


def nominative_place(run: Span, readings: Readings, language: str) -> str:
    """The name of a place as it is looked up; as printed where nothing better is known."""
    printed = " ".join(run.text.split())
    found = readings(printed)
    best, trust = printed, sum(reading.score for reading in found)
    for form in _forms(run, language):
        other = readings(form)
        same = other and (
            not found or (other[0].name, other[0].country) == (found[0].name, found[0].country)
        )
        total = sum(reading.score for reading in other)
        if same and total > trust:
            best, trust = form, total
    return best


def _forms(run: Span, language: str) -> Iterator[str]:
    """What a name may be in the nominative: by dictionary first, then by endings."""
    tokens = list(run)
    if len(tokens) == 1:
        yield spelled_like(tokens[0].text, plain_spelling(tokens[0].lemma_))
        for form in _bases(plain_spelling(tokens[0].text), language):
            yield spelled_like(tokens[0].text, form)
        return
    for plural in (False, True):
        for gender in ("Masc", "Fem", "Neut"):
            yield " ".join(
                to_nominative(token, language, plural=plural, gender=gender) for token in tokens
            )


@lru_cache(maxsize=4096)
def _bases(word: str, language: str) -> tuple[str, ...]:
    forms = place_bases(word)[:_MOST_FORMS]
    return tuple(form for form in forms if not set(form) & _FOREIGN[language])


def town_of_adjective(token: Token, readings: Readings, language: str) -> str:
    """`в таганрогском СИЗО`: the town that an adjective is made from; '' where none is known."""
    base = plain_spelling(to_nominative(token, language, plural=False, gender="Masc"))
    if not base.endswith(("ский", "цкий", "ський", "цький", "зький")):
        return ""
    if base in words("plain_adjectives", language):
        return ""
    best, trust = "", _SURE_TOWN
    for form in adjective_towns(base)[:_MOST_FORMS]:
        if len(form) < 4 or set(form) & _FOREIGN[language]:
            continue
        name = form[:1].upper() + form[1:]
        found = readings(name)
        if found and found[0].score > trust and found[0].kind != "country":
            best, trust = name, found[0].score
    return best
