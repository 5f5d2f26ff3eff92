"""Who did it and to whom, from the syntax of the main predicate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.claims.arguments import Arguments
from habeas.claims.cue import reporting_verbs
from habeas.claims.english.mentions import mention_of
from habeas.claims.english.nouns import can_speak
from habeas.claims.english.quantities import counts_people
from habeas.claims.mention import Mention, MentionKind
from habeas.claims.ontology import claim_types
from habeas.claims.tables import word_class

if TYPE_CHECKING:
    from spacy.tokens import Token

_GROUPS_WITH_ACTS = frozenset({"ill_treatment", "life", "liberty", "outcome"})
_FREED = frozenset({"exchange_release", "rescue"})


def arguments_of(predicate: Token, claim_type: str) -> Arguments:
    """Actor and victim of a claim. Types that describe no act have neither."""
    if claim_types()[claim_type].group not in _GROUPS_WITH_ACTS or predicate.pos_ not in (
        "VERB",
        "AUX",
    ):
        return Arguments()
    subject = _child(predicate, "nsubj") or _shared_subject(predicate)
    passive = _child(predicate, "nsubjpass")
    if passive is not None:
        return Arguments(_agent(predicate), _mention(passive))
    objects = _child(predicate, "dobj")
    helped = any(child.dep_ in ("aux", "auxpass") for child in predicate.children)
    if predicate.tag_ == "VBN" and not helped and objects is None:
        return Arguments(_agent(predicate), _mention(subject))
    if predicate.lemma_.lower() in reporting_verbs():
        return Arguments()
    if predicate.lemma_.lower() in word_class("undergone") and objects is None:
        return Arguments(None, _mention(subject))
    if claim_type in _FREED and predicate.lemma_.lower() in word_class("meeting_again"):
        # Who embraces somebody after an exchange was exchanged, and did nothing to anybody.
        return Arguments(None, _mention(subject))
    return Arguments(_mention(subject), _mention(objects))


def _child(predicate: Token, dependency: str) -> Token | None:
    return next((child for child in predicate.children if child.dep_ == dependency), None)


def _shared_subject(predicate: Token) -> Token | None:
    if predicate.dep_ == "conj" and predicate.head.pos_ in ("VERB", "AUX"):
        return _child(predicate.head, "nsubj") or _shared_subject(predicate.head)
    return None


def _agent(predicate: Token) -> Mention | None:
    for child in predicate.children:
        if child.dep_ == "agent":
            return _mention(next((c for c in child.children if c.dep_ == "pobj"), None))
    return None


def _mention(token: Token | None) -> Mention | None:
    if token is None or token.pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    if not (can_speak(token) or counts_people(token.lower_)):
        return None
    mention = mention_of(token)
    return None if mention is None or mention.kind is MentionKind.DOCUMENT else mention
