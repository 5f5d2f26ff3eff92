"""How alike the words of two claims are: by the beginnings of their words, rare ones the more."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from habeas.language import Script, fold, script_of, slavic_key

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_FIGURES = re.compile(r"\d+")
_LATIN, _CYRILLIC = 6, 5
_SHORTEST = 4
_ALIKE = 0.75
_FEWEST = 6
_CONTAINED, _FEWEST_CONTAINED = 0.9, 8
# From this share of rare words in common, down: what it weighs.
_STEPS = ((0.7, 4.0), (0.5, 3.0), (0.35, 2.0), (0.2, 1.0), (0.1, 0.3))
_UNLIKE = -0.5
_PER_SHARED = 0.25
_ALIKE_SHARE, _ALIKE_WEIGHT = 0.35, 12.0


@lru_cache(maxsize=1 << 16)
def _key(word: str) -> str:
    if script_of(word) is Script.CYRILLIC:
        return slavic_key(word)[:_CYRILLIC]
    return word[:-1][:_LATIN] if word.endswith("s") and not word.endswith("ss") else word[:_LATIN]


@lru_cache(maxsize=1 << 15)
def word_keys(text: str) -> frozenset[str]:
    """Keys of the words of four letters or more; of Cyrillic ones such as meet in ru and uk.

    Numbers in figures are keys, too.
    """
    folded = fold(text)
    words = (_key(word) for word in _WORD.findall(folded) if len(word) >= _SHORTEST)
    return frozenset((*words, *_FIGURES.findall(folded))) - {""}


def speaks_for_itself(shared: float, share: float) -> bool:
    """Whether so much in common is as good as a place or a date."""
    return share >= _ALIKE_SHARE and shared >= _ALIKE_WEIGHT


def rarities(texts: Iterable[frozenset[str]]) -> dict[str, float]:
    """What each key weighs: the logarithm of one in how many texts has it (at least ln 2)."""
    listed = list(texts)
    found = Counter(key for keys in listed for key in keys)
    return {key: math.log(1 + len(listed) / count) for key, count in found.items()}


def likeness(
    one: frozenset[str], other: frozenset[str], rarity: Mapping[str, float]
) -> tuple[float, float]:
    """The weight that both have, and its share of what either has, 0 to 1 (weighted Jaccard)."""
    shared = one & other
    if not shared:
        return 0.0, 0.0
    both = sum(rarity[key] for key in shared)
    return both, both / sum(rarity[key] for key in one | other)


def same_words(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one wording is the other's, but for a word here and there, or an excerpt of it.

    Numbers are keys as well: a formula with another number in it is another statement.
    """
    if _numbers(one) != _numbers(other):
        return False
    shared = len(one & other)
    if shared >= _FEWEST and shared >= _ALIKE * len(one | other):
        return True
    smaller = min(len(one), len(other))
    return smaller >= _FEWEST_CONTAINED and shared >= _CONTAINED * smaller


def _numbers(keys: frozenset[str]) -> frozenset[str]:
    return frozenset(key for key in keys if key[0].isdigit())


def weight(shared: float, share: float, *, one_language: bool) -> float:
    """Log-odds of so much weight in common, and of such a share of all.

    A short formula is common to many: what is shared bounds what it can say. Between languages only
    what is there counts, by half.
    """
    for least, value in _STEPS:
        if share >= least:
            value = min(value, shared * _PER_SHARED)
            return value if one_language else value / 2
    return _UNLIKE if one_language else 0.0
