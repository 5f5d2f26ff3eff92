"""Pairs out of sorted blocks: compiled."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray


@njit(cache=True, nogil=True)
def emit(
    rows: NDArray[np.int32],
    keys: NDArray[np.uint64],
    start: int,
    cap: int,
    neighbours: int,
    met: NDArray[np.int32],
    settled: NDArray[np.bool_],
    left: NDArray[np.int32],
    right: NDArray[np.int32],
) -> tuple[int, int]:
    """Write pairs of equal keys from `start` on until the buffers are nearly full.

    Rows that met before, under an equal number in `met` (n,), are left out; -1 meets nobody. So are
    two rows that are both `settled` (n,).
    Blocks of at most `cap` rows give all their pairs, larger ones each row with the next
    `neighbours`. Answers where to go on, and how many pairs were written; a block is never split,
    so the buffers must hold cap² pairs.
    """
    written = 0
    place = start
    while place < len(keys):
        end = place + 1
        while end < len(keys) and keys[end] == keys[place]:
            end += 1
        size = end - place
        reach = size if size <= cap else neighbours
        if size > 1 and reach > 0:
            if written + size * min(reach, size) > len(left):
                if written > 0:
                    return place, written
                reach = max(1, min(reach, len(left) // size - 1))
            for i in range(place, end):
                for j in range(i + 1, min(end, i + 1 + reach)):
                    a, b = rows[i], rows[j]
                    again = (met[a] == met[b] and met[a] >= 0) or (settled[a] and settled[b])
                    if a != b and not again:
                        left[written] = min(a, b)
                        right[written] = max(a, b)
                        written += 1
        place = end
    return place, written
