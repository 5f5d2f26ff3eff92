"""Where the asserted event happened, if the words name it.

A place counts when a locative preposition ties it to the claim. It does not count as the subject
that acts ("Moscow said"), inside a body's name, in the attribution, or as a nationality.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from habeas.claims.english.place_words import bare
from habeas.claims.tables import word_class
from habeas.language import Gazetteer, demonym
from habeas.model import Place, PlaceCandidate

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from habeas.claims.grammar import Grammar

_THE_COUNTRY = re.compile(r"\b(?:in|across|throughout|around)\s+(?P<country>the country)\b")


@dataclass(frozen=True, slots=True)
class Located:
    """A place with the span of its words in the block."""

    place: Place
    start: int
    end: int
    kind: str


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

    def locate(
        self, span: Span, outside: Set[int], claim_type: str, grammar: Grammar
    ) -> Located | None:
        """The place of the claim in this span, without the tokens in `outside`."""
        candidates = list(grammar.place_words(span, outside, claim_type, self.readings))
        candidates = [c for c in candidates if c.token.i not in outside]
        for candidate in sorted(candidates, key=lambda c: (c.rank, c.start)):
            readings = self.readings(candidate.name)
            if readings or candidate.rank == 0:
                return Located(
                    Place(_printed(candidate.name, readings), readings),
                    candidate.start,
                    candidate.end,
                    "facility" if candidate.rank == 0 else readings[0].kind,
                )
        return self._the_country(span)

    def _the_country(self, span: Span) -> Located | None:
        """`in the country`: the one that the document is about."""
        words = _THE_COUNTRY.search(span.text)
        if words is None or self._context.main_country is None:
            return None
        start, end = (span.start_char + edge for edge in words.span("country"))
        name = self._context.main_country
        return Located(Place(name, self.readings(name)), start, end, "country")

    def is_country_or_capital(self, name: str) -> bool:
        """Whether a name that speaks is a state by metonymy: "Moscow said"."""
        readings = self.readings(name)
        return bool(readings) and (readings[0].kind == "country" or name in word_class("capitals"))

    def readings(self, name: str) -> tuple[PlaceCandidate, ...]:
        """What the gazetteer makes of a name in this document's context."""
        if name not in self._cache:
            self._cache[name] = self._look_up(name)
        return self._cache[name]

    def _look_up(self, name: str) -> tuple[PlaceCandidate, ...]:
        return self._gazetteer.find(name, near=self._context.codes)


def document_context(docs: Iterable[Doc]) -> Context:
    """The two or three countries that a document names most, as nouns and as adjectives."""
    counts: Counter[str] = Counter()
    printed: dict[str, str] = {}
    for doc in docs:
        for token in doc:
            if token.pos_ in ("PROPN", "ADJ") and (code := demonym(token.text)) is not None:
                counts[code.partition("-")[0]] += 1
        for entity in doc.ents:
            if entity.label_ == "GPE" and (found := _country(entity.text)) is not None:
                counts[found] += 1
                printed.setdefault(found, bare(entity))
    codes = tuple(code for code, _ in counts.most_common(4))
    main = next((printed[code] for code in codes[:1] if code in printed), None)
    return Context(codes, main)


def _country(name: str) -> str | None:
    readings = _gazetteer().find(name, limit=1)
    return readings[0].country if readings and readings[0].kind == "country" else None


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer.open()


def _printed(name: str, readings: tuple[PlaceCandidate, ...]) -> str:
    """A region under its usual name, however it was spelled; any other place as printed."""
    return readings[0].name if readings and readings[0].kind == "region" else name
