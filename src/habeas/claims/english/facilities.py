"""Names of facilities: numbered prisons, ships, capitalised names that end in a facility's noun."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from habeas.claims.english.name_runs import name_runs
from habeas.claims.place_words import FACILITY, PlaceWords
from habeas.claims.tables import rows, word_class
from habeas.language import demonym

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from habeas.claims.grammar import Readings

_NUMBER = r"(?:No\.?|[Nn]umber|№|#)?\s*\d+"
_NUMBERED = re.compile(
    r"\b(?:(?:SIZO|IK|IZ|LIU|KP|TPP|PFRSI|IVS|UFIC|VK)[-–\s]?(?:No\.?\s*|№\s*)?\d+"
    r"|(?:[A-Z][\w-]+\s+)?(?:[Cc]orrectional|[Pp]enal|[Rr]emand|[Pp]rison|[Dd]etention|[Ff]iltration"
    r"|[Pp]re-?trial|[Cc]orrective|[Pp]sychiatric)(?:\s+[Dd]etention)?\s+"
    rf"(?:[Cc]olony|[Cc]amp|[Pp]rison|[Cc]ent(?:er|re)|[Ff]acility|[Hh]ospital)\s+{_NUMBER}"
    rf"|(?:[Cc]olony|[Pp]rison|[Cc]amp|[Hh]ospital)\s+(?:No\.?|[Nn]umber|№|#)\s*\d+)"
)
_ABOARD = frozenset({"aboard", "board"})
# Below this the name is rather that of something else.
_SURE = 0.4
_NEAR = frozenset({"in", "near", "at", "outside", "of"})


def facilities(span: Span, readings: Readings) -> Iterator[PlaceWords]:
    """Facilities named in a span, with the town where each lies, as far as the words tell."""
    yield from _numbered(span)
    for token in span:
        if token.lower_ in _ABOARD:
            yield from _ship_after(token, span)
        kind = facility_kinds().get(token.lower_)
        if kind is None:
            continue
        named = _named(token, span)
        if named is not None and _is_where(named.root):
            own = named.doc[named.start : named.end - 1].text
            yield _words(named, _known_town((own, _town_after(named, span)), readings), kind)


@cache
def facility_kinds() -> dict[str, str]:
    """The sort of facility by noun."""
    return {row["noun"]: row["kind"] for row in rows("facility_nouns")}


def _numbered(span: Span) -> Iterator[PlaceWords]:
    for match in _NUMBERED.finditer(span.doc.text, span.start_char, span.end_char):
        words = span.doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if words is None:
            continue
        owner = _owner(words, span)
        yield PlaceWords(
            match.group(),
            match.start(),
            match.end(),
            FACILITY,
            words.root,
            owner or _town_after(words, span),
            "prison",
        )


def _ship_after(token: Token, span: Span) -> Iterator[PlaceWords]:
    """`aboard the Example`, `on board the cruise ship, Example`: the name that follows."""
    doc = token.doc
    for run in name_runs(doc[token.i + 1 : min(token.i + 9, span.end)]):
        between = doc[token.i + 1 : run.start]
        owned = run.end < len(doc) and (doc[run.end].text == "-" or doc[run.end].tag_ == "POS")
        if owned or any(word.pos_ == "VERB" and word.dep_ != "amod" for word in between):
            continue
        yield _words(run, "", "ship")
        return


def _named(token: Token, span: Span) -> Span | None:
    """Capitalised words that end in a noun for a facility: `Olenivka prison`, `City Hall`."""
    doc, start = token.doc, token.i
    while start > span.start and _belongs(doc[start - 1]):
        start -= 1
        start = _before_hyphen(doc, start, span.start)
    if start == token.i and token.text[0].isupper() and token.i + 1 < span.end:
        after = doc[token.i + 1]
        numbered = after.lower_ in ("no", "number", "no.")
        if after.pos_ == "PROPN" and after.text[0].isupper() and not numbered:
            return doc[token.i : token.i + 2]
    return doc[start : token.i + 1] if start < token.i else None


def _belongs(token: Token) -> bool:
    return (
        token.text[0].isupper()
        and token.pos_ in ("PROPN", "NOUN", "ADJ")
        and demonym(token.text) is None
        and token.lower_ not in word_class("titles")
    )


def _before_hyphen(doc: Doc, start: int, first: int) -> int:
    """`al-Rih`, `Rostov-on-Don`: where the hyphenated word that ends here begins."""
    while start - 2 >= first and doc[start - 1].text == "-" and not doc[start - 2].whitespace_:
        start -= 2
    return start


def _known_town(names: tuple[str, ...], readings: Readings) -> str:
    """The first of the names that is surely one of a place; "" where none is."""
    for name in names:
        if name and sum(reading.score for reading in readings(name)) >= _SURE:
            return name
    return ""


def _words(name: Span, town: str, kind: str) -> PlaceWords:
    text = " ".join(name.text.split())
    return PlaceWords(text, name.start_char, name.end_char, FACILITY, name.root, town, kind)


def _is_where(token: Token) -> bool:
    """Whether a preposition of place or direction governs the name."""
    head = token.head
    for _ in range(3):
        if head.dep_ == "prep":
            return head.lower_ in word_class("locative") | word_class("directional")
        if token.dep_ not in ("compound", "appos", "conj", "pobj", "nmod", "poss"):
            return False
        token, head = head, head.head
    return False


def _owner(words: Span, span: Span) -> str:
    """`Taganrog's SIZO-2`, `the Olenivka penal colony No. 120`: the name before it."""
    before = list(name_runs(span.doc[max(span.start, words.start - 4) : words.start]))
    between = span.doc[before[-1].end : words.start] if before else ()
    if before and all(token.tag_ == "POS" for token in between):
        return before[-1].text
    return ""


def _town_after(words: Span, span: Span) -> str:
    """`IK-3 in Kharp`, `SIZO-2, Taganrog`: the name behind it."""
    doc, position = span.doc, words.end
    if position < span.end and (doc[position].lower_ in _NEAR or doc[position].text == ","):
        following = list(name_runs(doc[position + 1 : min(position + 8, span.end)]))
        near = following and all(t.pos_ != "VERB" for t in doc[position : following[0].start])
        return following[0].text if near else ""
    return ""
