"""Runs of capitalised words in a sentence that may name a place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from habeas.claims.slavic.features import feature, lemma
from habeas.claims.slavic.person_names import person_at
from habeas.claims.slavic.words import facility_nouns, group_nouns, key, role_nouns, words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_LONGEST = 3
_OPENING = frozenset({"«", "„", "“", '"'})


def name_runs(span: Span, language: str) -> Iterator[Span]:
    """Half-open runs of words that may name a place, regions with their common noun."""
    doc, place = span.doc, span.start
    while place < span.end:
        if not _is_name_word(doc[place], language):
            place += 1
            continue
        end = place + 1
        while (
            end < span.end and end - place < _LONGEST and _goes_on(doc[end - 1], doc[end], language)
        ):
            end += 1
        region = end < span.end and lemma(doc[end]) in words("region_words", language)
        if region and doc[end - 1].pos_ in ("ADJ", "PROPN", "NOUN"):
            end += 1
        yield doc[place:end]
        place = end


def _is_name_word(token: Token, language: str) -> bool:
    text = token.text
    if not text[:1].isupper() or not any(c.islower() for c in text):
        return False
    if person_at(token, language) is not None or token.pos_ in ("ADP", "PRON", "DET", "SCONJ"):
        return False
    if (
        token.ent_type_ == "ORG"
        and key(text) != lemma(token)
        and not _behind_facility(token, language)
    ):
        return False
    if _opens_sentence(token) and token.pos_ not in ("PROPN", "ADJ") and token.ent_type_ != "GPE":
        return False
    if token.i > 0 and token.doc[token.i - 1].text in _OPENING:
        return False
    word = lemma(token)
    return word not in role_nouns(language) and word not in group_nouns(language)


def _behind_facility(token: Token, language: str) -> bool:
    """`СИЗО Таганрога`: the town of a prison, though both together look like a body."""
    before = token.doc[token.i - 1] if token.i > 0 else None
    known = facility_nouns(language)
    return before is not None and (lemma(before) in known or key(before.text) in known)


def _goes_on(before: Token, token: Token, language: str) -> bool:
    """Whether a word goes on with the name: an adjective's noun in the same case."""
    if not _is_name_word(token, language) or before.pos_ not in ("ADJ", "PROPN", "NOUN"):
        return False
    cases = feature(before, "Case"), feature(token, "Case")
    return not all(cases) or cases[0] == cases[1] or before.pos_ == "ADJ"


def _opens_sentence(token: Token) -> bool:
    return all(not other.is_alpha for other in token.doc[token.sent.start : token.i])
