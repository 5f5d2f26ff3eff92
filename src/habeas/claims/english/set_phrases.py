"""Verbs that report only in a set phrase: refuse to comment, call for, express concern, publish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.claims.cue import Cue
from habeas.claims.english.cue_building import verb_and_subject
from habeas.claims.english.nouns import document_nouns
from habeas.claims.english.subjects import is_passive, subject_of
from habeas.claims.mention import MentionKind
from habeas.claims.tables import word_class
from habeas.model import Stance

if TYPE_CHECKING:
    from spacy.tokens import Token


_EXPRESSED = frozenset({"express", "voice", "raise", "reiterate", "share"})
_SILENT = frozenset({"answer", "respond", "reply", "comment"})


def special_cue(token: Token, lemma: str) -> Cue | None:
    """The cue of a verb that reports only together with certain words; else None."""
    if is_passive(token):
        return None
    stance = _stance_of_phrase(token, lemma)
    if stance is not None:
        beside = {t.i for c in token.rights if c.dep_ == "advcl" for t in c.subtree}
        content = frozenset(t.i for t in token.subtree if t.i not in beside)
        subject = subject_of(_above_helpers(token))
        return verb_and_subject(token, lemma, stance, subject, content)
    if lemma in word_class("statement_verbs"):
        return _statement_cue(token, lemma)
    return None


def _stance_of_phrase(token: Token, lemma: str) -> Stance | None:
    if _is_silence(token, lemma):
        return Stance.DENIES
    following = {child.lower_ for child in token.rights}
    if (lemma == "call" and following & {"for", "on", "upon"}) or (
        lemma == "speak" and "out" in following
    ):
        return Stance.ASSERTS
    if lemma == "appeal" and following & {"to", "for"}:
        return Stance.ASSERTS
    objects = {child.lemma_.lower() for child in token.rights if child.dep_ == "dobj"}
    if lemma in _EXPRESSED and objects & word_class("expressed_things"):
        return Stance.ASSERTS
    if lemma == "receive" and objects & word_class("received_things"):
        body = subject_of(token)
        return Stance.ASSERTS if body is not None and body.pos_ == "PROPN" else None
    if lemma == "draw" and "attention" in objects:
        return Stance.ASSERTS
    return None


def _is_silence(token: Token, lemma: str) -> bool:
    """`refused to comment`, `did not answer questions`, `has yet to reply`, `would not discuss`."""
    if lemma in ("refuse", "decline"):
        return any(
            child.dep_ == "xcomp" and child.lemma_.lower() in word_class("refused_acts")
            for child in token.rights
        )
    negated = any(child.dep_ == "neg" for child in token.lefts)
    outstanding = token.dep_ == "xcomp" and any(c.lower_ == "yet" for c in token.head.children)
    if lemma in _SILENT and (negated or outstanding):
        asked = {t.lemma_.lower() for t in token.subtree} & word_class("answered_things")
        return bool(asked) or lemma == "comment"
    willing = any(child.lower_ in ("would", "will", "could") for child in token.lefts)
    return negated and willing and lemma in word_class("refused_acts") - {"say", "answer"}


def _above_helpers(token: Token) -> Token:
    """`has yet to reply`: the verb that has the subject."""
    return token.head if token.dep_ == "xcomp" else token


def _statement_cue(token: Token, lemma: str) -> Cue | None:
    """`issued a determination that …`, `published an account of …`."""
    for child in token.rights:
        if child.dep_ != "dobj" or child.lemma_.lower() not in document_nouns():
            continue
        clauses = [
            c
            for c in child.rights
            if c.dep_ in ("acl", "ccomp", "relcl") and c.pos_ in ("VERB", "AUX")
        ]
        of = [c for c in child.rights if c.lower_ in ("of", "about", "on", "showing")]
        if not clauses and not of:
            return None
        parts = clauses or of
        cue = verb_and_subject(
            token,
            lemma,
            Stance.ASSERTS,
            subject_of(token),
            frozenset(t.i for part in parts for t in part.subtree),
        )
        cue.opens_account = bool(of) and _opens_account(cue, child.lemma_.lower())
        return cue
    return None


def _opens_account(cue: Cue, noun: str) -> bool:
    """Whether a named body tells somebody's story, which the next paragraphs then retell."""
    source = cue.source
    named = source is not None and source.kind in (MentionKind.BODY, MentionKind.PERSON)
    return named and noun in word_class("accounts")
