"""Compiled: distances of sounds, and what the parts of two names have in common."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from habeas.language.names.sounds import Words

# What the comparison of a given name or patronymic finds; see `findings.py`.
MISSING, SAME, MAY_BE_SAME, SAME_SOUND, NEAR, INITIAL, OTHER_INITIAL = range(7)
AKIN, NEAR_OTHER, OTHER = range(7, 10)
_NEAR = 0.2
_AKIN = 0.12
# Skeletons do not tell sibilants apart: their distance counts with this added.
_COARSE = 0.08
# How much of an ending that thousands of surnames share counts as length.
_TAIL = 0.5
_FAR = 9.0
# Two halves of double surnames meet from this distance down.
_MEETS = 0.1
_SWAPPED = 0.6


@njit(cache=True)
def distance(one: NDArray[np.uint8], other: NDArray[np.uint8], costs: NDArray[np.float32]) -> float:
    """The weighted edit distance of two sequences of sounds, swapped neighbours included."""
    rows, columns = len(one), len(other)
    table = np.empty((rows + 1, columns + 1), np.float32)
    table[0, 0] = 0.0
    for row in range(1, rows + 1):
        table[row, 0] = table[row - 1, 0] + costs[one[row - 1], 0]
    for column in range(1, columns + 1):
        table[0, column] = table[0, column - 1] + costs[0, other[column - 1]]
    for row in range(1, rows + 1):
        for column in range(1, columns + 1):
            best = table[row - 1, column - 1] + costs[one[row - 1], other[column - 1]]
            best = min(best, table[row - 1, column] + costs[one[row - 1], 0])
            best = min(best, table[row, column - 1] + costs[0, other[column - 1]])
            if (
                row > 1
                and column > 1
                and one[row - 1] == other[column - 2]
                and one[row - 2] == other[column - 1]
            ):
                best = min(best, table[row - 2, column - 2] + np.float32(_SWAPPED))
            table[row, column] = best
    return float(table[rows, columns])


@njit(cache=True)
def _closest(one: int, other: int, words: Words, costs: NDArray[np.float32]) -> float:
    """The least distance between the readings of two words, by their length."""
    start, sound_start, sounds, key_start, keys, tail = words
    best = np.float64(_FAR)
    for left in range(start[one], start[one + 1]):
        for right in range(start[other], start[other + 1]):
            mine = sounds[sound_start[left] : sound_start[left + 1]]
            theirs = sounds[sound_start[right] : sound_start[right + 1]]
            length = max(len(mine), len(theirs)) - _TAIL * min(tail[left], tail[right])
            best = min(best, distance(mine, theirs, costs) / max(length, 1.0))
            if best <= 0.0:
                return 0.0
            if best > _COARSE:
                mine = keys[key_start[left] : key_start[left + 1]]
                theirs = keys[key_start[right] : key_start[right + 1]]
                length = max(len(mine), len(theirs)) - _TAIL * min(tail[left], tail[right])
                found = distance(mine, theirs, costs) / max(length, 1.0)
                best = min(best, found + _COARSE)
    return float(best)


@njit(cache=True)
def _shared(one: NDArray[np.int32], other: NDArray[np.int32]) -> int:
    """2 where the likeliest numbers are one, 1 where any are, 0 where none, -1 where unknown."""
    if one[0] < 0 or other[0] < 0:
        return -1
    if one[0] == other[0]:
        return 2
    for number in one:
        for against in other:
            if number >= 0 and number == against:
                return 1
    return 0


@njit(cache=True)
def _surnames(
    one: NDArray[np.int32],
    other: NDArray[np.int32],
    words: Words,
    costs: NDArray[np.float32],
) -> tuple[float, int, int]:
    """The least distance of two names' surnames, the shorter's length, how many halves meet."""
    start, sound_start = words[0], words[1]
    far, length, met = _FAR, 0, 0
    for mine in range(2):
        for theirs in range(2):
            if one[mine] < 0 or other[theirs] < 0:
                continue
            found = _closest(one[mine], other[theirs], words, costs)
            met += found < _MEETS
            if found < far:
                far = found
                a, b = start[one[mine]], start[other[theirs]]
                length = min(
                    sound_start[a + 1] - sound_start[a], sound_start[b + 1] - sound_start[b]
                )
    return far, length, met


@njit(cache=True)
def _finding(share: int, far: float, one_sex: bool) -> int:
    """What two names spelt out have in common, from their numbers and their distance."""
    if share == 2:
        return SAME
    if share == 1:
        return MAY_BE_SAME
    if share == 0:
        if far <= _AKIN and one_sex:
            return AKIN
        return NEAR_OTHER if far <= _NEAR else OTHER
    if far == 0.0:
        return SAME_SOUND
    return NEAR if far <= _NEAR else OTHER


@njit(cache=True)
def name_findings(
    left: NDArray[np.int32],
    right: NDArray[np.int32],
    words: Words,
    numbers: NDArray[np.int32],
    female: NDArray[np.int8],
    initial: NDArray[np.bool_],
    first_letters: NDArray[np.int64],
    costs: NDArray[np.float32],
) -> tuple[NDArray[np.float32], NDArray[np.int8], NDArray[np.int32]]:
    """For each pair of names: the surnames' distance, and what was found of each other part.

    `left`, `right` (pairs, 4) are the numbers of the words for surname, other surname, given name
    and patronymic, -1 where there is none. Distances (pairs, 3) are of surname, given name and
    patronymic, 9 where one is missing. Kinds (pairs, 3): of the surname whether only one half of a
    double surname meets, of the others a finding. The last (pairs,) is the length in sounds of the
    shorter surname.
    """
    pairs = len(left)
    far = np.full((pairs, 3), _FAR, np.float32)
    kinds = np.zeros((pairs, 3), np.int8)
    length = np.zeros(pairs, np.int32)
    for pair in range(pairs):
        one, other = left[pair], right[pair]
        far[pair, 0], length[pair], met = _surnames(one, other, words, costs)
        halves = (one[1] >= 0) + (other[1] >= 0)
        kinds[pair, 0] = halves > 0 and met < halves
        for part in range(1, 3):
            mine, theirs = one[part + 1], other[part + 1]
            if mine < 0 or theirs < 0:
                continue
            if initial[mine] or initial[theirs]:
                agree = first_letters[mine] & first_letters[theirs]
                kinds[pair, part] = INITIAL if agree else OTHER_INITIAL
                continue
            far[pair, part] = _closest(mine, theirs, words, costs)
            share = _shared(numbers[mine], numbers[theirs])
            one_sex = female[mine] == female[theirs]
            kinds[pair, part] = _finding(share, far[pair, part], one_sex)
    return far, kinds, length
