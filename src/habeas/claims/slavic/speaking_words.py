"""Which words can stand for somebody who speaks or acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.claims.slavic.features import NOMINAL, feature, lemma
from habeas.claims.slavic.noun_phrase import name_quoted_around
from habeas.claims.slavic.person_names import person_at
from habeas.claims.slavic.pronouns import pronoun
from habeas.claims.slavic.stems import role_stems, stem
from habeas.claims.slavic.words import document_nouns, group_nouns, key, role_nouns, words
from habeas.claims.tables import word_class

if TYPE_CHECKING:
    from spacy.tokens import Token


_SPEAKING_IN_THE_SINGULAR = frozenset(
    "обвинение обвинувачення защита захист сторона сила показание".split()
)


def is_person_word(token: Token, language: str) -> bool:
    """`задержанный`, `звільнені`: an adjective or participle that stands for a person."""
    if token.pos_ not in ("ADJ", "VERB") or stem(token.text) not in role_stems(language):
        return False
    return not (token.dep_ in ("amod", "acl") and token.head.i > token.i)


def is_foreign_name(token: Token) -> bool:
    """A capitalised word in Latin letters: `Amnesty International`."""
    return token.is_ascii and token.is_alpha and token.text[0].isupper()


def is_state(token: Token, language: str) -> bool:
    """`Москва`, `Росія`: a state, or the capital that stands for its government."""
    name = token.lemma_[:1].upper() + token.lemma_[1:]
    known = word_class("capitals", language) | word_class("states", language)
    return token.text[:1].isupper() and (token.text in known or name in known)


def can_speak(token: Token, language: str) -> bool:
    """Whether the noun phrase under this token is a person, a body, a group or a document."""
    if token.pos_ in ("PRON", "DET"):
        return pronoun(token) is not None
    if person_at(token, language) is not None or token.pos_ == "PROPN" or is_foreign_name(token):
        return True
    word = lemma(token)
    if is_state(token, language) or name_quoted_around(token, language) is not None:
        return True
    if word in words("norms", language):
        return True
    if word in _SPEAKING_IN_THE_SINGULAR and feature(token, "Number") == "Plur":
        return False
    known = role_nouns(language) | group_nouns(language).keys() | document_nouns(language)
    if word in known or key(token.text) in known or word in words("partitives", language):
        return True
    if token.pos_ == "NUM":
        ahead = token.doc[max(token.sent.start, token.i - 5) : token.i]
        of_many = len(ahead) > 2 and key(ahead[0].text) in ("из", "з", "із", "зі")
        counted = of_many or of_them(token) is not None or _counts_people(token, language)
        return token.is_alpha or counted
    if token.is_upper and len(token) > 1:
        return True
    if feature(token, "Animacy") == "Anim" and (token.pos_ == "NOUN" or token.pos_ == "ADJ"):
        return True
    last = word.rpartition("-")[2]
    return last in known or word.startswith(("пресс-", "прес", "спец"))


def _counts_people(number: Token, language: str) -> bool:
    """`400 заключённых`: a number before a noun for people."""
    for token in number.doc[number.i + 1 : min(number.i + 4, number.sent.end)]:
        if token.pos_ in NOMINAL or is_person_word(token, language):
            return lemma(token) in role_nouns(language) or is_person_word(token, language)
        if token.pos_ not in ("ADJ", "DET", "VERB"):
            return False
    return False


def of_them(head: Token) -> Token | None:
    """`Один из конвоиров`: the noun that the number is of."""
    for place in range(head.i + 1, min(head.i + 6, head.sent.end - 1)):
        token = head.doc[place]
        if token.pos_ == "ADP" and key(token.text) in ("из", "з", "із", "зі"):
            after = head.doc[place + 1 : min(place + 5, head.sent.end)]
            return next((t for t in after if t.pos_ in NOMINAL), None)
    return None
