"""Words of the room's tables in a line of text: whole words, stems and rows of words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from habeas.language import fold

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_LONGEST_ENDING = 4


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in the form in which patterns are written: folded, ё as е."""
    return tuple(_WORD.findall(fold(text).replace("ё", "е")))


class WordPatterns:
    """Patterns, each with what it stands for, found in rows of words.

    A pattern is a word or several in a row; a trailing `*` stands for at most four further letters.
    """

    def __init__(self, patterns: Iterable[tuple[str, str]]) -> None:
        self._whole: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        self._stems: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for pattern, meaning in patterns:
            parts = tuple(fold(pattern).replace("ё", "е").split())
            shelf = self._stems if parts[0].endswith("*") else self._whole
            shelf[parts[0].removesuffix("*")].append((parts, meaning))

    def found(self, words: Sequence[str]) -> tuple[str, ...]:
        """What the words name, in the order of the text, each once."""
        seen: dict[str, None] = {}
        for place, word in enumerate(words):
            for parts, meaning in self._beginning_with(word):
                rest = words[place + 1 : place + len(parts)]
                if len(rest) == len(parts) - 1 and all(map(_meets, parts[1:], rest)):
                    seen.setdefault(meaning)
        return tuple(seen)

    def _beginning_with(self, word: str) -> list[tuple[tuple[str, ...], str]]:
        found = list(self._whole.get(word, ()))
        for size in range(len(word), max(0, len(word) - _LONGEST_ENDING - 1), -1):
            found += self._stems.get(word[:size], ())
        return found


def _meets(part: str, word: str) -> bool:
    if part.endswith("*"):
        return word.startswith(part[:-1]) and len(word) - len(part) + 1 <= _LONGEST_ENDING
    return part == word
