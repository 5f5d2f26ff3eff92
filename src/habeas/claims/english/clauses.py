"""Splitting a sentence where a new predicate asserts something of its own.

Cuts are made at the left edge of a clause in the dependency tree: coordinated clauses with a
subject of their own, non-restrictive relatives, participials after a comma, `including N who …`,
`while …`. A clause that ends before its sentence does overlaps the sentence that holds it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from habeas.claims.classify import strength
from habeas.claims.cue import reporting_verbs
from habeas.claims.piece import LONGEST_SENTENCE, Piece
from habeas.claims.tables import word_class

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_LEADING = frozenset("and but or nor yet so that , ; : — – - …".split())
_TRAILING = frozenset(", ; : — – - and but or after before when such as".split())
_RELATIVES = frozenset("which who whom whose where when whereby".split())
_CLOSING_MARKS = frozenset('"”»’')
_MINIMUM = 4
_LONGEST_TAG = 8
_DECISIVE = 3.0


def split(sentence: Span) -> list[Piece]:
    """The pieces of one sentence in order; the whole sentence where nothing is split off.

    What runs on for longer than any sentence of prose stays whole.
    """
    if len(sentence) > LONGEST_SENTENCE:
        return [Piece(sentence.start, sentence.end, sentence.root)]
    cuts = {sentence.start}
    inner: list[tuple[int, int]] = []
    for token in sentence:
        span = _clause_span(token, sentence)
        if span is None:
            continue
        start, end = span
        if _reaches_end(end, sentence):
            cuts.add(start)
        elif start == sentence.start:
            cuts.add(end)
        else:
            inner.append((start, end))
    edges = [*sorted(cuts), sentence.end]
    spans = [*pairwise(edges), *inner]
    pieces = [piece for start, end in spans if (piece := _piece(sentence, start, end)) is not None]
    return _merge_short(sentence, sorted(pieces, key=lambda piece: (piece.start, -piece.end)))


def _clause_span(token: Token, sentence: Span) -> tuple[int, int] | None:
    for rule in (
        _coordinated,
        _relative,
        _participial,
        _contrast,
        _including,
        _following,
        _emphatic,
    ):
        start = rule(token, sentence)
        if start is not None:
            end = max(token.right_edge.i, token.i) + 1
            if end - start >= _MINIMUM and (start == sentence.start or start - sentence.start >= 3):
                return start, end
            return None
    return None


def _coordinated(token: Token, sentence: Span) -> int | None:
    if (
        token.dep_ != "conj"
        or token.pos_ not in ("VERB", "AUX")
        or token.head.pos_ not in ("VERB", "AUX")
    ):
        return None
    if _preceded_by(token.left_edge, ("nor",)):
        return None
    own_subject = any(child.dep_ in _SUBJECTS for child in token.lefts)
    if own_subject:
        return token.left_edge.i
    new_step = any(
        child.lower_ in word_class("sequence") for child in token.children
    ) or _preceded_by(token.left_edge, ("but", "then"))
    told = token.tag_ == "VBN" and any(child.dep_ == "auxpass" for child in token.head.children)
    reports = (
        not told
        and token.lemma_.lower() in reporting_verbs()
        and any(child.dep_ in ("ccomp", "dobj") for child in token.children)
    )
    return token.left_edge.i if new_step or reports else None


def _relative(token: Token, sentence: Span) -> int | None:
    if token.dep_ != "relcl":
        return None
    start = token.left_edge.i
    if _after_comma(start, sentence) and any(
        t.lower_ in _RELATIVES for t in sentence.doc[start : min(start + 3, token.i + 1)]
    ):
        return start
    numbered = any(t.like_num for t in token.subtree)
    ends = _reaches_end(token.right_edge.i + 1, sentence)
    return start if ends and numbered and _eventive(token) and token.pos_ == "VERB" else None


def _participial(token: Token, sentence: Span) -> int | None:
    if token.dep_ not in ("advcl", "acl") or token.tag_ not in ("VBG", "VBN"):
        return None
    if any(child.dep_ in ("mark", "nsubj", "aux", "auxpass") for child in token.lefts):
        return None
    if any(child.dep_ == "conj" and child.tag_ == token.tag_ for child in token.rights):
        return None
    start = token.left_edge.i
    if start == sentence.start:
        dated = any(t.ent_type_ == "DATE" for t in token.subtree)
        return start if dated and token.i - start < 3 and _comma_follows(token, sentence) else None
    return start if _after_comma(start, sentence) and token.i - start < 3 else None


def _contrast(token: Token, sentence: Span) -> int | None:
    if token.dep_ != "advcl" or not any(child.dep_ in _SUBJECTS for child in token.lefts):
        return None
    marks = [
        child
        for child in token.lefts
        if child.dep_ in ("mark", "advmod") and child.i == token.left_edge.i
    ]
    if not marks:
        return None
    mark = marks[0]
    if mark.lower_ in word_class("contrast"):
        return mark.i
    if mark.lower_ in ("after", "before", "when") and mark.i > sentence.start and _eventive(token):
        return mark.i + 1
    return None


def _including(token: Token, sentence: Span) -> int | None:
    if token.lower_ != "including" or not _after_comma(token.i, sentence):
        return None
    subtree = list(token.subtree)
    counted = any(t.like_num for t in subtree[:4])
    acts = any(t.pos_ == "VERB" and t.dep_ in ("acl", "relcl") and t.tag_ != "VBG" for t in subtree)
    return token.i if counted and acts else None


def _following(token: Token, sentence: Span) -> int | None:
    if token.lower_ not in ("following", "with") or token.dep_ not in ("prep", "advcl"):
        return None
    if not _after_comma(token.i, sentence) or len(list(token.subtree)) < 7:
        return None
    words = sentence.doc[token.i : token.right_edge.i + 1]
    return (
        token.i
        if any(t.ent_type_ for t in words) and (_eventive(token) or token.lower_ == "with")
        else None
    )


def _emphatic(token: Token, sentence: Span) -> int | None:
    if token.lower_ not in ("itself", "himself", "herself", "themselves"):
        return None
    return token.i if _after_comma(token.i, sentence) and token.head.i > token.i else None


def _eventive(token: Token) -> bool:
    return strength(token.doc[token.left_edge.i : token.right_edge.i + 1]) >= _DECISIVE


def _after_comma(position: int, sentence: Span) -> bool:
    return position > sentence.start and sentence.doc[position - 1].text in (
        ",",
        "—",
        "–",
        "--",
        "-",
        ";",
    )


def _comma_follows(token: Token, sentence: Span) -> bool:
    following = token.right_edge.i + 1
    return following < sentence.end and sentence.doc[following].text == ","


def _preceded_by(token: Token, words: tuple[str, ...]) -> bool:
    doc = token.doc
    for position in (token.i, token.i - 1, token.i - 2):
        if position >= 0 and doc[position].lower_ in words:
            return True
    return False


def _reaches_end(end: int, sentence: Span) -> bool:
    """Whether only punctuation or a short attribution (`…,” she said.`) follows."""
    words = [t for t in sentence.doc[end : sentence.end] if t.is_alpha]
    if not words:
        return True
    closes = any(t.text in _CLOSING_MARKS for t in sentence.doc[end : words[0].i])
    tagged = any(t.lemma_.lower() in reporting_verbs() for t in words)
    return closes and tagged and len(words) <= _LONGEST_TAG


def _piece(sentence: Span, start: int, end: int) -> Piece | None:
    doc = sentence.doc
    while (
        start < end
        and (doc[start].lower_ in _LEADING or doc[start].is_space)
        and start > sentence.start
    ):
        start += 1
    while end > start and (doc[end - 1].lower_ in _TRAILING or doc[end - 1].is_space):
        end -= 1
    if end <= start:
        return None
    return Piece(start, end, _head_of(doc[start:end]))


def _head_of(span: Span) -> Token:
    outside = [t for t in span if t.head.i < span.start or t.head.i >= span.end or t.dep_ == "ROOT"]
    verbs = [t for t in outside if t.pos_ in ("VERB", "AUX")]
    return (verbs or outside or [span.root])[0]


def _merge_short(sentence: Span, pieces: list[Piece]) -> list[Piece]:
    """Pieces with too few words go back to the one before them."""
    kept: list[Piece] = []
    for piece in pieces:
        words = [t for t in sentence.doc[piece.start : piece.end] if t.is_alpha or t.like_num]
        if kept and len(words) < 3 and piece.start >= kept[-1].end:
            kept[-1] = Piece(kept[-1].start, piece.end, kept[-1].head)
        else:
            kept.append(piece)
    return kept
