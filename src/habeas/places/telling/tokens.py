"""Words, numbers and marks of a text with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass

from habeas.language import fold

# A word with its inner hyphens and apostrophes; a number with a decimal part; any other mark.
_TOKEN = re.compile(r"[^\W\d_]+(?:['’ʼ\-][^\W\d_]+)*['’]?|\d+(?:[.,]\d+)?|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Token:
    """[start, end) in code points of the text; `folded` is the word for comparing."""

    text: str
    folded: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it begins like a name."""
        return self.text[:1].isupper()

    @property
    def number(self) -> float | None:
        """The number, where it is written in digits."""
        return float(self.text.replace(",", ".")) if self.text[:1].isdigit() else None


def tokens_of(text: str) -> tuple[Token, ...]:
    """All tokens in order."""
    return tuple(
        Token(found[0], folded(found[0]), found.start(), found.end())
        for found in _TOKEN.finditer(text)
    )


def folded(word: str) -> str:
    """A word for comparing: folded, all apostrophes alike."""
    return fold(word).replace("’", "'").replace("ʼ", "'")
