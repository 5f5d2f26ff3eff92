"""Splitting a sentence where a new predicate asserts something of its own.

Cuts are made at the left edge of a clause in the dependency tree: coordinated clauses with a
subject of their own or of another kind of act, what follows a colon or semicolon, relatives,
gerunds and participles behind a comma, `в том числе N, которые …`. A clause that ends before its
sentence does overlaps the sentence that holds it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from habeas.claims.classify import strength
from habeas.claims.piece import LONGEST_SENTENCE, Piece
from habeas.claims.slavic.clause_edges import BREAKS, clause_end, clause_start
from habeas.claims.slavic.clause_kinds import (
    adds_cause,
    follows_colon,
    is_coordinated,
    is_including,
    is_participial,
    is_relative,
)
from habeas.claims.slavic.predicates import is_predicate, reports
from habeas.claims.slavic.words import key

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_LEADING = frozenset((*",;:—–-…", "и", "а", "но", "да", "і", "й", "та", "але", "проте", "однак"))
_TRAILING = frozenset((*",;:—–-", "и", "а", "но", "і", "й", "та", "але"))
_CLOSING = frozenset('"”»“')
_MINIMUM = 3
_LONGEST_TAG = 14
_RULES = (
    is_coordinated, follows_colon, is_relative, is_participial, adds_cause, is_including,
)  # fmt: skip


def split(sentence: Span, language: str) -> list[Piece]:
    """The pieces of one sentence in order; the whole sentence where nothing is split off.

    What runs on for longer than any sentence of prose stays whole.
    """
    if len(sentence) > LONGEST_SENTENCE:
        return [Piece(sentence.start, sentence.end, sentence.root)]
    cuts = {sentence.start}
    inner: list[tuple[int, int]] = []
    for token in sentence:
        span = _clause_span(token, sentence, language)
        if span is None:
            continue
        start, end = span
        if _reaches_end(end, sentence, language):
            cuts.add(start)
        elif start > sentence.start:
            inner.append((start, end))
    edges = [*sorted(cuts), sentence.end]
    spans = [*pairwise(edges), *_worth_telling(inner, sentence, language)]
    pieces = [piece for start, end in spans if (piece := _piece(sentence, start, end)) is not None]
    return _merge_short(sentence, sorted(pieces, key=lambda piece: (piece.start, -piece.end)))


def _worth_telling(
    inner: list[tuple[int, int]], sentence: Span, language: str
) -> list[tuple[int, int]]:
    """Of the clauses put into the middle those that tell an event in so many words."""
    return [
        (start, end)
        for start, end in inner
        if end - start >= 2 * _MINIMUM and strength(sentence.doc[start:end], language) >= _DECISIVE
    ]


_DECISIVE = 4.0


def _clause_span(token: Token, sentence: Span, language: str) -> tuple[int, int] | None:
    for rule in _RULES:
        if rule(token, sentence, language):
            start, end = clause_start(token, sentence), clause_end(token, sentence)
            words = sum(1 for t in sentence.doc[start:end] if not t.is_punct)
            before = sum(1 for t in sentence.doc[sentence.start : start] if not t.is_punct)
            if words >= 2 and before >= 2:
                return start, end
            return None
    return None


def _reaches_end(end: int, sentence: Span, language: str) -> bool:
    """Whether only punctuation or an attribution (`…», — сообщил он`) follows."""
    words = [t for t in sentence.doc[end : sentence.end] if t.is_alpha]
    if not words:
        return True
    between = sentence.doc[end : words[0].i]
    parted = any(t.text in _CLOSING or t.text in BREAKS for t in between)
    told = [t for t in words if reports(t, language)]
    others = [t for t in words if is_predicate(t) and t not in told]
    return parted and bool(told) and not others and len(words) <= _LONGEST_TAG


def _piece(sentence: Span, start: int, end: int) -> Piece | None:
    doc = sentence.doc
    while start < end and start > sentence.start and _is_edge(doc[start], _LEADING):
        start += 1
    while end > start and _is_edge(doc[end - 1], _TRAILING):
        end -= 1
    if end <= start:
        return None
    return Piece(start, end, _head_of(doc[start:end]))


def _is_edge(token: Token, words: frozenset[str]) -> bool:
    return token.is_space or token.text in words or key(token.text) in words


def _head_of(span: Span) -> Token:
    outside = [t for t in span if t.head.i < span.start or t.head.i >= span.end or t.dep_ == "ROOT"]
    verbs = [t for t in outside if is_predicate(t)]
    words = [t for t in outside if not t.is_punct]
    return (verbs or words or outside or [span.root])[0]


def _merge_short(sentence: Span, pieces: list[Piece]) -> list[Piece]:
    """Pieces with too few words go back to the one before them."""
    kept: list[Piece] = []
    for piece in pieces:
        span = sentence.doc[piece.start : piece.end]
        words = [t for t in span if t.is_alpha or t.like_num]
        short = len(words) < _MINIMUM and not any(is_predicate(t) for t in span)
        if kept and short and piece.start >= kept[-1].end:
            kept[-1] = Piece(kept[-1].start, piece.end, kept[-1].head)
        else:
            kept.append(piece)
    return kept
