"""Predicates of Russian and Ukrainian: what asserts, what negates it, how firmly it is meant."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from habeas.claims.cue import reporting_verbs
from habeas.claims.slavic.clause_words import clause_words
from habeas.claims.slavic.features import feature
from habeas.claims.slavic.words import key
from habeas.model import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass"})
_NEGATION = frozenset({"не", "ни", "ні", "нет", "нету", "немає", "нема", "без"})
_OBJECTS = SUBJECTS | {"obj", "iobj"}


def is_predicate(token: Token) -> bool:
    """A verb in any form that asserts, a short participle or adjective, `нет` and `немає`."""
    if token.pos_ in ("VERB", "AUX"):
        return True
    if token.pos_ == "ADJ" and feature(token, "Variant") == "Short":
        return True
    return key(token.text) in ("нет", "немає", "нема", "нельзя", "неможливо", "невозможно")


_BOUND = ("менее", "более", "меньше", "больше", "только", "менш", "більш", "лише", "тільки")


def is_negated(predicate: Token) -> bool:
    """Whether the predicate, its subject or its object is negated."""
    if key(predicate.text) in _NEGATION or _has_negation(predicate):
        return True
    for child in predicate.children:
        if child.dep_ in _OBJECTS and (_has_negation(child) or _is_nothing(child)):
            return True
        if child.dep_ in ("aux", "aux:pass", "cop", "xcomp") and _has_negation(child):
            return True
        if _is_nothing(child):
            return True
    return False


def _has_negation(token: Token) -> bool:
    return any(
        key(child.text) in _NEGATION and not _bounds(child)
        for child in token.children
        if child.dep_ != "conj"
    )


def _bounds(negation: Token) -> bool:
    """`не менее`, `не лише`: a bound of a number or one thing beside another, and no negation."""
    following = negation.doc[negation.i + 1 : negation.i + 2]
    return bool(following) and key(following[0].text).startswith(_BOUND)


def _is_nothing(token: Token) -> bool:
    word = key(token.text)
    return word.startswith(("никто", "никого", "ничего", "ничто", "никаких", "никако")) or (
        word.startswith(("ніхто", "нікого", "нічого", "ніщо", "жоден", "жодн", "ніяк"))
    )


def reports(token: Token, language: str) -> bool:
    """Whether a verb is one of those that put words into somebody's mouth."""
    return token.pos_ in ("VERB", "AUX") and token.lemma_ in _reporting(language)


@cache
def _reporting(language: str) -> frozenset[str]:
    return frozenset(key(lemma) for lemma in reporting_verbs(language))


def modality_of(predicate: Token, language: str) -> Modality:
    """Fact, possibility, obligation or plan."""
    around = {key(child.lemma_) for child in predicate.children if child.dep_ in _HELPERS}
    around |= {key(child.text) for child in predicate.children if child.dep_ in _HELPERS}
    if predicate.dep_ in ("xcomp", "csubj", "ccomp") and feature(predicate, "VerbForm") == "Inf":
        around |= {key(predicate.head.lemma_), key(predicate.head.text)}
    around |= {key(predicate.lemma_), key(predicate.text)}
    if around & clause_words("obliging", language):
        return Modality.OBLIGATION
    if around & clause_words("possible", language):
        return Modality.POSSIBLE
    if around & clause_words("planning", language) or feature(predicate, "Tense") == "Fut":
        return Modality.PLANNED
    if any(feature(child, "Tense") == "Fut" for child in predicate.children if _helps(child)):
        return Modality.PLANNED
    return Modality.FACT


_HELPERS = frozenset({"aux", "aux:pass", "cop", "advmod", "parataxis", "discourse", "xcomp"})


def _helps(token: Token) -> bool:
    return token.dep_ in ("aux", "aux:pass", "cop")
