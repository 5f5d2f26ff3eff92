"""Compiled: whether two rows of facts can be one human, and the row of both together.

`conflict` asks only what one row says against the other; what a row says against itself was there
before. `days` (11,) and `mask` (11,) are those of FactRules. Both work alike on records and on
clusters, so a clustering keeps one row a cluster and asks before each merge. A cluster that was
built by `merged` after `conflict` said no each time holds no fact against itself.
"""

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
    EARLY_COLUMNS,
    EVENT_EARLY,
    LATE_COLUMNS,
    MOST_CAPTIVITIES,
    MOST_RELEASES,
    NEVER,
    RELEASED_LATE,
    RELEASES,
    SEEN_LATE,
    SENTENCED_LATE,
    TRANSFERRED_LATE,
)

Row = NDArray[np.int32]
Mask = NDArray[np.bool_]

_END_CAPTIVITIES = CAPTIVITIES + 2 * MOST_CAPTIVITIES
_END_RELEASES = RELEASES + 2 * MOST_RELEASES


@njit(cache=True)
def _beyond(late: int, early: int, days: int) -> bool:
    """Whether a day comes more than `days` after another; never where either is not said."""
    return bool(late != NEVER and early != ALWAYS and np.int64(late) - np.int64(early) > days)


@njit(cache=True)
def _cross(a: Row, b: Row, late: int, early: int, days: int) -> bool:
    return bool(_beyond(a[late], b[early], days) or _beyond(b[late], a[early], days))


@njit(cache=True)
def _after_death(a: Row, b: Row, days: Row, mask: Mask) -> int:
    if mask[1] and _cross(a, b, DIED_LATE, DIED_EARLY, days[1]):
        return 1
    if mask[2] and _cross(a, b, RELEASED_LATE, DIED_EARLY, days[2]):
        return 2
    if mask[3] and _cross(a, b, CAPTURED_LATE, DIED_EARLY, days[3]):
        return 3
    return 0


@njit(cache=True)
def _signs_of_life(a: Row, b: Row, days: Row, mask: Mask) -> int:
    if mask[6] and _cross(a, b, SEEN_LATE, DIED_EARLY, days[6]):
        return 6
    if mask[7] and _cross(a, b, TRANSFERRED_LATE, DIED_EARLY, days[7]):
        return 7
    if mask[8] and _cross(a, b, SENTENCED_LATE, DIED_EARLY, days[8]):
        return 8
    return 0


@njit(cache=True)
def _births(a: Row, b: Row, days: Row, mask: Mask) -> int:
    if mask[9] and _cross(a, b, BORN_LATE, EVENT_EARLY, days[9]):
        return 9
    if mask[10] and _cross(a, b, BORN_LATE, BORN_EARLY, days[10]):
        return 10
    return 0


@njit(cache=True)
def _freed_between(row: Row, late: int, early: int) -> bool:
    """Whether a release may lie between a captivity's last capture and the next one's first."""
    for at in range(RELEASES, _END_RELEASES, 2):
        if row[at] != NEVER and row[at + 1] >= late and row[at] <= early:
            return True
    return False


@njit(cache=True)
def _inside_stay(a: Row, b: Row, days: int) -> bool:
    """Whether b was captured well inside a stay of a, from its capture to its first release."""
    for x in range(CAPTIVITIES, _END_CAPTIVITIES, 2):
        for y in range(CAPTIVITIES, _END_CAPTIVITIES, 2):
            if a[x] == ALWAYS or b[y] == ALWAYS or not _beyond(b[y + 1], a[x], days - 1):
                continue
            if _freed_between(a, a[x + 1], b[y]) or _freed_between(b, a[x + 1], b[y]):
                continue
            for at in range(RELEASES, _END_RELEASES, 2):
                if a[at] != NEVER and _beyond(a[at], b[y], days - 1):
                    return True
    return False


@njit(cache=True)
def _gathered(a: Row, b: Row, first: int, end: int, empty: int, out: Row) -> int:
    """The (early, late) couples of both rows in order of their first number; how many."""
    count = 0
    for row in (a, b):
        for at in range(first, end, 2):
            if row[at] == empty:
                continue
            place = count
            while place > 0 and out[2 * place - 2] > row[at]:
                out[2 * place] = out[2 * place - 2]
                out[2 * place + 1] = out[2 * place - 1]
                place -= 1
            out[2 * place] = row[at]
            out[2 * place + 1] = row[at + 1]
            count += 1
    return count


@njit(cache=True)
def _captivities(a: Row, b: Row, days: int, out: Row) -> int:
    """The captures of both rows as captivities, in order: none spans `days` or more."""
    count = _gathered(a, b, CAPTIVITIES, _END_CAPTIVITIES, ALWAYS, out)
    kept = 0
    for at in range(count):
        early, late = out[2 * at], out[2 * at + 1]
        if kept > 0:
            widest = max(late, out[2 * kept - 1])
            if not _beyond(widest, out[2 * kept - 2], days - 1):
                out[2 * kept - 1] = widest
                continue
        out[2 * kept] = early
        out[2 * kept + 1] = late
        kept += 1
    return kept


