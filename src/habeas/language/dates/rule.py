"""One rule of a language's dates: a pattern, and what a match of it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from habeas.language.dates.expression import Expression, Meaning
from habeas.language.dates.vocabulary import Vocabulary

Match = re.Match[str]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what a match of it means (None: nothing)."""

    pattern: re.Pattern[str]
    read: Callable[[Match, Vocabulary], Meaning | None]

    @classmethod
    def of(cls, pattern: str, read: Callable[[Match, Vocabulary], Meaning | None]) -> Rule:
        """A rule from a pattern that does not look at case."""
        return cls(re.compile(pattern, re.IGNORECASE), read)

    def expressions(self, text: str, words: Vocabulary) -> Iterator[Expression]:
        """What this rule reads in a text, from left to right."""
        for match in self.pattern.finditer(text):
            meaning = self.read(match, words)
            if meaning is not None:
                yield Expression(match.start(), match.end(), meaning)
