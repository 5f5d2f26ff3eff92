"""Words of an English text that may say where something happened.

A place counts when a locative preposition ties it to the claim. It does not count as the subject
that acts ("Moscow said"), inside a body's name, in the attribution, as a nationality, or as where
somebody was born. Names are runs of capitalised words that the gazetteer knows: the model's own
labels are wrong too often to be asked alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import TYPE_CHECKING

from habeas.claims.english.facilities import facilities
from habeas.claims.english.name_runs import name_runs
from habeas.claims.place_words import (
    DIRECTION,
    FAR,
    KNOWN,
    LOCATIVE,
    NAMED,
    PlaceWords,
)
from habeas.claims.tables import word_class
from habeas.language import demonym, gender_of

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from habeas.claims.grammar import Readings

_NEVER_PLACES = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY"})
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_DIRECTED_TYPES = frozenset(
    {"transfer", "inspection", "exchange_release", "escape_survival", "rescue"}
)
_NOT_TIED = frozenset({"nsubj", "nsubjpass", "amod", "attr", "npadvmod", "dative"})
_TIMES = frozenset({"when", "where", "after", "before", "while"})
# A name that the model does not call a place is one where the gazetteer has little doubt.
_SURE = 0.4


def place_words(
    span: Span, outside: Set[int], claim_type: str, readings: Readings
) -> Iterator[PlaceWords]:
    """Facilities and named places in a span, in no order."""
    for words in (*facilities(span, readings), *_named(span, claim_type, readings)):
        if words.token.i in outside or _is_biography(words.token):
            continue
        if _lies_below_another_verb(words.token, span):
            yield PlaceWords(
                words.name, words.start, words.end, FAR, words.token, words.town, words.kind
            )
        else:
            yield words


def _named(span: Span, claim_type: str, readings: Readings) -> Iterator[PlaceWords]:
    for run in name_runs(span):
        token = _head(run)
        label = _label(run)
        rank = _rank(token, claim_type)
        if rank is None or label in _NEVER_PLACES or _describes(run):
            continue
        if not _may_be_place(run, label, readings):
            rank = KNOWN
        elif rank == LOCATIVE and label not in _PLACE_LABELS:
            rank = NAMED
        text = " ".join(run.text.split())
        yield PlaceWords(text, run.start_char, run.end_char, rank, token)


def _head(run: Span) -> Token:
    """The word by which a name hangs in its sentence, where the parser cut the name apart."""
    inside = range(run.start, run.end)
    for token in run:
        if token.dep_ == "pobj" and token.head.i not in inside:
            return token
    return run.root


def _label(run: Span) -> str:
    labels = [token.ent_type_ for token in run if token.ent_type_]
    return labels[-1] if labels else ""


def _may_be_place(run: Span, label: str, readings: Readings) -> bool:
    first = run[0].text
    if len(run) == 1 and demonym(first) is not None and not readings(first):
        return False
    if label in _PLACE_LABELS:
        return True
    if label == "PERSON" and " " in run.text and gender_of(first) is not None:
        return False
    found = readings(" ".join(run.text.split()))
    return bool(found) and sum(reading.score for reading in found) >= _SURE


def _rank(token: Token, claim_type: str) -> int | None:
    """How a name is tied to what is told; None where it is no place of the event."""
    if token.dep_ in _NOT_TIED:
        return None
    prepositions = _prepositions(token)
    if prepositions & word_class("locative"):
        return LOCATIVE
    moved = claim_type in _DIRECTED_TYPES or _moves(token)
    if prepositions & word_class("directional") and moved:
        return DIRECTION if prepositions & {"to", "into"} else FAR
    return None


def _moves(token: Token) -> bool:
    """Whether the verb above says that somebody is brought somewhere."""
    verb = next((a for a in token.ancestors if a.pos_ == "VERB"), None)
    return verb is not None and verb.lemma_.lower() in word_class("moving_verbs")


def _prepositions(token: Token) -> set[str]:
    """The prepositions that govern a name, directly or through the noun that it belongs to."""
    found: set[str] = set()
    current = token
    for _ in range(4):
        head = current.head
        if current.dep_ == "pobj" and head.dep_ in ("prep", "pcomp", "agent", "dative", "conj"):
            found.add(head.lower_)
            if head.lower_ not in ("of", "by") or head.head.pos_ not in ("NOUN", "PROPN"):
                break
            current = head.head
        elif current.dep_ in ("compound", "conj", "appos", "nmod") or (
            current.dep_ == "poss" and head.lemma_.lower() in word_class("holding_nouns")
        ):
            current = head
        else:
            break
    return found


def _describes(run: Span) -> bool:
    """`the Example-owned ship`: the name belongs to another word."""
    doc, end = run.doc, run.end
    return end + 1 < len(doc) and doc[end].text == "-" and not doc[end - 1].whitespace_


def _is_biography(token: Token) -> bool:
    """`born in Berdyansk`, `based in Kyiv`, `a native of Minsk`."""
    current = token
    for _ in range(4):
        current = current.head
        if current.lemma_.lower() in word_class("biographical"):
            return current.lower_ != "bearing"
        if current.pos_ in ("VERB", "AUX"):
            return False
    return False


def _lies_below_another_verb(token: Token, span: Span) -> bool:
    """`charged with an attack at X`, said of somebody beaten elsewhere: another event's place."""
    current = token
    while current.i != span.root.i and current.head.i != current.i:
        if not span.start <= current.head.i < span.end:
            return False
        if _begins_another(current) and current.lemma_.lower() not in word_class("holding_verbs"):
            return True
        current = current.head
    return False


def _begins_another(token: Token) -> bool:
    """A clause of another time or about another noun: `after being held at …`, `charged with …`."""
    if token.pos_ != "VERB":
        return False
    if any(child.dep_ == "mark" and child.lower_ == "that" for child in token.lefts):
        return False  # `the statement that …`: what is stated
    marked = any(child.dep_ == "mark" or child.lower_ in _TIMES for child in token.lefts)
    aside = marked or token.tag_ in ("VBG", "VBN")
    return token.dep_ in ("acl", "relcl", "pcomp") or (token.dep_ == "advcl" and aside)
