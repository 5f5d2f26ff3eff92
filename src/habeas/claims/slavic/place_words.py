"""Words of a Russian or Ukrainian text that may say where something happened.

A place counts when a preposition of place ties it to what is told, with the case that it governs
there: `в Харькове` is where, `в Харьков` whither. A genitive counts behind a noun for a place
(`на окраине Ейска`) or an attack (`обстрел Херсона`), never behind a person (`житель Бердянска`).
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import TYPE_CHECKING

from habeas.claims.place_words import DIRECTION, FAR, KNOWN, LOCATIVE, NAMED, PlaceWords
from habeas.claims.slavic.facilities import facilities
from habeas.claims.slavic.features import feature, lemma
from habeas.claims.slavic.name_runs import name_runs
from habeas.claims.slavic.place_names import nominative_place
from habeas.claims.slavic.words import facility_nouns, key, words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from habeas.claims.grammar import Readings

_DIRECTED_TYPES = frozenset(
    {"transfer", "inspection", "exchange_release", "escape_survival", "rescue", "capture"}
)
_SURE = 0.35
_WHITHER = frozenset({"Acc", "Nom"})
_BOTH_WAYS = frozenset({"в", "во", "на", "у", "под", "під"})
_MOST_BACK = 4


def place_words(
    span: Span, outside: Set[int], claim_type: str, readings: Readings, language: str
) -> Iterator[PlaceWords]:
    """Facilities and named places in a span, in no order."""
    held: set[int] = set()
    for words_found in facilities(span, readings, language):
        if words_found.token.i not in outside:
            held.update(range(words_found.start, words_found.end))
            yield words_found
    moved = claim_type in _DIRECTED_TYPES or _moves(span, language)
    found = []
    for run in name_runs(span, language):
        if run.start in outside or run[0].idx in held:
            continue
        rank = _rank(run, claim_type, language, moved=moved)
        if rank is None:
            continue
        text = " ".join(run.text.split())
        known = readings(text)
        if not known or sum(reading.score for reading in known) < _SURE:
            rank = KNOWN
        name = nominative_place(run, readings, language)
        found.append(PlaceWords(name, run.start_char, run.end_char, rank, run[-1]))
    yield from _to_before_from(found)


def _to_before_from(found: list[PlaceWords]) -> Iterator[PlaceWords]:
    """Whence counts only where nothing says whither."""
    settled = any(words_found.rank <= DIRECTION for words_found in found)
    for words_found in found:
        if words_found.rank == FAR and not settled:
            yield PlaceWords(
                words_found.name, words_found.start, words_found.end, DIRECTION, words_found.token
            )
        else:
            yield words_found


def _moves(span: Span, language: str) -> bool:
    return any(lemma(token) in words("moving_verbs", language) for token in span)


def _rank(run: Span, claim_type: str, language: str, *, moved: bool) -> int | None:
    """How a name is tied to what is told; None where it is no place of the event."""
    lead, before = _lead(run, language)
    if before is None:
        return None
    if before.text == "(" or (before.text == "," and lead):
        return NAMED if lead or before.text == "(" else None
    if before.pos_ == "ADP" or key(before.text) in words("locative_prepositions", language):
        return _by_preposition(before, run, claim_type, language, moved=moved)
    if feature(run[-1], "Case") not in ("Gen", "", "Nom", "Dat", "Acc"):
        return None
    noun = _noun_before(before)
    if noun is None:
        return None
    word = lemma(noun)
    if word in words("attack_nouns", language):
        return LOCATIVE
    if word in words("attack_verbs", language) and claim_type == "attack":
        return NAMED
    if word in words("place_nouns", language) or word in facility_nouns(language):
        return _of_a_place(noun, run, language, moved=moved)
    return None


def _lead(run: Span, language: str) -> tuple[bool, Token | None]:
    """What stands before a name, over adjectives and `городе`; True where such a noun does."""
    doc, place, kind = run.doc, run.start - 1, False
    for _ in range(_MOST_BACK):
        if place < run[0].sent.start:
            return kind, None
        token = doc[place]
        if token.is_space:
            place -= 1
            continue
        if lemma(token) in words("place_kinds", language) or (
            token.text == "."
            and place > 0
            and lemma(doc[place - 1]) in words("place_kinds", language)
        ):
            kind = True
        elif not (token.pos_ in ("ADJ", "DET") and token.text[:1].islower()) and not (
            feature(token, "VerbForm") == "Part" and feature(token, "Case")
        ):
            return kind, token
        place -= 1
    return kind, None


def _by_preposition(
    before: Token, run: Span, claim_type: str, language: str, *, moved: bool
) -> int | None:
    word, case = key(before.text), feature(run[-1], "Case")
    if before.i > before.sent.start and word in ("от", "від", "с", "з", "із"):
        nearby = key(before.doc[before.i - 1].text) in words("nearby", language)
        if nearby:
            return LOCATIVE
    biography = _is_biography(run[-1], language)
    if word in words("from_prepositions", language):
        return FAR if moved and not biography else None
    if word in _BOTH_WAYS and case in _WHITHER and _shows_case(run[-1]):
        if moved:
            return DIRECTION
        return NAMED if claim_type == "attack" else None
    if word in words("locative_prepositions", language):
        return None if biography else LOCATIVE
    if word in words("toward_prepositions", language):
        return DIRECTION if moved else None
    return None


def _shows_case(token: Token) -> bool:
    """Names in -о, -е, -и tell no case: `в Старобешево` may be where."""
    return not token.text.endswith(("о", "е", "и", "і", "у")) or feature(token, "Gender") == "Fem"


def _noun_before(token: Token) -> Token | None:
    current: Token | None = token
    for _ in range(2):
        if current is None or current.is_punct:
            return None
        if current.pos_ in ("NOUN", "PROPN", "VERB", "X"):
            return current
        current = current.doc[current.i - 1] if current.i > current.sent.start else None
    return None


def _of_a_place(noun: Token, run: Span, language: str, *, moved: bool) -> int | None:
    """`на окраине Ейска`: a noun for a place behind a preposition of place."""
    doc, place = noun.doc, noun.i - 1
    for _ in range(_MOST_BACK):
        if place < noun.sent.start:
            return None
        word = key(doc[place].text)
        if doc[place].pos_ == "ADP" or word in words("locative_prepositions", language):
            if word in words("locative_prepositions", language):
                return LOCATIVE
            return DIRECTION if moved and word in words("toward_prepositions", language) else None
        if doc[place].pos_ not in ("ADJ", "DET", "NUM", "NOUN", "PROPN", "X", "SYM", "PUNCT"):
            return None
        place -= 1
    del run
    return None


def _is_biography(token: Token, language: str) -> bool:
    """`родился в Лисичанске`, `уроженец Минска`, `родом из Бердянска`."""
    current = token
    for _ in range(4):
        current = current.head
        if lemma(current) in words("biographical", language) or key(current.text).startswith(
            "родивш"
        ):
            return True
        if current.pos_ in ("VERB", "AUX"):
            return False
    near = token.doc[max(token.sent.start, token.i - 6) : token.i]
    return any(
        key(other.text).startswith(("родивш", "родил", "народив", "народил")) for other in near
    )
