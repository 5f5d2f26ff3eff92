"""How far two short keys are apart, in half letters: compiled."""

from __future__ import annotations

from numba import njit

VOWELS = tuple(b"aeiouy")
FAR = 99


@njit(cache=True, inline="always")
def _vowel(letter: int) -> bool:
    return letter in VOWELS


@njit(cache=True)
def distance(letters, left, left_length, right, right_length, most, scratch):  # type: ignore[no-untyped-def]  # numba infers the types
    """The cheapest way from one key (a row of `letters`) to another, or FAR beyond `most`.

    A vowel left out, put in or taken for another costs 1; any other letter, and two letters that
    changed places, 2 (optimal string alignment). `scratch` (3, over 25) is written over.
    """
    if abs(left_length - right_length) > most:
        return FAR
    before, above, row = 0, 1, 2
    scratch[above, 0] = 0
    for j in range(right_length):
        cost = 1 if _vowel(letters[right, j]) else 2
        scratch[above, j + 1] = scratch[above, j] + cost
    for i in range(left_length):
        here = letters[left, i]
        vowel = _vowel(here)
        drop = 1 if vowel else 2
        scratch[row, 0] = scratch[above, 0] + drop
        least = scratch[row, 0]
        for j in range(right_length):
            there = letters[right, j]
            if here == there:
                cost = scratch[above, j]
            else:
                there_vowel = _vowel(there)
                cost = scratch[above, j] + (1 if vowel and there_vowel else 2)
                cost = min(cost, scratch[above, j + 1] + drop)
                cost = min(cost, scratch[row, j] + (1 if there_vowel else 2))
                crossed = i > 0 and j > 0 and here == letters[right, j - 1]
                if crossed and letters[left, i - 1] == there:
                    cost = min(cost, scratch[before, j - 1] + 2)
            scratch[row, j + 1] = cost
            least = min(least, cost)
        if least > most:
            return FAR
        before, above, row = above, row, before
    found = scratch[above, right_length]
    return found if found <= most else FAR
