"""Grammatical features of a token in Universal Dependencies, and when a verb agrees with a noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.claims.slavic.words import key

if TYPE_CHECKING:
    from spacy.tokens import Token

NOMINAL = frozenset({"NOUN", "PROPN"})
_OF_CONVERBS = ("ав", "ив", "ев", "вши", "вшись", "вшися", "ючи", "ячи")
_INDECLINABLE = frozenset({"", "Nom"})


def feature(token: Token, name: str) -> str:
    """The value of a feature, '' where the token has none."""
    values = token.morph.get(name, [])
    return values[0] if values else ""


def lemma(token: Token) -> str:
    """The lemma as the tables spell it."""
    return key(token.lemma_)


def is_finite(token: Token) -> bool:
    """Whether a verb stands in a finite form."""
    if token.pos_ in NOMINAL and token.is_sent_start:
        # `Добавила, что …` at the head of a sentence is often taken for a name.
        infinitive = token.lemma_.endswith(("ть", "ться", "ти", "тися"))
        return infinitive and token.lower_.endswith(("ла", "ли", "ло"))
    if token.pos_ not in ("VERB", "AUX"):
        return False
    form = feature(token, "VerbForm")
    return form == "Fin" or (not form and feature(token, "Tense") != "")


def is_converb(token: Token) -> bool:
    """Whether a word is a gerund: `отметив`, `зазначивши`."""
    if feature(token, "VerbForm") == "Conv":
        return True
    # At the head of a sentence it is often taken for a name; the lemma knows better.
    infinitive = token.lemma_.endswith(("ть", "ться", "ти", "тися"))
    return infinitive and token.pos_ in NOMINAL and token.lower_.endswith(_OF_CONVERBS)


def is_short_participle(token: Token) -> bool:
    """`сказано`, `зазначено`: an impersonal or short passive form."""
    if feature(token, "VerbForm") == "Part":
        return feature(token, "Variant") == "Short" or feature(token, "Case") == ""
    return token.lower_.endswith(("но", "то")) and token.pos_ in ("VERB", "ADJ", "ADV", "AUX")


def may_be_nominative(token: Token) -> bool:
    """Nominative, a word without case, or an accusative that looks like its nominative."""
    case = feature(token, "Case")
    if case in _INDECLINABLE or (token.is_upper and len(token) > 1):
        return True
    if case != "Acc" or any(child.dep_ == "case" for child in token.children):
        return False
    if feature(token, "Number") == "Plur":
        return feature(token, "Animacy") != "Anim"
    return key(token.text) == lemma(token)


def agree(verb: Token, subject: Token) -> bool:
    """Whether a noun may be the subject of a verb, by number, gender and person."""
    if subject.pos_ == "NUM" or feature(subject, "NumType"):
        return True
    numbers = feature(verb, "Number"), feature(subject, "Number")
    if all(numbers) and numbers[0] != numbers[1] and not _coordinated(subject):
        return False
    if feature(verb, "Person") in ("1", "2") and subject.pos_ in NOMINAL:
        return False
    genders = feature(verb, "Gender"), feature(subject, "Gender")
    if not all(genders) or genders[0] == genders[1] or numbers[0] == "Plur":
        return True
    if subject.is_upper and len(subject) > 1:
        return True  # an abbreviation takes the gender of what it stands for
    # A woman under a masculine noun of office (`адвокат заявила`), and names read amiss.
    animate = feature(subject, "Animacy") == "Anim" or subject.pos_ == "PROPN"
    return animate and "Neut" not in genders


def _coordinated(token: Token) -> bool:
    return any(child.dep_ == "conj" for child in token.children)


def preposition(token: Token) -> str:
    """The preposition of a noun phrase, folded; '' where it has none."""
    return next((key(child.text) for child in token.children if child.dep_ == "case"), "")
