"""Words of an English text that may say where something happened.

A place counts when a locative preposition ties it to the claim. It does not count as the subject
that acts ("Moscow said"), inside a body's name, in the attribution, or as a nationality.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from functools import cache
from typing import TYPE_CHECKING

from habeas.claims.place_words import PlaceWords
from habeas.claims.tables import rows, word_class
from habeas.language import demonym

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from habeas.claims.grammar import Readings

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


def place_words(
    span: Span, outside: Set[int], claim_type: str, readings: Readings
) -> Iterable[PlaceWords]:
    """Facilities, named places and unlabelled names in a span, in no order."""
    yield from _facilities(span)
    yield from _named(span, outside, claim_type, readings)


def _named(
    span: Span, outside: Set[int], claim_type: str, readings: Readings
) -> Iterable[PlaceWords]:
    for entity in span.ents:
        token = entity.root
        if token.i in outside or not _may_be_place(entity, readings):
            continue
        rank = _rank(token, entity, claim_type)
        if rank is not None:
            start, end, name = _extended(entity)
            yield PlaceWords(name, start, end, rank, token)
    for token in span:
        free = token.pos_ == "PROPN" and not token.ent_type_ and token.i not in outside
        free = free and not _hyphenated(token)
        if free and token.dep_ == "pobj" and token.head.lower_ in word_class("locative"):
            yield from _unlabelled(token, readings)


def _may_be_place(entity: Span, readings: Readings) -> bool:
    """The model calls it a place; or the gazetteer does, behind a locative preposition."""
    if entity.label_ in _PLACE_LABELS:
        return True
    token = entity.root
    if entity.label_ in _NEVER_PLACES or token.pos_ != "PROPN":
        return False
    located = bool(_prepositions(token) & word_class("locative"))
    return located and bool(readings(bare(entity)))


def _unlabelled(token: Token, readings: Readings) -> Iterable[PlaceWords]:
    doc = token.doc
    start = token.i
    while start > 0 and doc[start - 1].pos_ == "PROPN":
        start -= 1
    span = doc[start : token.i + 1]
    if readings(span.text):
        yield PlaceWords(span.text, span.start_char, span.end_char, 2, token)


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


def bare(entity: Span) -> str:
    """The name without its article and possessive mark."""
    return _extended(entity)[2]


def _facilities(span: Span) -> Iterable[PlaceWords]:
    base = span.doc.text
    for match in _NUMBERED.finditer(base, span.start_char, span.end_char):
        words = span.doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if words is not None:
            yield PlaceWords(match.group(), match.start(), match.end(), 0, words.root)
    for token in span:
        if token.pos_ == "PROPN" and _on_board(token):
            vessel = _capitalised(token, span)
            yield PlaceWords(vessel.text, vessel.start_char, vessel.end_char, 0, token)
        if token.lower_ in _facility_nouns() and token.i > span.start:
            name = _facility_name(token, span)
            if name is not None and _prepositions(name.root) & (
                word_class("locative") | word_class("directional")
            ):
                yield PlaceWords(name.text, name.start_char, name.end_char, 0, name.root)


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
