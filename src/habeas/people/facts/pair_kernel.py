"""Compiled: the facts of pairs of records, and a person's row from its records' rows."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from habeas.people.facts.layout import (
    ALWAYS,
    BORN_EARLY,
    BORN_LATE,
    CAPTIVITIES,
    CAPTURED_LATE,
    DIED_EARLY,
    DIED_LATE,
    EVENT_EARLY,
    NEVER,
    RELEASED_LATE,
    RELEASES,
    SEEN_LATE,
    SENTENCED_LATE,
    TRANSFERRED_LATE,
    WIDTH,
)
from habeas.people.facts.row_kernel import Mask, Row, conflict, merged

# The EventKind numbers, as the records have them.
_CAPTURED, _SEEN, _TRANSFERRED, _SENTENCED, _RELEASED, _EXCHANGED, _DIED, _OTHER = range(8)


@njit(cache=True)
def reasons(
    left: Row, right: Row, rows: Row, days: Row, hard: Mask, soft: Mask
) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
    """By pair (m,): the hard reason and the soft reason, nought for none."""
    barred = np.zeros(left.shape[0], dtype=np.int8)
    doubted = np.zeros(left.shape[0], dtype=np.int8)
    apart = min(days[4], days[5])
    for pair in range(left.shape[0]):
        i, j = left[pair], right[pair]
        if _worth_a_look(rows, i, j, apart, days):
            barred[pair] = conflict(rows[i], rows[j], days, hard)
            doubted[pair] = conflict(rows[i], rows[j], days, soft)
    return barred, doubted


@njit(cache=True)
def _worth_a_look(rows: Row, i: int, j: int, apart: int, days: Row) -> bool:
    """Whether any reason can hold at all: for most pairs a few comparisons say no."""
    if rows[i, DIED_EARLY] != ALWAYS or rows[j, DIED_EARLY] != ALWAYS:
        return True
    if rows[i, CAPTIVITIES] != ALWAYS and rows[j, CAPTIVITIES] != ALWAYS:
        if rows[i, CAPTURED_LATE] - np.int64(rows[j, CAPTIVITIES]) >= apart:
            return True
        if rows[j, CAPTURED_LATE] - np.int64(rows[i, CAPTIVITIES]) >= apart:
            return True
    # NEVER lies so far before, and ALWAYS so far behind, that what is not said is never apart.
    return bool(
        rows[i, BORN_LATE] - np.int64(rows[j, EVENT_EARLY]) > days[9]
        or rows[j, BORN_LATE] - np.int64(rows[i, EVENT_EARLY]) > days[9]
        or rows[i, BORN_LATE] - np.int64(rows[j, BORN_EARLY]) > days[10]
        or rows[j, BORN_LATE] - np.int64(rows[i, BORN_EARLY]) > days[10]
    )


@njit(cache=True)
def folded(person: Row, rows: Row, days: Row, hard: Mask, out: Row) -> NDArray[np.int8]:
    """Persons' rows in `out`, from blank ones, and the first hard reason met in each."""
    reason = np.zeros(out.shape[0], dtype=np.int8)
    for record in range(person.shape[0]):
        number = person[record]
        if reason[number] == 0:
            reason[number] = conflict(out[number], rows[record], days, hard)
        merged(out[number], rows[record], days, out[number])
    return reason


@njit(cache=True)
def _late_column(kind: int) -> int:
    """The column that a sign of life keeps its latest day in, -1 for none."""
    if kind in (_RELEASED, _EXCHANGED):
        return RELEASED_LATE
    if kind == _CAPTURED:
        return CAPTURED_LATE
    if kind == _SEEN:
        return SEEN_LATE
    if kind == _TRANSFERRED:
        return TRANSFERRED_LATE
    if kind == _SENTENCED:
        return SENTENCED_LATE
    return -1


@njit(cache=True)
def add_events(
    record: Row, kind: NDArray[np.int8], first: Row, last: Row, days: Row, blank: Row, rows: Row
) -> None:
    """Merge every dated event into its record's row of `rows`."""
    one = np.empty(WIDTH, dtype=np.int32)
    for event in range(record.shape[0]):
        if first[event] == NEVER or last[event] == NEVER or kind[event] == _OTHER:
            continue
        one[:] = blank
        one[EVENT_EARLY] = last[event]
        column = _late_column(kind[event])
        if column >= 0:
            one[column] = first[event]
        if kind[event] == _DIED:
            one[DIED_EARLY] = last[event]
            one[DIED_LATE] = first[event]
        elif kind[event] == _CAPTURED:
            one[CAPTIVITIES] = last[event]
            one[CAPTIVITIES + 1] = first[event]
        elif column == RELEASED_LATE:
            one[RELEASES] = first[event]
            one[RELEASES + 1] = last[event]
        row = rows[record[event]]
        merged(row, one, days, row)
