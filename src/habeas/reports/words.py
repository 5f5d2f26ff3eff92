"""Words of substance in a statement, as keys that survive inflection.

A key is the beginning of a word: six letters after an English plural "s" is taken off, five letters
of a Cyrillic word, whose endings change more. Too coarse for a dictionary, good enough to put two
statements about one thing side by side.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LATIN_KEY, _CYRILLIC_KEY = 6, 5
_SHORTEST = 4


def word_keys(text: str) -> frozenset[str]:
    """Keys of the words of four letters or more that say something about the subject.

    >>> sorted(word_keys("The prisoners said that prisoners were beaten"))
    ['beaten', 'prison']
    """
    words = (word.casefold() for word in _WORD.findall(text))
    return frozenset(
        _key(word) for word in words if len(word) >= _SHORTEST and word not in _empty_words()
    )


def _key(word: str) -> str:
    if not word.isascii():
        return word[:_CYRILLIC_KEY]
    singular = word[:-1] if word.endswith("s") and not word.endswith("ss") else word
    return singular[:_LATIN_KEY]


def name_keys(*texts: str | None) -> frozenset[str]:
    """Keys of the capitalised words: names of people, states and bodies."""
    return word_keys(" ".join(word for text in texts if text for word in _capitalised(text)))


def _capitalised(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if word[0].isupper()]


@cache
def _empty_words() -> frozenset[str]:
    table = files("habeas.reports").joinpath("data/empty_words.txt").read_text(encoding="utf-8")
    lines = (line for line in table.splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())