@njit(cache=True)
def _captured_again(a: Row, b: Row, days: int) -> bool:
    """Whether together they are captured far apart with no release of either between.

    A third captivity is left to a reviewer as well: a row has no room to follow it.
    """
    if a[CAPTIVITIES] == ALWAYS or b[CAPTIVITIES] == ALWAYS:
        return False
    single = a[CAPTIVITIES + 2] == ALWAYS and b[CAPTIVITIES + 2] == ALWAYS
    if single and not _cross(a, b, CAPTIVITIES + 1, CAPTIVITIES, days - 1):
        return False
    if single and a[RELEASES] == NEVER and b[RELEASES] == NEVER:
        return True
    found = np.empty(4 * MOST_CAPTIVITIES, dtype=np.int32)
    count = _captivities(a, b, days, found)
    if count > MOST_CAPTIVITIES:
        return True
    for at in range(1, count):
        late, early = found[2 * at - 1], found[2 * at]
        if not (_freed_between(a, late, early) or _freed_between(b, late, early)):
            return True
    return False


@njit(cache=True)
def conflict(a: Row, b: Row, days: Row, mask: Mask) -> int:
    """The first reason of the mask that speaks against one human, nought for none."""
    reason = 0
    dead = a[DIED_EARLY] != ALWAYS or b[DIED_EARLY] != ALWAYS
    if dead:
        reason = _after_death(a, b, days, mask)
    if reason == 0 and a[CAPTIVITIES] != ALWAYS and b[CAPTIVITIES] != ALWAYS:
        if mask[4] and (_inside_stay(a, b, days[4]) or _inside_stay(b, a, days[4])):
            reason = 4
        elif mask[5] and _captured_again(a, b, days[5]):
            reason = 5
    if reason == 0 and dead:
        reason = _signs_of_life(a, b, days, mask)
    if reason == 0 and (a[BORN_LATE] != NEVER or b[BORN_LATE] != NEVER):
        reason = _births(a, b, days, mask)
    return reason


@njit(cache=True)
def merged(a: Row, b: Row, days: Row, out: Row) -> None:
    """Write to `out` (which may be `a` or `b`) the row of both together.

    Where a reviewer, or one list, made one person of captures far apart without a release between,
    the release is implied from then on: the words of a person stand.
    """
    captures = np.empty(4 * MOST_CAPTIVITIES, dtype=np.int32)
    releases = np.empty(4 * MOST_RELEASES + 2, dtype=np.int32)
    count = _captivities(a, b, days[5], captures)
    freed = _gathered(a, b, RELEASES, _END_RELEASES, NEVER, releases)
    freed = _joined_releases(releases, freed, days[5])
    for column in EARLY_COLUMNS:
        out[column] = min(a[column], b[column])
    for column in LATE_COLUMNS:
        out[column] = max(a[column], b[column])
    # Without room for a third captivity the last two stay: releases and deaths come after them.
    start = max(0, count - MOST_CAPTIVITIES)
    for slot in range(MOST_CAPTIVITIES):
        at = start + slot
        out[CAPTIVITIES + 2 * slot] = captures[2 * at] if at < count else ALWAYS
        out[CAPTIVITIES + 2 * slot + 1] = captures[2 * at + 1] if at < count else NEVER
    _write_releases(out, releases, freed)
    if count > start + 1:
        late, early = captures[2 * start + 1], captures[2 * start + 2]
        if not _freed_between(out, late, early):
            _imply_release(out, late, early)


@njit(cache=True)
def _joined_releases(releases: Row, count: int, days: int) -> int:
    """Reports of one release made one interval, shorter than what parts captivities; how many."""
    kept = 0
    for at in range(count):
        first, last = releases[2 * at], releases[2 * at + 1]
        if kept > 0:
            end = max(last, releases[2 * kept - 1])
            within = last <= releases[2 * kept - 1]
            if within or not _beyond(end, releases[2 * kept - 2], days - 1):
                releases[2 * kept - 1] = end
                continue
        releases[2 * kept] = first
        releases[2 * kept + 1] = last
        kept += 1
    return kept


@njit(cache=True)
def _write_releases(out: Row, releases: Row, freed: int) -> None:
    """Keep the releases that may part captivities: too many drop the earliest that cannot."""
    kept = 0
    dropped = freed - MOST_RELEASES
    between_from = out[CAPTIVITIES + 1] if out[CAPTIVITIES + 2] != ALWAYS else NEVER
    for at in range(freed):
        if dropped > 0 and releases[2 * at + 1] < between_from:
            dropped -= 1
            continue
        if kept < MOST_RELEASES:
            out[RELEASES + 2 * kept] = releases[2 * at]
            out[RELEASES + 2 * kept + 1] = releases[2 * at + 1]
            kept += 1
    for slot in range(kept, MOST_RELEASES):
        out[RELEASES + 2 * slot] = NEVER
        out[RELEASES + 2 * slot + 1] = NEVER


@njit(cache=True)
def _imply_release(out: Row, late: int, early: int) -> None:
    slot = MOST_RELEASES - 1
    for at in range(MOST_RELEASES):
        if out[RELEASES + 2 * at] == NEVER:
            slot = at
            break
    out[RELEASES + 2 * slot] = late
    out[RELEASES + 2 * slot + 1] = early
