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

from habeas.claims.tables import rows, word_class
from habeas.language import Gazetteer, demonym
from habeas.model import Place, PlaceCandidate

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_THE_COUNTRY = re.compile(r"\b(?:in|across|throughout|around)\s+(?P<country>the country)\b")
_NEVER_PLACES = frozenset({"NORP", "DATE", "TIME", "PERSON", "CARDINAL", "ORDINAL", "PERCENT"})
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_DIRECTED_TYPES = frozenset(
    {"transfer", "inspection", "exchange_release", "escape_survival", "rescue"}
)
_NUMBERED = re.compile(
    r"\b(?:(?:SIZO|IK|IZ|LIU|KP|TPP|PFRSI)[-\s]?(?:No\.?\s*)?\d+"
    r"|(?:[A-Z][\w-]+\s+)?(?:[Cc]orrectional|[Pp]enal|[Rr]emand|[Pp]rison|[Dd]etention|[Ff]iltration|[Pp]re-?trial)"
    r"(?:\s+[Dd]etention)?\s+(?:[Cc]olony|[Cc]amp|[Pp]rison|[Cc]ent(?:er|re)|[Ff]acility)\s+(?:No\.?|[Nn]umber|№)\s*\d+)"
)


@dataclass(frozen=True, slots=True)
class Located:
    """A place with the span of its words in the block."""

    place: Place
    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    name: str
    start: int
    end: int
    rank: int
    token: Token


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

    def locate(self, span: Span, outside: Set[int], claim_type: str) -> Located | None:
        """The place of the claim in this span, without the tokens in `outside`."""
        candidates = [*_facilities(span), *self._named(span, outside, claim_type)]
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

    def _named(self, span: Span, outside: Set[int], claim_type: str) -> Iterable[_Candidate]:
        for entity in span.ents:
            token = entity.root
            if token.i in outside or not self._may_be_place(entity):
                continue
            rank = _rank(token, entity, claim_type)
            if rank is not None:
                start, end, name = _extended(entity)
                yield _Candidate(name, start, end, rank, token)
        for token in span:
            free = token.pos_ == "PROPN" and not token.ent_type_ and token.i not in outside
            free = free and not _hyphenated(token)
            if free and token.dep_ == "pobj" and token.head.lower_ in word_class("locative"):
                yield from self._unlabelled(token)

    def _may_be_place(self, entity: Span) -> bool:
        """The model calls it a place; or the gazetteer does, behind a locative preposition."""
        if entity.label_ in _PLACE_LABELS:
            return True
        token = entity.root
        if entity.label_ in _NEVER_PLACES or token.pos_ != "PROPN":
            return False
        located = bool(_prepositions(token) & word_class("locative"))
        return located and bool(self.readings(_bare(entity)))

    def _unlabelled(self, token: Token) -> Iterable[_Candidate]:
        doc = token.doc
        start = token.i
        while start > 0 and doc[start - 1].pos_ == "PROPN":
            start -= 1
        span = doc[start : token.i + 1]
        if self.readings(span.text):
            yield _Candidate(span.text, span.start_char, span.end_char, 2, token)


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
                printed.setdefault(found, _bare(entity))
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


def _rank(token: Token, entity: Span, claim_type: str) -> int | None:
    """1 tied by a locative, 2 or 3 by a direction; None where it is no place of the event."""
    if token.dep_ in ("nsubj", "nsubjpass", "amod", "dobj", "attr", "npadvmod", "dative"):
        return None
    prepositions = _prepositions(token)
    if entity.label_ == "FAC" and prepositions & (
        word_class("locative") | word_class("directional")
    ):
        return 1
    if prepositions & word_class("locative"):
        return 1
    if prepositions & word_class("directional") and claim_type in _DIRECTED_TYPES:
        return 2 if prepositions & {"to", "into"} else 3
    return None


def _prepositions(token: Token) -> set[str]:
    """The prepositions that govern a name, directly or through the noun that it belongs to."""
    found: set[str] = set()
    current = token
    for _ in range(4):
        head = current.head
        if current.dep_ == "pobj" and head.dep_ in ("prep", "pcomp", "agent", "dative"):
            found.add(head.lower_)
            if head.lower_ not in ("of", "by") or head.head.pos_ not in ("NOUN", "PROPN"):
                break
            current = head.head
        elif current.dep_ in ("compound", "conj", "appos", "nmod") or (
            current.dep_ == "poss" and head.lemma_.lower() in word_class("holding_nouns")
        ):
            current = head
        else:
            break
    return found


def _extended(entity: Span) -> tuple[int, int, str]:
    """`the Chernihiv region`: the common noun belongs to the name."""
    doc, start, end = entity.doc, entity.start, entity.end
    while start < end and doc[start].lower_ == "the":
        start += 1
    while end > start and doc[end - 1].tag_ == "POS":
        end -= 1
    if end < len(doc) and doc[end].lower_ in word_class("region_words"):
        end += 1
    span = doc[start:end]
    return span.start_char, span.end_char, " ".join(span.text.split())


def _bare(entity: Span) -> str:
    return _extended(entity)[2]


def _facilities(span: Span) -> Iterable[_Candidate]:
    base = span.doc.text
    for match in _NUMBERED.finditer(base, span.start_char, span.end_char):
        words = span.doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if words is not None:
            yield _Candidate(match.group(), match.start(), match.end(), 0, words.root)
    for token in span:
        if token.pos_ == "PROPN" and _on_board(token):
            vessel = _capitalised(token, span)
            yield _Candidate(vessel.text, vessel.start_char, vessel.end_char, 0, token)
        if token.lower_ in _facility_nouns() and token.i > span.start:
            name = _facility_name(token, span)
            if name is not None and _prepositions(name.root) & (
                word_class("locative") | word_class("directional")
            ):
                yield _Candidate(name.text, name.start_char, name.end_char, 0, name.root)


def _facility_name(token: Token, span: Span) -> Span | None:
    """Capitalised words that end in a noun for a facility: `Olenivka prison`, `City Hall`."""
    doc = token.doc
    start = token.i
    while (
        start > span.start
        and doc[start - 1].text[0].isupper()
        and doc[start - 1].pos_ in ("PROPN", "NOUN", "ADJ")
    ):
        if demonym(doc[start - 1].text) is not None:
            break
        start -= 1
    return doc[start : token.i + 1] if start < token.i else None


def _hyphenated(token: Token) -> bool:
    """A part of `Rostov-on-Don` is no place of its own."""
    return token.idx > 0 and token.doc.text[token.idx - 1] == "-"


def _on_board(token: Token) -> bool:
    """`aboard the Example`, `on board the Example`: a ship is a place."""
    before = token.doc[max(token.sent.start, token.i - 3) : token.i]
    return any(word.lower_ in ("aboard", "board") for word in before)


def _capitalised(token: Token, span: Span) -> Span:
    end = token.i + 1
    while end < span.end and token.doc[end].pos_ == "PROPN":
        end += 1
    return token.doc[token.i : end]


@cache
def _facility_nouns() -> frozenset[str]:
    return frozenset(row["noun"] for row in rows("facility_nouns"))
