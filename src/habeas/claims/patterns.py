"""Matching short lemma patterns: `cut off ~ ear`, `beat/V`, `no harm`.

A pattern is a row of lemmas; `~` lets up to four words stand between; `/V`, `/N`, `/J` ask for a
verb, a noun, an adjective. `not` also fits n't and never.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_GAP = 4
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_CLASSES = {"V": ("VERB", "AUX"), "N": ("NOUN", "PROPN"), "J": ("ADJ", "VERB", "ADV")}
_NEGATIONS = frozenset({"not", "n't", "never"})

Step = tuple[str, tuple[str, ...]] | None


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


class PatternIndex:
    """Patterns by their first lemma, so that a text is walked once."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        """Index compiled patterns; those that begin with a gap are refused (ValueError)."""
        table: dict[str, list[Pattern]] = defaultdict(list)
        for pattern in patterns:
            first = pattern.steps[0]
            if first is None:
                raise ValueError("a pattern may not begin with a gap")
            for word in _NEGATIONS if first[0] == "not" else (first[0],):
                table[word].append(pattern)
        self._by_first = {word: tuple(found) for word, found in table.items()}

    def find(self, span: Span) -> list[Match]:
        """Every match in a span of tokens, in order of position."""
        tokens = list(span)
        matches: list[Match] = []
        for position, token in enumerate(tokens):
            for word in {token.lemma_.lower(), token.lower_}:
                for pattern in self._by_first.get(word, ()):
                    end = _match(tokens, position, pattern.steps)
                    if end is not None:
                        matches.append(Match(pattern, token.i, tokens[end - 1].i + 1))
        return matches


def compile_steps(pattern: str) -> tuple[Step, ...]:
    """The steps of a written pattern."""
    return tuple(
        None if word == "~" else _step(word)
        for written in pattern.split()
        for word in _HYPHEN.sub(" - ", written).split()
    )


def _step(word: str) -> tuple[str, tuple[str, ...]]:
    lemma, slash, letter = word.partition("/")
    return lemma, _CLASSES[letter] if slash else ()


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


def _fits(token: Token, step: tuple[str, tuple[str, ...]]) -> bool:
    lemma, classes = step
    if lemma == "not":
        return token.lower_ in _NEGATIONS
    return lemma in (token.lemma_.lower(), token.lower_) and (not classes or token.pos_ in classes)
