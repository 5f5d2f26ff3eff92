"""Whose words a verb of saying reports, with what the verb tells of the speaker."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from habeas.claims.mention import Mention, MentionKind
from habeas.claims.slavic.features import (
    NOMINAL,
    feature,
    is_converb,
    is_finite,
    is_short_participle,
)
from habeas.claims.slavic.mentions import mention_of
from habeas.claims.slavic.pronouns import dropped
from habeas.claims.slavic.segments import Segment
from habeas.claims.slavic.speaking_subject import body_inside
from habeas.claims.slavic.words import key
from habeas.language import Gender

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


_WHICH = ("котор", "котр", "яки", "яка", "яке", "які", "яко", "якої")


def source_of(
    token: Token, subject: Token | None, segment: Segment, sentence: Span, language: str
) -> Mention | None:
    """The speaker: the subject, the body in which it is said, or whom the verb's form tells."""
    if subject is not None:
        head = _antecedent(subject, token) or subject
        found = mention_of(head, language)
        if found is not None and found.kind in (MentionKind.DESCRIPTION, MentionKind.PERSON):
            return _with_gender(found, token)
        return found
    if is_converb(token) or is_short(token):
        return None
    if feature(token, "Person") != "1":
        body = body_inside(token, segment, sentence, language)
        if body is not None and feature(token, "Number") == "Plur":
            return mention_of(body, language)
    return dropped(token)


def _antecedent(subject: Token, verb: Token) -> Token | None:
    """`адвокат, который заявил`: whom the relative pronoun stands for."""
    if not key(subject.text).startswith(_WHICH):
        return None
    if verb.dep_.startswith("acl") and verb.head.pos_ in NOMINAL:
        return verb.head
    place = subject.i - 1
    doc = subject.doc
    while place > subject.sent.start and doc[place].pos_ not in NOMINAL:
        place -= 1
    return doc[place] if doc[place].pos_ in NOMINAL else None


def _with_gender(found: Mention, verb: Token) -> Mention:
    """The verb of the past tells who spoke: a woman, or most likely a man."""
    if found.gender in (Gender.MALE, Gender.FEMALE) or found.plural:
        return found
    if not (found.human or found.kind is MentionKind.PERSON):
        return found
    told = {"Fem": Gender.FEMALE, "Masc": Gender.MALE}.get(feature(verb, "Gender"))
    return replace(found, gender=told) if told is not None else found


def is_short(token: Token) -> bool:
    """Whether a verb stands in a short passive form that has no person: `сказано`."""
    if feature(token, "Person") == "0":
        return True
    return is_short_participle(token) and feature(token, "Mood") == "" and not is_finite(token)
