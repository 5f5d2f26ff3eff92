"""Matching short lemma patterns: `cut off ~ ear`, `beat/V`, `no harm`, `exhume|unearth ~ @dead`.

A pattern is a row of lemmas; `|` parts alternatives, `@name` stands for a class of
`cue_classes.csv`, `~` lets up to four words stand between; `/V`, `/N`, `/J` ask for a verb, a
noun, an adjective. `not` also fits n't and never.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from habeas.claims.tables import rows

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_GAP = 4
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_CLASSES = {"V": ("VERB", "AUX"), "N": ("NOUN", "PROPN"), "J": ("ADJ", "VERB", "ADV")}
_NEGATIONS = frozenset({"not", "n't", "never"})
_PEOPLE = frozenset({"person", "force"})
_PERSON_ENDINGS = ("ist", "ian", "man", "woman")
_BODIES = frozenset({"monitor"})
_NO_PERSONS = frozenset(
    {"GPE", "LOC", "FAC", "ORG", "DATE", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART"}
)
_THINGS = frozenset({"it", "this", "that", "which", "what", "something", "nothing", "everything"})

Step = tuple[frozenset[str], tuple[str, ...]] | None


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern with the row of its table that it came from."""

    steps: tuple[Step, ...]
    label: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern found at a token range of its document."""

    pattern: Pattern
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class WordSet:
    """Lemmas to choose from; `people` adds pronouns and names of persons, `bodies` acronyms."""

    words: frozenset[str]
    people: bool = False
    bodies: bool = False

    def fits(self, token: Token) -> bool:
        """Whether a token is one of them."""
        if token.lemma_.lower() in self.words or token.lower_ in self.words:
            return True
        if self.bodies and token.is_upper and len(token) > 2 and token.is_alpha:
            return True
        if not self.people:
            return False
        if token.pos_ == "NOUN" and token.lemma_.lower().endswith(_PERSON_ENDINGS):
            return True
        if token.pos_ == "PRON":
            return token.lower_ not in _THINGS
        # Full names of persons are often taken for places or bodies.
        full = any(child.dep_ == "compound" and child.pos_ == "PROPN" for child in token.lefts)
        named = token.pos_ == "PROPN" and (full or token.ent_type_ not in _NO_PERSONS)
        return named or token.ent_type_ in ("PERSON", "PER", "NORP") or token.like_num


class PatternIndex:
    """Patterns by their first lemma, so that a text is walked once."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        """Index compiled patterns; those that begin with a gap are refused (ValueError)."""
        table: dict[str, list[Pattern]] = defaultdict(list)
        for pattern in patterns:
            first = pattern.steps[0]
            if first is None:
                raise ValueError("a pattern may not begin with a gap")
            for word in first[0]:
                table[word].append(pattern)
        self._by_first = {word: tuple(found) for word, found in table.items()}

    def find(self, span: Span) -> list[Match]:
        """Every match in a span of tokens, in order of position."""
        tokens = list(span)
        matches: list[Match] = []
        for position, token in enumerate(tokens):
            tried: set[int] = set()
            for word in {token.lemma_.lower(), token.lower_}:
                for pattern in self._by_first.get(word, ()):
                    if id(pattern) in tried:
                        continue
                    tried.add(id(pattern))
                    end = _match(tokens, position, pattern.steps)
                    if end is not None:
                        matches.append(Match(pattern, token.i, tokens[end - 1].i + 1))
        return matches


def word_set(written: str, language: str) -> WordSet:
    """Words parted by `|`, classes by `@name`; raises KeyError for an unknown class."""
    words: set[str] = set()
    people = bodies = False
    for word in written.split("|"):
        if word.startswith("@"):
            words |= cue_classes(language)[word[1:]]
            people = people or word[1:] in _PEOPLE
            bodies = bodies or word[1:] in _BODIES
            if word == "@person":
                words |= _role_nouns(language)
        else:
            words.add(word)
    return WordSet(frozenset(words), people, bodies)


@cache
def _role_nouns(language: str) -> frozenset[str]:
    return frozenset(row["lemma"] for row in rows("role_nouns", language))


@cache
def cue_classes(language: str) -> dict[str, frozenset[str]]:
    """The classes of `cue_classes.csv` by name; none where a language has no such table."""
    try:
        return {
            row["class"]: frozenset(row["words"].split()) for row in rows("cue_classes", language)
        }
    except FileNotFoundError:
        return {}


def compile_steps(pattern: str, language: str = "en") -> tuple[Step, ...]:
    """The steps of a written pattern."""
    return tuple(
        None if word == "~" else _step(word, language)
        for written in pattern.split()
        for word in _HYPHEN.sub(" - ", written).split()
    )


def _step(written: str, language: str) -> tuple[frozenset[str], tuple[str, ...]]:
    lemmas, slash, letter = written.partition("/")
    words = word_set(lemmas, language).words
    if "not" in words:
        words |= _NEGATIONS
    return words, _CLASSES[letter] if slash else ()


def _match(tokens: Sequence[Token], position: int, steps: tuple[Step, ...]) -> int | None:
    gap = 0
    for step in steps:
        if step is None:
            gap = _GAP
            continue
        for offset in range(gap + 1):
            if position + offset < len(tokens) and _fits(tokens[position + offset], step):
                position += offset + 1
                break
        else:
            return None
        gap = 0
    return position


def _fits(token: Token, step: tuple[frozenset[str], tuple[str, ...]]) -> bool:
    words, classes = step
    if token.lower_ not in words and token.lemma_.lower() not in words:
        return False
    return not classes or token.pos_ in classes
