"""Bits in which signatures agree, counted for every pair of rows.

Compiled. Nothing of the size of all pairs is kept: pairs are counted by form and likeness, or
written down where they are alike enough.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit, types
from numba.extending import intrinsic
from numpy.typing import NDArray

Words = NDArray[np.uint64]
Forms = NDArray[np.uint8]


@intrinsic
def _bits_set(_context: Any, word: Any) -> Any:
    """The processor's own count of the bits of a word."""

    def generate(_: Any, builder: Any, __: Any, arguments: Any) -> Any:
        return builder.ctpop(arguments[0])

    return types.uint64(types.uint64), generate


@njit(cache=True)
def _agreeing(first: Words, second: Words) -> int:
    different = np.uint64(0)
    for k in range(len(first)):
        different += _bits_set(first[k] ^ second[k])
    return int(64 * len(first) - different)


@njit(cache=True)
def count_pairs(
    first: Words,
    first_forms: Forms,
    second: Words,
    second_forms: Forms,
    within: bool,
    step: int,
    counts: NDArray[np.int64],
) -> None:
    """Add each pair to counts[form, form, agreeing bits // step].

    Within one list (`within`) each two different rows count once, the lower form first.
    """
    for i in range(len(first)):
        for j in range(i + 1 if within else 0, len(second)):
            a, b = first_forms[i], second_forms[j]
            if within and a > b:
                a, b = b, a
            counts[a, b, _agreeing(first[i], second[j]) // step] += 1


@njit(cache=True)
def alike_pairs(
    first: Words,
    first_forms: Forms,
    second: Words,
    second_forms: Forms,
    least: NDArray[np.int64],
    rows: NDArray[np.int32],
    agreeing: NDArray[np.int32],
) -> int:
    """Write down the pairs that agree in at least least[form, form] bits; returns how many.

    `rows` (room, 2) and `agreeing` (room,) are filled as far as there is room; the number of
    pairs may be larger.
    """
    found = 0
    for i in range(len(first)):
        for j in range(len(second)):
            bits = _agreeing(first[i], second[j])
            if bits >= least[first_forms[i], second_forms[j]]:
                if found < len(rows):
                    rows[found, 0], rows[found, 1] = i, j
                    agreeing[found] = bits
                found += 1
    return found
