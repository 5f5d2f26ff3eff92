"""Who is named: persons, bodies, outlets and states, so that they meet across scripts and cases."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from habeas.claims.tables import shared_rows
from habeas.language import body, countries, demonym, fold, names, outlet, slavic_key
from habeas.model import NARRATOR, Attribution

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
# A role or a place that is put after a name: "Mira Tolvan, a nurse".
_AFTER = re.compile(r"[,;(–—]")
_MOST_WORDS = 4
_STATE_BODIES = frozenset({"state", "military", "court"})
_LONGEST_ENDING = 3


class Kind(StrEnum):
    """What sort of thing a name is of."""

    PERSON = "person"
    BODY = "body"
    OUTLET = "outlet"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Named:
    """One named thing. Of a person `name` is as printed; of a state it is the code (ISO 3166)."""

    kind: Kind
    name: str


@dataclass(frozen=True, slots=True)
class PersonKeys:
    """Under what a person is found: skeletons of surname and given name, lexicon numbers."""

    surname: frozenset[str]
    given: frozenset[str]
    numbers: frozenset[int]
    initial: str


@lru_cache(maxsize=1 << 15)
def named(words: str | None) -> Named | None:
    """What the words name; None for a mere description ("captives", "rights advocates")."""
    if not words or not words.strip():
        return None
    words = words.strip().strip('"“”«»„')
    known = body(words)
    if known is not None:
        return Named(Kind.BODY, known.name)
    paper = outlet(words)
    if paper is not None:
        return Named(Kind.OUTLET, paper.name)
    state = _state(words)
    if state is not None:
        return Named(Kind.STATE, state)
    return _person(_AFTER.split(words)[0])


def outlet_key(name: str) -> str:
    """One key for the spellings of an outlet; an unknown one is known by its folded name."""
    found = outlet(name)
    return fold(found.name if found else name)


def through(attribution: Attribution, own: str) -> frozenset[str]:
    """Keys of the outlets through which the words came, without the document's own."""
    links = (*attribution.via, *attribution.chain[1:])
    keys = {outlet_key(name) for name in links if name.strip()}
    return frozenset(
        keys - {own, fold(attribution.speaker)} | _outlet_that_speaks(attribution, own)
    )


def _outlet_that_speaks(attribution: Attribution, own: str) -> frozenset[str]:
    speaker = None if attribution.speaker == NARRATOR else named(attribution.speaker)
    if speaker is None or speaker.kind is not Kind.OUTLET:
        return frozenset()
    return frozenset({outlet_key(speaker.name)} - {own})


def state_of(words: str | None) -> str | None:
    """The state that the words tell of: by its name, its people's, or one of its organs."""
    found = named(words)
    if found is not None and found.kind is Kind.BODY:
        known = body(found.name)
        return known.country or None if known and known.kind in _STATE_BODIES else None
    return found.name if found is not None and found.kind is Kind.STATE else None


@lru_cache(maxsize=1 << 15)
def person_keys(name: str) -> PersonKeys:
    """The keys of a person's name."""
    found = names.keys(name)
    surname = set(found.surname.fine) if found.surname else set()
    if found.other_surname:
        surname |= set(found.other_surname.fine)
    given = found.given
    initial = given is not None and given.initial
    return PersonKeys(
        frozenset(surname),
        frozenset() if given is None or initial else frozenset(given.fine),
        frozenset() if given is None or initial else frozenset(given.numbers),
        slavic_key(given.text)[:1] if given is not None else "",
    )


@lru_cache(maxsize=1 << 16)
def same_person(one: str, other: str) -> bool | None:
    """Whether two names may be one person's; None where only the surname can be compared."""
    mine, theirs = person_keys(one), person_keys(other)
    if not mine.surname & theirs.surname:
        return False
    if not mine.initial or not theirs.initial:
        return None
    if mine.given and theirs.given:
        return bool(mine.given & theirs.given or mine.numbers & theirs.numbers)
    return None if mine.initial == theirs.initial else False


@cache
def _relaying() -> tuple[str, ...]:
    return tuple(
        fold(part) for row in shared_rows("relaying_roles") for part in row["beginnings"].split()
    )


@lru_cache(maxsize=1 << 14)
def passes_on(role: str | None) -> bool:
    """Whether somebody in this role tells of what others went through: a wife, a lawyer."""
    words = fold(role or "").split()
    return any(word.startswith(_relaying()) for word in words)


@lru_cache(maxsize=1 << 15)
def name_stems(text: str, taken: frozenset[str] = frozenset()) -> frozenset[str]:
    """Beginnings of the skeletons of capitalised words, which meet in all scripts and cases.

    Words of four letters or more; a first word counts only if it does not open the text. `taken`
    are stems that are compared elsewhere (a place).
    """
    found = set()
    for at, match in enumerate(_WORD.finditer(text)):
        word = match[0]
        if at and word[0].isupper() and len(word) >= 4:
            found.add(stem(word))
    return frozenset(found) - taken - {""}


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The first letters of a word's skeleton, without what a case ending may change."""
    key = slavic_key(word)
    return key[: max(4, len(key) - _LONGEST_ENDING)]


@cache
def _country_names() -> dict[str, str]:
    return {
        fold(name): country.code
        for country in countries()
        for name in (*country.english, *country.ukrainian, *country.russian)
    }


def _state(words: str) -> str | None:
    found = {_country_of(word) for word in _WORD.findall(words)} - {None}
    whole = _country_names().get(fold(words))
    if whole is not None:
        return whole
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=1 << 14)
def _country_of(word: str) -> str | None:
    if not word[:1].isupper() and word.isascii():
        return None
    code = _country_names().get(fold(word)) or demonym(word)
    return code.partition("-")[0] if code else None


def _person(words: str) -> Named | None:
    """A person where all words are capitalised; a description has words in small letters."""
    parts = words.split()
    if not 1 <= len(parts) <= _MOST_WORDS or not all(part[:1].isupper() for part in parts):
        return None
    if any(part.isupper() and len(part) > 2 for part in parts) or any(map(str.isdigit, words)):
        return None
    return Named(Kind.PERSON, words) if person_keys(words).surname else None
