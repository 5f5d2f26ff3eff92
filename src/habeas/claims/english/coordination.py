"""Whether a verb joined to another by "and", "but" or a comma asserts something of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.claims.classify import type_cues, type_scores
from habeas.claims.cue import reporting_verbs
from habeas.claims.tables import word_class

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_VERBS = frozenset({"VERB", "AUX"})
_ORDERS = ("demand", "urge", "ask")
_CLEAR = 4.5
_FAIRLY_CLEAR = 3.5
_WORDS_OF_AN_ACT = 3
_WORDS_IN_A_QUOTE = 7


def asserts_anew(token: Token, sentence: Span, *, quoted: bool) -> bool:
    """Whether the coordinated verb `token` begins a claim; `quoted`: it stands inside quotes.

    With a subject of its own it does, and where it goes on to a next step ("then", "but"), turns
    to saying something, or tells of another kind of act than the verb before it.
    """
    if token.dep_ != "conj" or token.pos_ not in _VERBS or token.head.pos_ not in _VERBS:
        return False
    if token.tag_ == "VBG" and not any(child.dep_ in SUBJECTS for child in token.lefts):
        return False
    start = token.left_edge.i
    if preceded_by(token.left_edge, ("nor", "so")) or _told_to_somebody(token):
        return False
    if quoted and _words(sentence, start, token.right_edge.i + 1) < _WORDS_IN_A_QUOTE:
        return False
    if any(child.dep_ in SUBJECTS for child in token.lefts):
        return True
    new_step = any(
        child.lower_ in word_class("sequence") for child in token.children
    ) or preceded_by(token.left_edge, ("but", "then"))
    return new_step or _reports(token) or (not quoted and _another_act(token, sentence))


def further_that(token: Token, sentence: Span) -> bool:
    """`says that …, that …, and that …`: a further clause of what is said, with its own subject."""
    edge = token.left_edge.i
    if token.dep_ not in ("ccomp", "conj") or sentence.doc[edge].lower_ != "that":
        return False
    if edge <= sentence.start or sentence.doc[edge - 1].lower_ not in (",", "and", ";"):
        return False
    if _told_to_somebody(token):
        return False
    above = token.head
    listed = above.dep_ in ("ccomp", "conj") or any(
        child.dep_ == "ccomp" and child.i < token.i for child in above.children
    )
    return listed and any(child.dep_ in SUBJECTS for child in token.lefts)


def preceded_by(token: Token, words: tuple[str, ...]) -> bool:
    """Whether one of these words stands here or up to two places before."""
    doc = token.doc
    return any(p >= 0 and doc[p].lower_ in words for p in (token.i, token.i - 1, token.i - 2))


def _reports(token: Token) -> bool:
    passive = any(child.dep_ == "auxpass" for child in token.head.children)
    if passive and token.tag_ in ("VBN", "VBD"):
        return False
    if token.lemma_.lower() in _ORDERS:
        return False
    return token.lemma_.lower() in reporting_verbs() and any(
        child.dep_ in ("ccomp", "dobj") for child in token.children
    )


def _told_to_somebody(token: Token) -> bool:
    """`she was told that … and that …`: both are what was told, one happening."""
    above = token.head
    while above.dep_ == "conj":
        above = above.head
    teller = above.head
    if above.dep_ != "ccomp" or teller.lemma_.lower() not in reporting_verbs():
        return False
    if teller.tag_ == "VBN" and teller.dep_ == "conj":
        teller = teller.head
    return any(child.dep_ == "auxpass" for child in teller.children)


def _another_act(token: Token, sentence: Span) -> bool:
    if token.lemma_.lower() in _ORDERS:
        return False
    doc, start, end = token.doc, token.left_edge.i, token.right_edge.i + 1
    first = max(sentence.start, token.head.left_edge.i)
    if _words(sentence, start, end) < _WORDS_OF_AN_ACT or start - first < _WORDS_OF_AN_ACT:
        return False
    before = _clear_type(doc[first:start], token.head, _CLEAR)
    after = _clear_type(doc[start:end], token, _FAIRLY_CLEAR)
    return before is not None and after not in (None, before, "other")


def _clear_type(span: Span, predicate: Token, least: float) -> str | None:
    scores = type_scores(type_cues(span, "en"), predicate)
    return scores[0][0] if scores and scores[0][1] >= least else None


def _words(sentence: Span, start: int, end: int) -> int:
    return sum(1 for t in sentence.doc[start:end] if t.is_alpha or t.like_num)
