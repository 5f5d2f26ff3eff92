"""How far the sounds of two spellings are from one another: a weighted edit distance."""

from __future__ import annotations

from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from habeas.language.table import rows

Sounds = NDArray[np.uint8]
Costs = NDArray[np.float32]

# Of words: the start of each word's readings; the start of each reading's sounds, and the sounds;
# the same of the skeletons; how long each reading's usual ending is.
Words = tuple[
    NDArray[np.int32],
    NDArray[np.int32],
    NDArray[np.uint8],
    NDArray[np.int32],
    NDArray[np.uint8],
    NDArray[np.int8],
]

# Letters a to z are 1 to 26; 0 is no sound, 27 any other sign.
KINDS = 28
_OTHER = 27
LONGEST = 24
_LETTER_A = ord("a")


@lru_cache(maxsize=1 << 16)
def sounds_of(text: str) -> Sounds:
    """The sounds of a skeleton as numbers, (letters,), at most 24."""
    raw = np.frombuffer(text[:LONGEST].encode("ascii", "replace"), dtype=np.uint8)
    numbers = raw.astype(np.int16) - (_LETTER_A - 1)
    return np.where((numbers >= 1) & (numbers < _OTHER), numbers, _OTHER).astype(np.uint8)


@cache
def costs() -> Costs:
    """What it costs to take one sound for another, (28, 28), symmetric; row 0 is no sound."""
    found = np.ones((KINDS, KINDS), dtype=np.float32)
    np.fill_diagonal(found, 0.0)
    for row in rows("sound_costs.tsv"):
        one, other = (
            0 if sign == "-" else ord(sign) - _LETTER_A + 1 for sign in (row["one"], row["other"])
        )
        found[one, other] = found[other, one] = float(row["cost"])
    return found
