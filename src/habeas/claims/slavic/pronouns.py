"""Pronouns, and verbs whose subject is left out: whom they stand for, in English pronouns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.claims.mention import Mention, MentionKind
from habeas.claims.slavic.features import feature
from habeas.claims.slavic.words import key
from habeas.language import Gender

if TYPE_CHECKING:
    from spacy.tokens import Token


_PRONOUNS = {
    "он": "he", "він": "he", "она": "she", "вона": "she", "оно": "it", "воно": "it",
    "они": "they", "вони": "they", "я": "i", "мы": "we", "ми": "we",
    "тот": "he", "той": "he", "та": "she", "те": "they",
    "его": "he", "него": "he", "нему": "he", "ему": "he", "ним": "he",
    "её": "she", "ее": "she", "неё": "she", "нее": "she", "ней": "she", "ею": "she",
    "их": "they", "них": "they", "ими": "they",
    "його": "he", "нього": "he", "йому": "he", "її": "she", "неї": "she", "їх": "they",
    "їхній": "they", "їхніми": "they", "їхнім": "they", "їхніх": "they",
    "мой": "i", "мій": "i", "моим": "i", "моїми": "i", "наш": "we", "нашим": "we", "нашими": "we",
    "который": "who", "которая": "who", "которые": "who", "которое": "who", "кто": "who",
    "який": "who", "яка": "who", "які": "who", "котрий": "who", "хто": "who", "що": "who",
}  # fmt: skip
_GENDERS = {"he": Gender.MALE, "she": Gender.FEMALE}
_PLURAL = frozenset({"they", "we"})


def pronoun(head: Token) -> Mention | None:
    """The mention of a pronoun or possessive; None for one that can be nobody."""
    meant = _PRONOUNS.get(key(head.text))
    if meant is None:
        return None
    return Mention(
        head.text,
        MentionKind.PRONOUN,
        head.idx,
        head.idx + len(head),
        gender=_GENDERS.get(meant),
        plural=meant in _PLURAL,
        generic=True,
        head=meant,
    )


def dropped(verb: Token) -> Mention | None:
    """Who speaks where a verb has no subject: told by its person and gender, without a name."""
    person = feature(verb, "Person")
    plural = feature(verb, "Number") == "Plur"
    gender = {"Fem": "she", "Masc": "he"}.get(feature(verb, "Gender"))
    if verb.pos_ not in ("VERB", "AUX"):
        gender = "she" if verb.lower_.endswith("ла") else gender
    if person == "1":
        meant = "we" if plural else "i"
    elif plural or person == "2" or feature(verb, "Gender") == "Neut":
        return None
    else:
        meant = gender or "he"
    return Mention(
        "",
        MentionKind.PRONOUN,
        verb.idx,
        verb.idx + len(verb),
        gender=_GENDERS.get(gender or ""),
        plural=meant in _PLURAL,
        generic=True,
        head=meant,
    )
