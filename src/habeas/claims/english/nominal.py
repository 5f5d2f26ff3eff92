"""Attributions in a noun: `allegations by X that …`, `X's claim that …`, `testimony from X`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.claims.cue import Cue
from habeas.claims.english.mentions import mention_of
from habeas.claims.english.nouns import can_speak
from habeas.claims.english.phrases import object_of
from habeas.claims.tables import word_class
from habeas.model import Stance

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_AUTHORS = ("by", "from", "of")


def nominal_cue(token: Token, sentence: Span, quoted: frozenset[int]) -> Cue | None:
    """The cue of a noun of saying that has an author and a clause with "that"; else None."""
    lemma = token.lemma_.lower()
    if token.pos_ != "NOUN" or token.i in quoted or lemma not in word_class("said_things"):
        return None
    author = _author(token)
    if author is None or not can_speak(author):
        return None
    source = mention_of(author)
    content = _content(token, author, sentence)
    if source is None or content is None:
        return None
    stance = Stance.DENIES if lemma == "denial" else Stance.ASSERTS
    first = min(token.left_edge.i, author.left_edge.i)
    return Cue(token, lemma, stance, source, None, content, (first, min(content)))


def _author(token: Token) -> Token | None:
    for child in token.lefts:
        if child.dep_ == "poss":
            return child
    for preposition in _AUTHORS:
        found = object_of(token, preposition)
        if found is not None:
            return found
    return None


def _content(token: Token, author: Token, sentence: Span) -> frozenset[int] | None:
    """The clause that "that" opens right behind the noun and its author."""
    doc = sentence.doc
    after = max(token.i, author.i) + 1
    for position in range(after, min(after + 6, sentence.end)):
        word = doc[position]
        if word.lower_ == "that" and word.head.i > position and word.dep_ != "det":
            clause = word.head
            last = max(clause.right_edge.i, clause.i)
            return frozenset(range(position, min(last + 1, sentence.end)))
        if word.is_punct or word.pos_ in ("VERB", "AUX"):
            return None
    return None
