"""The persons and bodies that a text names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from habeas.claims.mention import MentionKind
from habeas.claims.names import Named, words_of
from habeas.claims.slavic.features import NOMINAL, feature, lemma
from habeas.claims.slavic.mentions import mention_of
from habeas.claims.slavic.person_names import persons_of
from habeas.claims.slavic.words import group_nouns

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def names_in(docs: Iterable[tuple[Doc, int]], language: str) -> list[Named]:
    """The names in the parsed blocks of a document; each block comes with its offset."""
    found: list[Named] = []
    for doc, offset in docs:
        for person in persons_of(doc, language):
            if person.surname or person.given:
                position = offset + doc[person.start].idx
                found.append(Named(person.name, MentionKind.PERSON, person.gender, position))
        found.extend(_bodies(doc, offset, language))
    return found


def _bodies(doc: Doc, offset: int, language: str) -> Iterator[Named]:
    """Names in quotation marks behind a noun for a body, and offices named in full."""
    for token in doc:
        if token.pos_ not in (*NOMINAL, "X") or not _may_head(token, language):
            continue
        mention = mention_of(token, language)
        if mention is None or mention.kind is not MentionKind.BODY:
            continue
        if len(words_of(mention.name)) > 1 or mention.role is not None:
            yield Named(mention.name, MentionKind.BODY, None, offset + mention.start)


def _may_head(token: Token, language: str) -> bool:
    known = lemma(token) in group_nouns(language)
    return (known and feature(token, "Number") != "Plur") or token.ent_type_ == "ORG"
