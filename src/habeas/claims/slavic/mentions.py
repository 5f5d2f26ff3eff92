"""Who a noun phrase names: a person, a body, a document's author, or a description."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.claims.mention import Mention, MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Token


def mention_of(head: Token, language: str) -> Mention | None:
    """The mention whose syntactic head is this token; None where nobody could be meant."""
    del language
    if head.pos_ not in ("NOUN", "PROPN"):
        return None
    kind = MentionKind.BODY if head.pos_ == "PROPN" else MentionKind.DESCRIPTION
    return Mention(head.text, kind, head.idx, head.idx + len(head), head=head.lemma_)
