"""Who did it and to whom, from the syntax of the main predicate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from habeas.claims.mentions import Mention, MentionKind, mention_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_UNDERGONE = frozenset(
    ["die", "survive", "undergo", "suffer", "escape", "flee", "disappear", "perish", "starve", "surrender", "recover", "return"]
)
_WITHOUT_ACTS = frozenset({"legal_norm", "data_gap", "position", "other"})


@dataclass(frozen=True, slots=True)
class Arguments:
    """The mentions that act and that are acted on; either may be missing."""

    actor: Mention | None = None
    victim: Mention | None = None


def arguments_of(predicate: Token, claim_type: str) -> Arguments:
    """Actor and victim of a claim. Types that describe no act have neither."""
    if claim_type in _WITHOUT_ACTS or predicate.pos_ not in ("VERB", "AUX"):
        return Arguments()
    subject = _child(predicate, "nsubj") or _shared_subject(predicate)
    passive = _child(predicate, "nsubjpass")
    if passive is not None:
        return Arguments(_agent(predicate), _mention(passive))
    if predicate.lemma_.lower() in _UNDERGONE:
        return Arguments(None, _mention(subject))
    return Arguments(_mention(subject), _mention(_child(predicate, "dobj")))


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
    mention = mention_of(token)
    if mention is None or mention.kind is MentionKind.DOCUMENT:
        return None
    return mention
