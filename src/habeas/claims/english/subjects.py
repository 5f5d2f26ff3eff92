"""Who speaks in a verb of saying: its subject, wherever it stands, or that of another verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.claims.english.nouns import can_speak
from habeas.claims.tables import word_class

if TYPE_CHECKING:
    from spacy.tokens import Token


def subject_of(token: Token, quoted: frozenset[int] = frozenset()) -> Token | None:
    """The subject of a verb, or of the verb that it is coordinated with.

    Words inside a quotation are never the subject of a verb outside it.
    """
    subjects = [
        child for child in token.children if child.dep_ == "nsubj" and child.i not in quoted
    ]
    if subjects:
        nearest = min(subjects, key=lambda child: abs(child.i - token.i))
        relative = nearest.tag_ in ("WP", "WDT") and token.dep_ == "relcl"
        return _antecedent(token) if relative else nearest
    if token.dep_ == "acl" and token.tag_ == "VBG" and can_speak(token.head):
        return token.head
    if token.dep_ == "conj" and token.head.pos_ in ("VERB", "AUX") and token.head.i not in quoted:
        shared = subject_of(token.head, quoted)
        above = token.head.head
        disagrees = token.tag_ in ("VB", "VBP") and token.head.tag_ in ("VBD", "VBZ")
        if (
            disagrees
            and shared is not None
            and shared.tag_ in ("NN", "NNP")
            and above != token.head
        ):
            return subject_of(above, quoted) or shared
        return shared
    if token.dep_ in ("xcomp", "advcl", "acl"):
        return None
    return _subject_before(token) or _inverted_subject(token, quoted)


def _subject_before(token: Token) -> Token | None:
    """A name right before the main verb that the parser hung elsewhere."""
    if token.dep_ != "ROOT":
        return None
    position = token.i - 1
    while position > token.sent.start and (
        token.doc[position].is_punct or token.doc[position].pos_ in ("ADV", "AUX", "NUM")
    ):
        position -= 1
    before = token.doc[position]
    return before if before.pos_ == "PROPN" and before.dep_ in ("appos", "pobj", "conj") else None


def _antecedent(token: Token) -> Token:
    return token.head


def _inverted_subject(token: Token, quoted: frozenset[int]) -> Token | None:
    """`…”, said Kovalenko`: a name right after the verb that the parser took for an object."""
    following = token.i + 1
    if following < token.sent.end and (token.dep_ == "ROOT" or token.head.i in quoted):
        for child in token.rights:
            if child.dep_ in ("dobj", "attr", "npadvmod") and child.left_edge.i == following:
                return child
    return None


def is_passive(token: Token) -> bool:
    """Whether somebody else than its subject says it."""
    if any(child.dep_ in ("nsubjpass", "auxpass") for child in token.children):
        return True
    if token.tag_ == "VBN" and token.dep_ == "conj" and token.head.tag_ == "VBN":
        own = any(child.dep_ in ("nsubj", "aux") for child in token.children)
        return not own and is_passive(token.head)
    return token.tag_ == "VBN" and token.dep_ in ("acl", "amod")


def is_not_said(token: Token) -> bool:
    """`had not complained`, `did not say how many`: what was not said is nobody's words."""
    negated = any(child.dep_ == "neg" for child in token.children)
    return negated and token.lemma_.lower() not in word_class("meant_though_negated")
