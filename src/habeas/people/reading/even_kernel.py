"""Whether delimited bytes are even: one pass over them, compiled."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

_QUOTE, _LINE_FEED, _RETURN = 34, 10, 13
_CELL_BEGINS, _PLAIN, _QUOTED, _QUOTE_SEEN, _RETURN_SEEN = 0, 1, 2, 3, 4
# Every byte above the bar is part of a text; in Cyrillic they are most.
_HIGHEST_MARK = 124
UNEVEN = -1


@njit(cache=True)  # pragma: no cover - compiled code is not traced
def rows_if_even(  # noqa: C901 - the states of a cell, each with what may follow
    content: NDArray[np.uint8], delimiter: int, width: int
) -> int:
    """How many rows the bytes hold, the header with them; UNEVEN where reading them needs thought.

    Even: every row has `width` cells, and at least one of them holds something; quotation marks
    stand only around whole cells and doubled inside of those; rows end in LF or CR LF.
    """
    rows, cells, filled, state = 0, 1, False, _CELL_BEGINS
    for byte in content:
        if byte > _HIGHEST_MARK and state <= _PLAIN:
            filled, state = True, _PLAIN
        elif state == _QUOTED:
            if byte == _QUOTE:
                state = _QUOTE_SEEN
            else:
                filled = True
        elif state == _RETURN_SEEN and byte != _LINE_FEED:
            return UNEVEN
        elif byte == delimiter:
            cells += 1
            state = _CELL_BEGINS
        elif byte == _LINE_FEED:
            if cells != width or not filled:
                return UNEVEN
            rows, cells, filled, state = rows + 1, 1, False, _CELL_BEGINS
        elif byte == _QUOTE:
            if state == _PLAIN:
                return UNEVEN
            filled = filled or state == _QUOTE_SEEN
            state = _QUOTED
        elif byte == _RETURN:
            state = _RETURN_SEEN
        elif state == _QUOTE_SEEN:
            return UNEVEN
        else:
            filled, state = True, _PLAIN
    if state in (_QUOTED, _RETURN_SEEN):
        return UNEVEN
    if cells == 1 and not filled:
        return rows
    return rows + 1 if cells == width and filled else UNEVEN
