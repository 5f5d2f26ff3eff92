"""A noun phrase that may name who speaks or acts, in whatever language."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from habeas.language import Gender


class MentionKind(StrEnum):
    """What sort of name or noun phrase it is."""

    PERSON = "person"
    BODY = "body"
    DOCUMENT = "document"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase that may speak. Span in code points of its block.

    `role` is what the text calls a named person; `gender` is None where nothing tells it;
    `document` is the noun of the report or list that this mention is the author of;
    `definite` is True for "the …" and possessives, which may stand for somebody named before;
    `head` is the lemma of its noun, for a pronoun the English pronoun that it stands for (he, she,
    it, they, I, we, who); `collective`: the noun is one for bodies and groups, `generic`: one that
    may stand for a body named before ("the group"); `human`: the noun is one for a person;
    `pair`: it means two people who were named before ("both men"); `loose`: its words say no more
    than what sort of body it is ("the rights group").
    """

    name: str
    kind: MentionKind
    start: int
    end: int
    role: str | None = None
    gender: Gender | None = None
    plural: bool = False
    definite: bool = False
    head: str = ""
    document: str = ""
    collective: bool = False
    generic: bool = False
    human: bool = False
    pair: bool = False
    loose: bool = False
