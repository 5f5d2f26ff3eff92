"""How far two short keys are apart, in half letters: compiled."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

VOWELS = tuple(b"aeiouy")
FAR = 99


@njit(cache=True, inline="always")
def _vowel(letter: int) -> bool:
    return letter in VOWELS


@njit(cache=True)
def distance(
    left: NDArray[np.uint8],
    left_length: int,
    right: NDArray[np.uint8],
    right_length: int,
    most: int,
) -> int:
    """The cheapest way from one key to the other, or FAR where it costs more than `most`.

    A vowel left out, put in or taken for another costs 1; any other letter, and two letters that
    changed places, 2 (optimal string alignment).
    """
    if abs(left_length - right_length) > most:
        return FAR
    before = np.empty(right_length + 1, dtype=np.int32)
    above = np.empty(right_length + 1, dtype=np.int32)
    row = np.empty(right_length + 1, dtype=np.int32)
    above[0] = 0
    for j in range(right_length):
        above[j + 1] = above[j] + (1 if _vowel(right[j]) else 2)
    for i in range(left_length):
        here = left[i]
        vowel = _vowel(here)
        drop = 1 if vowel else 2
        row[0] = above[0] + drop
        least = row[0]
        for j in range(right_length):
            there = right[j]
            if here == there:
                cost = above[j]
            else:
                there_vowel = _vowel(there)
                cost = above[j] + (1 if vowel and there_vowel else 2)
                cost = min(cost, above[j + 1] + drop, row[j] + (1 if there_vowel else 2))
                if i > 0 and j > 0 and here == right[j - 1] and left[i - 1] == there:
                    cost = min(cost, before[j - 1] + 2)
            row[j + 1] = cost
            least = min(least, cost)
        if least > most:
            return FAR
        before, above, row = above, row, before
    return above[right_length] if above[right_length] <= most else FAR
