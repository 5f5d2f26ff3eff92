"""Whose people suffer and whose hold them, as far as the words of a document tell.

"Ukrainian prisoners", "Syrian detainees" stand against "Russian custody", "the regime's guards": a
country whose adjective goes more often with people who are held than with those who hold is the
victims' side, and its officials are not taken for the accused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from habeas.claims.slavic.nationalities import nationality
from habeas.claims.speakers import Speaker
from habeas.claims.tables import word_class
from habeas.language import demonym

if TYPE_CHECKING:
    from spacy.tokens import Doc


_CASE_LANGUAGES = ("ru", "uk")


@dataclass(frozen=True, slots=True)
class Sides:
    """ISO codes of the countries on the victims' side in one document."""

    victims: frozenset[str] = frozenset()

    def is_of_the_victims(self, speaker: Speaker) -> bool:
        """Whether name or role ties the speaker to the victims' side."""
        words = f"{speaker.name} {speaker.role or ''}".replace("’s", "").replace("'s", "").split()
        countries = {country for word in words for country in _countries(word.strip(",."))}
        return bool(countries & self.victims)


def find_sides(docs: Iterable[tuple[Doc, str]]) -> Sides:
    """Count which countries' adjectives go with the held and which with the holders.

    Each block comes with its language.
    """
    held: Counter[str] = Counter()
    holding: Counter[str] = Counter()
    for doc, language in docs:
        for token in doc:
            country = _country(token.text) or _in_cases(token.text, language)
            if country is None or token.dep_ not in ("amod", "compound", "poss", "nmod"):
                continue
            noun = token.head.lemma_.lower()
            held[country] += noun in word_class("held", language)
            holding[country] += noun in word_class("holders", language)
    return Sides(frozenset(code for code in held if held[code] > holding[code]))


def _countries(word: str) -> set[str]:
    """The countries that a word may be an adjective of, in any language."""
    found = {_country(word), *(_in_cases(word, code) for code in _CASE_LANGUAGES)}
    return {country for country in found if country is not None}


def _in_cases(word: str, language: str) -> str | None:
    return nationality(word, language) if language in _CASE_LANGUAGES else None


def _country(word: str) -> str | None:
    code = demonym(word)
    return code.partition("-")[0] if code else None
