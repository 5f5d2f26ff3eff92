"""Who did it and to whom, from the syntax of the main predicate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.claims.arguments import Arguments
from habeas.claims.mention import Mention, MentionKind
from habeas.claims.ontology import claim_types
from habeas.claims.slavic.clause_words import clause_words
from habeas.claims.slavic.features import feature
from habeas.claims.slavic.mentions import mention_of
from habeas.claims.slavic.predicates import reports
from habeas.claims.slavic.quantities import counts_people
from habeas.claims.slavic.words import group_nouns, key, role_nouns

if TYPE_CHECKING:
    from spacy.tokens import Token

_GROUPS_WITH_ACTS = frozenset({"ill_treatment", "life", "liberty", "outcome"})
_PASSIVE_ENDINGS = ("ся", "сь")
_OBJECTS = ("obj", "iobj", "obl")


def arguments_of(predicate: Token, claim_type: str, language: str) -> Arguments:
    """Actor and victim of a claim. Types that describe no act have neither."""
    if claim_types()[claim_type].group not in _GROUPS_WITH_ACTS or reports(predicate, language):
        return Arguments()
    subject = _mention(_subject(predicate), language)
    undergone = _child(predicate, ("obj",)) or _in_case(predicate, "Acc")
    if undergone is None and any(key(c.text) in ("не", "ні", "ни") for c in predicate.lefts):
        undergone = _in_case(predicate, "Gen")
    if _is_passive(predicate):
        agent = _mention(_in_case(predicate, "Ins"), language)
        return Arguments(agent, subject)
    victim = _mention(undergone, language)
    if victim is None and key(predicate.lemma_) in clause_words("undergone", language):
        return Arguments(None, subject)
    if victim is None and feature(predicate, "Number") == "Plur" and subject is None:
        victim = _mention(_in_case(predicate, "Dat"), language)
    return Arguments(subject, victim)


def _is_passive(predicate: Token) -> bool:
    if feature(predicate, "Voice") == "Pass" or feature(predicate, "Person") == "0":
        return True
    return any(child.dep_ in ("nsubj:pass", "aux:pass") for child in predicate.children)


def _subject(predicate: Token) -> Token | None:
    """The subject of a verb, or of the verb that it is coordinated with."""
    own = _child(predicate, ("nsubj", "nsubj:pass"))
    if own is not None:
        return own if not own.morph.get("PronType", []) else predicate.head
    if predicate.dep_ in ("acl", "acl:relcl"):
        relative = any(key(child.lemma_) in ("который", "який") for child in predicate.children)
        return None if relative else predicate.head
    if predicate.dep_ == "conj" and predicate.head.pos_ in ("VERB", "AUX"):
        return _subject(predicate.head)
    return None


def _child(predicate: Token, relations: tuple[str, ...]) -> Token | None:
    return next((child for child in predicate.children if child.dep_ in relations), None)


def _in_case(predicate: Token, case: str) -> Token | None:
    """A noun phrase without a preposition that hangs on the predicate in this case."""
    for child in predicate.children:
        bare = not any(word.dep_ == "case" for word in child.children)
        if child.dep_ in _OBJECTS and bare and feature(child, "Case") == case:
            return child
    return None


def _mention(token: Token | None, language: str) -> Mention | None:
    if token is None or token.pos_ not in ("NOUN", "PROPN", "PRON", "VERB", "ADJ"):
        return None
    lemma = key(token.lemma_)
    somebody = (
        token.pos_ in ("PROPN", "PRON")
        or lemma in role_nouns(language)
        or lemma in group_nouns(language)
        or counts_people(lemma, language)
        or feature(token, "Animacy") == "Anim"
    )
    mention = mention_of(token, language) if somebody else None
    return None if mention is None or mention.kind is MentionKind.DOCUMENT else mention
