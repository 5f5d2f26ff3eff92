"""A text as a line of signs, one letter for the class of each word, and rules over such lines.

Case endings make patterns over letters long and slow. So every word is looked up once, and rules
are patterns over the classes: "12–15 мая 2023 года" is day, dash, day, month, year, year word.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Value = int | float | str
Read = TypeVar("Read")

_FOLDED = str.maketrans({"ё": "е", "Ё": "Е", "’": "'", "ʼ": "'", "‘": "'", "`": "'", "\u00ad": "-"})


@dataclass(frozen=True, slots=True)
class Token:
    """[start, end) of a word or sign of the text, the sign of its class, and its value."""

    start: int
    end: int
    sign: str
    value: Value = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A text, the same text folded (offsets are the same), its tokens, and a sign for each."""

    text: str
    folded: str
    tokens: tuple[Token, ...]
    signs: str

    def place(self, offset: int) -> int:
        """The number of the first token that begins at or after an offset."""
        return bisect_left(self.tokens, offset, key=lambda token: token.start)


def folded(text: str) -> str:
    """The text with one letter for ё and е and one apostrophe; its length is unchanged."""
    return text.translate(_FOLDED)


@dataclass(frozen=True, slots=True)
class Found:
    """A match over the signs of a line."""

    line: Line
    match: re.Match[str]

    def tokens(self, group: str) -> tuple[Token, ...]:
        """The tokens that a group of the pattern holds; none where it did not match."""
        if group not in self.match.re.groupindex or self.match[group] is None:
            return ()
        return self.line.tokens[self.match.start(group) : self.match.end(group)]

    def has(self, group: str) -> bool:
        """Whether a group holds anything."""
        return bool(self.tokens(group))

    def number(self, group: str) -> int | None:
        """The sum of the values in a group ("двадцать пять": 25); None where it did not match."""
        tokens = self.tokens(group)
        return int(sum(float(token.value) for token in tokens)) if tokens else None

    def string(self, group: str) -> str | None:
        """The value of the first token in a group; None where it did not match."""
        tokens = self.tokens(group)
        return str(tokens[0].value) if tokens else None

    def word(self, group: str) -> str:
        """The folded words of a group, in small letters; empty where it did not match."""
        tokens = self.tokens(group)
        return self.line.folded[tokens[0].start : tokens[-1].end].casefold() if tokens else ""

    def sign(self, step: int) -> str:
        """The sign so many places before (negative) or after the match; empty beyond the line."""
        place = self.match.start() + step if step < 0 else self.match.end() + step - 1
        return self.line.signs[place] if 0 <= place < len(self.line.signs) else ""

    @property
    def start(self) -> int:
        """Where the first word that counts begins: at the group `from_here`, if there is one."""
        here = self.tokens("here")
        return here[0].start if here else self.line.tokens[self.match.start()].start

    @property
    def end(self) -> int:
        """Where the last word of the match ends."""
        here = self.tokens("here")
        return here[-1].end if here else self.line.tokens[self.match.end() - 1].end


@dataclass(frozen=True, slots=True)
class SignRule(Generic[Read]):
    """A pattern over signs, and what a match of it means (None: nothing).

    A group named `here` bounds what is read where the pattern looks at words around it.
    """

    pattern: re.Pattern[str]
    read: Callable[[Found], Read | None]

    def readings(self, line: Line) -> Iterator[tuple[int, int, Read]]:
        """[start, end) in the text of what this rule reads, and its meaning, from left to right."""
        for match in self.pattern.finditer(line.signs):
            found = Found(line, match)
            meaning = self.read(found)
            if meaning is not None:
                yield found.start, found.end, meaning


def signed(pattern: str, classes: Mapping[str, str]) -> re.Pattern[str]:
    """The pattern with the signs of each class in the place of its `{name}`."""
    return re.compile(re.sub(r"\{([a-z_]+)\}", lambda name: classes[name[1]], pattern))
