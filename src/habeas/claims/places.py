"""Where the asserted event happened, if the words name it.

Which words of a sentence may say so is for the grammar of its language; here the likeliest of them
is chosen and looked up in the gazetteer, with what the document itself tells: the countries that it
names most, the facilities and towns that it has named before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from habeas.claims.place_words import FACILITY, FAR, KNOWN, PlaceWords
from habeas.claims.tables import word_class
from habeas.language import Gazetteer, demonym
from habeas.model import Place, PlaceCandidate

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from habeas.claims.grammar import Grammar

_LANGUAGES = ("en", "ru", "uk")
_THE_COUNTRY = re.compile(
    r"\b(?:in|across|throughout|around)\s+(?P<en>the country)\b"
    r"|\b(?:в|по всей)\s+(?P<ru>стране)\b|\b(?:в|у|по всій)\s+(?P<uk>країні)\b"
)


@dataclass(frozen=True, slots=True)
class Located:
    """A place with the span of its words in the block; `rule` names what found it."""

    place: Place
    start: int
    end: int
    kind: str
    rule: str


@dataclass(frozen=True, slots=True)
class Context:
    """The countries that a document names most: ISO codes, and the first one's printed name."""

    codes: tuple[str, ...] = ()
    main_country: str | None = None


class PlaceFinder:
    """Places of one document: the gazetteer with the document's own context."""

    def __init__(self, context: Context) -> None:
        """`context` says which countries the document is about."""
        self._gazetteer = _gazetteer()
        self._context = context
        self._cache: dict[str, tuple[PlaceCandidate, ...]] = {}
        self._facilities: dict[str, Place] = {}

    def locate(
        self, span: Span, outside: Set[int], claim_type: str, grammar: Grammar
    ) -> Located | None:
        """The place of the claim in this span, without the tokens in `outside`."""
        candidates = list(grammar.place_words(span, outside, claim_type, self.readings))
        candidates.sort(key=lambda words: (words.rank, words.start))
        found: Located | None = None
        for words in candidates:
            place = self._place(words)
            if place is None:
                continue
            if words.kind:
                self._remember(words, place)
            if found is None and words.rank != FAR:
                facility = words.kind or words.rank == KNOWN
                kind = "facility" if facility else place.candidates[0].kind
                found = Located(place, words.start, words.end, kind, _RULES[words.rank])
        return found or self._the_country(span)

    def _place(self, words: PlaceWords) -> Place | None:
        if words.rank == KNOWN:
            return self._facilities.get(words.name.casefold())
        readings = self.readings(words.name)
        if words.kind and words.town and not any(r.kind == "facility" for r in readings):
            readings = self.readings(words.town) or readings
        if not readings and words.rank != FACILITY and not words.kind:
            return None
        return Place(words.name if words.kind else _printed(words.name, readings), readings)

    def _remember(self, words: PlaceWords, place: Place) -> None:
        """A facility stays where the document once said that it lies."""
        key = words.name.casefold()
        if place.candidates or key not in self._facilities:
            self._facilities[key] = place

    def settled(self, place: Place) -> Place:
        """A facility that was named without its town, where another passage names that town."""
        if place.candidates:
            return place
        return self._facilities.get(place.name.casefold(), place)

    def _the_country(self, span: Span) -> Located | None:
        """`in the country`: the one that the document is about."""
        words = _THE_COUNTRY.search(span.text)
        if words is None or words.lastgroup is None or self._context.main_country is None:
            return None
        start, end = (span.start_char + edge for edge in words.span(words.lastgroup))
        name = self._context.main_country
        return Located(Place(name, self.readings(name)), start, end, "country", "the country")

    def is_country_or_capital(self, name: str) -> bool:
        """Whether a name that speaks is a state by metonymy: "Moscow said"."""
        readings = self.readings(name)
        capital = any(name in word_class("capitals", code) for code in _LANGUAGES)
        return bool(readings) and (readings[0].kind == "country" or capital)

    def readings(self, name: str) -> tuple[PlaceCandidate, ...]:
        """What the gazetteer makes of a name in this document's context."""
        if name not in self._cache:
            self._cache[name] = self._gazetteer.find(name, near=self._context.codes)
        return self._cache[name]


_RULES = ("facility", "locative", "locative", "direction", "far", "known facility")


def document_context(docs: Iterable[Doc]) -> Context:
    """The two or three countries that a document names most, as nouns and as adjectives."""
    counts: Counter[str] = Counter()
    printed: dict[str, str] = {}
    for doc in docs:
        for token in doc:
            if token.pos_ in ("PROPN", "ADJ"):
                code = demonym(token.text) or demonym(token.lemma_)
                if code is not None:
                    counts[code.partition("-")[0]] += 1
        for entity in doc.ents:
            name = _without_article(entity)
            if entity.label_ == "GPE" and (found := _country(name)) is not None:
                counts[found] += 1
                printed.setdefault(found, name)
    codes = tuple(code for code, _ in counts.most_common(4))
    main = next((printed[code] for code in codes[:1] if code in printed), None)
    return Context(codes, main)


def _without_article(entity: Span) -> str:
    words = [t for t in entity if t.tag_ != "POS" and t.lower_ != "the"]
    return " ".join(word.text for word in words)


def _country(name: str) -> str | None:
    readings = _gazetteer().find(name, limit=1)
    return readings[0].country if readings and readings[0].kind == "country" else None


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer.open()


def _printed(name: str, readings: tuple[PlaceCandidate, ...]) -> str:
    """A region under its usual name, however it was spelled; any other place as printed.

    In Cyrillic the name comes in the nominative already.
    """
    region = bool(readings) and readings[0].kind == "region" and name.isascii()
    return readings[0].name if region else name
