"""How alike the words of two claims are: by the beginnings of their words, rare ones the more."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from habeas.language import Script, fold, script_of, slavic_key

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_LATIN, _CYRILLIC = 6, 5
_SHORTEST = 4
_ALIKE = 0.75
_FEWEST = 6
_CONTAINED, _FEWEST_CONTAINED = 0.9, 8
# From this share of rare words in common, down: what it weighs.
_STEPS = ((0.7, 4.0), (0.5, 3.0), (0.35, 2.0), (0.2, 1.0), (0.1, 0.3))
_UNLIKE = -0.5
ALIKE_ENOUGH = 0.35


@lru_cache(maxsize=1 << 16)
def _key(word: str) -> str:
    if script_of(word) is Script.CYRILLIC:
        return slavic_key(word)[:_CYRILLIC]
    return word[:-1][:_LATIN] if word.endswith("s") and not word.endswith("ss") else word[:_LATIN]


@lru_cache(maxsize=1 << 15)
def word_keys(text: str) -> frozenset[str]:
    """Keys of the words of four letters or more; of Cyrillic ones such as meet in ru and uk."""
    words = (fold(word) for word in _WORD.findall(text))
    return frozenset(_key(word) for word in words if len(word) >= _SHORTEST) - {""}


def rarities(texts: Iterable[frozenset[str]]) -> dict[str, float]:
    """What each key weighs: the logarithm of one in how many texts has it (at least ln 2)."""
    listed = list(texts)
    found = Counter(key for keys in listed for key in keys)
    return {key: math.log(1 + len(listed) / count) for key, count in found.items()}


def likeness(one: frozenset[str], other: frozenset[str], rarity: Mapping[str, float]) -> float:
    """The share of weight that both have of what either has, 0 to 1 (weighted Jaccard)."""
    shared = one & other
    if not shared:
        return 0.0
    both = sum(rarity[key] for key in shared)
    return both / (sum(rarity[key] for key in one | other))


def same_words(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one wording is the other's, but for a word here and there, or an excerpt of it."""
    shared = len(one & other)
    if shared >= _FEWEST and shared >= _ALIKE * len(one | other):
        return True
    smaller = min(len(one), len(other))
    return smaller >= _FEWEST_CONTAINED and shared >= _CONTAINED * smaller


def weight(share: float, *, one_language: bool) -> float:
    """Log-odds of so much in common; between languages only what is there counts, by half."""
    for least, value in _STEPS:
        if share >= least:
            return value if one_language else value / 2
    return _UNLIKE if one_language else 0.0
