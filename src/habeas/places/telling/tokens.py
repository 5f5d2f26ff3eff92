"""Words, numbers and marks of a text with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass

from habeas.language import fold

# A word with its inner hyphens and apostrophes; a number with a decimal part; any other mark.
_TOKEN = re.compile(r"[^\W\d_]+(?:['’ʼ\-][^\W\d_]+)*['’]?|\d+(?:[.,]\d+)?|[^\w\s]")
# "thirty-five", "a two-hour drive": Latin and going on in lower case, unlike names.
_HYPHENED = re.compile(r"[A-Za-z][a-z]*-[a-z]+")
_WINDS = frozenset({"north", "south"})


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
        return float(self.text.replace(",", ".")) if self.text[:1].isdecimal() else None


def tokens_of(text: str) -> tuple[Token, ...]:
    """All tokens in order."""
    return tuple(
        Token(part, folded(part), start, start + len(part))
        for found in _TOKEN.finditer(text)
        for part, start in _parted(found[0], found.start())
    )


def words_of(form: str) -> tuple[str, ...]:
    """The folded words of an entry of a vocabulary, parted as those of a text are."""
    return tuple(folded(part) for word in form.split() for part, _ in _parted(word, 0))


def _parted(word: str, start: int) -> tuple[tuple[str, int], ...]:
    first, _, second = word.partition("-")
    if _HYPHENED.fullmatch(word) and first.lower() not in _WINDS:
        return (first, start), (second, start + len(first) + 1)
    return ((word, start),)


def folded(word: str) -> str:
    """A word for comparing: folded, all apostrophes alike, ё as е."""
    return fold(word).replace("’", "'").replace("ʼ", "'").replace("ё", "е")
