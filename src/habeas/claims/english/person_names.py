"""Finding the name of a person in a noun phrase, with the model's eyes and without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.claims.english.nouns import group_nouns, role_nouns
from habeas.language import gender_of

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


def person_name(head: Token) -> Span | None:
    """The span of a person's name that ends at or covers this token."""
    doc = head.doc
    for entity in head.sent.ents:
        if entity.start <= head.i < entity.end and entity.label_ == "PERSON":
            return _trim_name(doc[entity.start : entity.end])
    if head.pos_ != "PROPN" or _names_a_body(head):
        return None
    start = head.i
    while start > head.sent.start and doc[start - 1].pos_ == "PROPN" and doc[start - 1].is_title:
        start -= 1
    for first in range(start, head.i + 1):
        if gender_of(doc[first].text) is not None and first < head.i:
            return doc[first : head.i + 1]
    if start < head.i and start > head.sent.start and doc[start - 1].lower_ in role_nouns():
        return doc[start : head.i + 1]
    if head.ent_type_ in ("", "NORP") and start == head.i and gender_of(head.text) is not None:
        return doc[head.i : head.i + 1]
    return None


def _names_a_body(head: Token) -> bool:
    """`Yale School`: a long name that the model takes for a body's, or one with a body's noun."""
    if head.lower_ in group_nouns():
        return True
    return any(
        entity.label_ == "ORG" and entity.start <= head.i < entity.end and len(entity) > 3
        for entity in head.sent.ents
    )


def _trim_name(span: Span) -> Span | None:
    doc, start, end = span.doc, span.start, span.end
    while start < end and (doc[start].is_lower or doc[start].lower_ in role_nouns()):
        if (
            all(len(token.text.rstrip(".")) == 1 for token in doc[start + 1 : end])
            and doc[start].is_title
        ):
            break
        start += 1
    if 0 < start < end and doc[start].text == "-":
        start -= 1
    while end > start and (doc[end - 1].tag_ == "POS" or not doc[end - 1].text[0].isalpha()):
        end -= 1
    return doc[start:end] if start < end else None


def capitalised_run(head: Token) -> Span | None:
    """Two or three capitalised words beside a noun for a person are that person's name."""
    start = head.i
    while start > head.sent.start and head.doc[start - 1].pos_ == "PROPN":
        start -= 1
    return head.doc[start : head.i + 1] if 2 <= head.i + 1 - start <= 3 else None
