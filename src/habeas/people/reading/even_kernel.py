"""Whether delimited bytes are even: one pass over them, compiled."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

_QUOTE, _LINE_FEED, _RETURN = 34, 10, 13
_CELL_BEGINS, _PLAIN, _QUOTED, _QUOTE_SEEN = 0, 1, 2, 3
UNEVEN = -1


@njit(cache=True)  # pragma: no cover - compiled code is not traced
def rows_if_even(content: NDArray[np.uint8], delimiter: int, width: int) -> int:
    """How many rows the bytes hold, the header with them; UNEVEN where reading them needs thought.

    Even: every row has `width` cells, and at least one of them holds something; quotation marks
    stand only around whole cells and doubled inside of those; rows end in LF or CR LF.
    """
    rows, cells, filled, state = 0, 1, False, _CELL_BEGINS
    length = len(content)
    for position in range(length):
        byte = content[position]
        if state == _QUOTED:
            if byte == _QUOTE:
                state = _QUOTE_SEEN
            else:
                filled = True
        elif byte == _QUOTE:
            if state == _PLAIN:
                return UNEVEN
            filled = filled or state == _QUOTE_SEEN
            state = _QUOTED
        elif byte == delimiter:
            cells += 1
            state = _CELL_BEGINS
        elif byte == _LINE_FEED:
            if cells != width or not filled:
                return UNEVEN
            rows, cells, filled, state = rows + 1, 1, False, _CELL_BEGINS
        elif byte == _RETURN:
            if position + 1 == length or content[position + 1] != _LINE_FEED:
                return UNEVEN
        elif state == _QUOTE_SEEN:
            return UNEVEN
        else:
            filled, state = True, _PLAIN
    if state == _QUOTED:
        return UNEVEN
    if cells == 1 and not filled:
        return rows
    return rows + 1 if cells == width and filled else UNEVEN
