"""Names of several words as one word: kryvyiyar, and as adjectives have it, кривоярський."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from habeas.language import names as printed

_ENDING = re.compile("(?<=..)[aeiou]+$")
_LAST_VOWEL = re.compile("[ioe](?=[^aeiou]+$)")
_CHANGING = "ioe"


def joined_keys(words: Sequence[str]) -> frozenset[str]:
    """The skeletons of the words run together, whole and as an adjective's stem has them."""
    found = {""}
    for word in words:
        bare = {_ENDING.sub("", key) for key in printed.skeletons(word)}
        begins = {each + joint for each in found for joint in ("", "o") if each} or {""}
        found = {each + own for each in begins for own in (*printed.skeletons(word), *bare)}
    return frozenset(other for key in found for other in _as_in_adjectives(key))


def _as_in_adjectives(key: str) -> Iterator[str]:
    """The stem as its last vowel changes (Ріг, криворожский), and as ка-names lose their к."""
    for stem in {key, key.removesuffix("k")}:
        yield stem
        yield from (_LAST_VOWEL.sub(vowel, stem) for vowel in _CHANGING)
