"""Which way of romanising a Latin name follows, where its letters mean different sounds.

"ch" is ч in English and х in German, Polish and Czech; "j" is ж in French and a glide elsewhere.
The rest of the name tells: Wachtang is not English, Jiloutchenko is French.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import IntEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

_CONTINENTAL = re.compile(
    r"w|sz|cz|tsch|ż|ł|č|š|ž|ř|ě|ň|ķ|ļ|ņ|(?<![aeiouy])j[aeiou]|[iy]j\b|ij|ck[iy]\b", re.IGNORECASE
)
_FRENCH = re.compile(r"tch|(?<!s)chtch|iou|ï|kh?ou|[dlmnrvbpg]ou[a-z]|ine\b|gu[eé]", re.IGNORECASE)
_ENGLISH = re.compile(r"sh|zh|kh|yu|ya|ye|iy|yi", re.IGNORECASE)
_IN_DOUBT = re.compile("ch|j", re.IGNORECASE)
_HARD_CH = re.compile(r"(?<![tsc])ch(?!tch)")
_FRENCH_J = re.compile(r"j")


class System(IntEnum):
    """Ways of romanising that read the same letters differently."""

    ANY = 0
    CONTINENTAL = 1
    FRENCH = 2

    def read(self, word: str) -> str:
        """The word with the letters in doubt written as only one sound is."""
        if self is System.CONTINENTAL and "ch" in word.casefold():
            return _HARD_CH.sub("kh", word.casefold())
        if self is System.FRENCH and "j" in word.casefold():
            return _FRENCH_J.sub("zh", word.casefold())
        return word


def may_be_read_differently(word: str) -> bool:
    """Whether the systems read a word's letters differently."""
    return _IN_DOUBT.search(word) is not None


# What a word speaks for, as bits.
_FOR_CONTINENTAL, _FOR_FRENCH, _FOR_ENGLISH = 1, 2, 4


@lru_cache(maxsize=1 << 18)
def _votes(word: str) -> int:
    if not any("a" <= letter <= "z" for letter in word[-4:].casefold()):
        return 0
    votes = _FOR_CONTINENTAL if _CONTINENTAL.search(word) else 0
    votes |= _FOR_FRENCH if _FRENCH.search(word) else 0
    return votes | (_FOR_ENGLISH if _ENGLISH.search(word) else 0)


_OF_VOTES = np.array(
    [
        System.ANY,
        System.CONTINENTAL,
        System.FRENCH,
        System.FRENCH,
        System.ANY,
        System.ANY,
        System.ANY,
        System.ANY,
    ],
    dtype=np.int8,
)


def system_of(words: Iterable[str]) -> System:
    """The way of romanising that the words of one name follow."""
    votes = 0
    for word in words:
        votes |= _votes(word)
    return System(int(_OF_VOTES[votes]))


def systems(words: Sequence[str], parts: Sequence[NDArray[np.int32]]) -> NDArray[np.int8]:
    """The same for n rows, (n,); `parts` are numbers (n,) of words, -1 for none."""
    of_words = np.array([*map(_votes, words), 0], dtype=np.int8)
    votes = np.zeros(len(parts[0]), dtype=np.int8)
    for codes in parts:
        votes |= of_words[codes]
    return np.asarray(_OF_VOTES[votes], dtype=np.int8)
