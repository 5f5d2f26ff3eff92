"""How the letters of a word may be read: as they stand, and as those they may only look like."""

from __future__ import annotations

from functools import lru_cache

from habeas.language import Script, script_of
from habeas.language import names as printed

_SHORTEST = 5
_SHORTEST_OF_CAPITALS = 4


@lru_cache(maxsize=1 << 17)
def name_keys(letters: str) -> frozenset[str]:
    """The skeletons of a word; of Latin letters that all look like Cyrillic ones also as these.

    A reader of pages, or whoever types with the wrong keyboard, makes TAPAC of ТАРАС.
    """
    keys = printed.skeletons(letters)
    other = printed.as_cyrillic(letters) if _may_be_misread(letters) else None
    return keys | printed.skeletons(other) if other else keys


def _may_be_misread(letters: str) -> bool:
    script = script_of(letters)
    if script is Script.LATIN:
        return len(letters) >= (_SHORTEST_OF_CAPITALS if letters.isupper() else _SHORTEST)
    return script is Script.MIXED
