"""Nouns that can speak or act: people, groups, bodies, documents."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from habeas.claims.tables import rows, word_class

if TYPE_CHECKING:
    from spacy.tokens import Token

HUMAN_ENDINGS = ("er", "or", "ist", "ian", "man", "woman", "ee", "ant", "ish")
_ABSTRACT_ENDINGS = ("tion", "sion", "ness", "ment", "ity", "ism", "ance", "ence", "ure", "law")


def can_speak(token: Token) -> bool:
    """Whether the noun phrase under this token is a person, a body, a group or a document."""
    if token.pos_ == "PRON":
        return token.lower_ not in (
            "this",
            "that",
            "there",
            "these",
            "those",
            "nothing",
            "what",
            "which",
        )
    lemma = token.lemma_.lower()
    if lemma in word_class("norms") or _is_mere_share(token):
        return False
    known = role_nouns() | group_nouns().keys()
    if token.pos_ == "PROPN" or lemma in known or token.lower_ in known:
        return True
    if lemma in document_nouns() or token.lower_ in word_class("partitives"):
        return True
    if token.is_title and not token.is_sent_start and token.pos_ == "NOUN":
        return True
    return lemma.endswith(HUMAN_ENDINGS) and token.pos_ in ("NOUN", "ADJ")


def _is_mere_share(token: Token) -> bool:
    """`39 percent` of people named elsewhere: no speaker of its own."""
    share = token.lower_ in ("percent", "per", "cent", "%", "third", "quarter", "half")
    return share and not any(child.lower_ == "of" for child in token.rights)


def may_speak(token: Token) -> bool:
    """Whether a noun may be the subject of a verb that does little but report.

    Only pronouns for things, norms and abstract nouns may not.
    """
    if can_speak(token):
        return True
    lemma = token.lemma_.lower()
    if token.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM") or lemma in word_class("norms"):
        return False
    return not lemma.endswith(_ABSTRACT_ENDINGS) and token.ent_type_ not in ("DATE", "TIME")


@cache
def role_nouns() -> frozenset[str]:
    """Nouns for people: wife, spokesperson, lawyer."""
    return frozenset(row["lemma"] for row in rows("role_nouns"))


@cache
def group_nouns() -> dict[str, bool]:
    """Nouns for bodies and groups; True for those that can stand for a body named before."""
    return {row["lemma"]: row["generic"] == "yes" for row in rows("group_nouns")}


@cache
def document_nouns() -> frozenset[str]:
    """Nouns for reports, statements, posts and the like."""
    return frozenset(row["lemma"] for row in rows("document_nouns"))
