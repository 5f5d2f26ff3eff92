"""Linkage on sparse evidence, the strongest first: compiled.

The evidence between two clusters is taken feature by feature: the mean weight of all pairs across
them that can be compared in it, the telling comparisons (a whole date of birth beside a mere year)
counting for more. So a row that says little does not water down what the others say. Pairs that
blocking did not propose are compared when they matter: before two clusters merge, every pair
across them has been looked at.
"""

from __future__ import annotations

import heapq

import numpy as np
from numba import njit
from numpy.typing import NDArray

from habeas.people.evidence.comparing_kernel import compare_pair, heed_kinship
from habeas.people.facts.row_kernel import conflict, merged

F = 8
PRIOR, PAIRS = 2 * F, 2 * F + 1
WIDTH = 2 * F + 2


@njit(cache=True)
def _root(parent: NDArray[np.int32], row: int) -> int:
    while parent[row] != row:
        parent[row] = parent[parent[row]]
        row = parent[row]
    return row


@njit(cache=True)
def _repeats(left: int, right: int, cost: NDArray[np.float32]) -> float:
    """What it costs that both clusters have rows in the same lists (bits) already."""
    shared = left & right
    total = 0.0
    place = 0
    while shared:
        if shared & 1:
            total += cost[place]
        shared >>= 1
        place += 1
    return total


@njit(cache=True)
def _score(edge, growth):  # type: ignore[no-untyped-def]  # numba infers the types
    """The log odds of a merge without the cost of repeats."""
    total = np.float32(0.0)
    for feature in range(F):
        if edge[F + feature] > 0:
            total += edge[feature] / edge[F + feature]
    if total > 0 and edge[PAIRS] > 1:
        total *= edge[PAIRS] ** growth
    return total + edge[PRIOR] / edge[PAIRS]


@njit(cache=True)
def _add_pair(a, b, weights, records, usual, lists, cost, codes, rarity, edge):  # type: ignore[no-untyped-def]  # numba infers the types
    """Add what one pair says to an edge (WIDTH,)."""
    table, information, prior = weights
    compare_pair(a, b, records, usual, codes, rarity)
    for feature in range(F):
        rarity[feature] += table[feature, codes[feature]]
    heed_kinship(a, b, records, codes, rarity)
    for feature in range(F):
        code = codes[feature]
        if code:
            telling = information[feature, code]
            edge[feature] += telling * rarity[feature]
            edge[F + feature] += telling
    edge[PRIOR] += prior[lists[a], lists[b]]
    if lists[a] == lists[b]:
        edge[PRIOR] -= cost[min(lists[a], 63)]
    edge[PAIRS] += 1


@njit(cache=True)
def _forbidden(a, b, parent, following, apart):  # type: ignore[no-untyped-def]  # numba infers the types
    """Whether a reviewer said that a row of one cluster and a row of the other are two humans."""
    begin, rows = apart
    i = a
    while i >= 0:
        for e in range(begin[i], begin[i + 1]):
            if _root(parent, rows[e]) == b:
                return True
        i = following[i]
    return False


@njit(cache=True)
def _between(a, b, following, weights, records, usual, lists, cost, codes, rarity, edge):  # type: ignore[no-untyped-def]  # numba infers the types
    """Everything that all pairs across two clusters say, into `edge`."""
    edge[:] = 0.0
    i = a
    while i >= 0:
        j = b
        while j >= 0:
            _add_pair(i, j, weights, records, usual, lists, cost, codes, rarity, edge)
            j = following[j]
        i = following[i]


@njit(cache=True)
def link(  # type: ignore[no-untyped-def]  # noqa: C901 - numba infers the types; one loop over a heap
    pairs,
    records,
    usual,
    weights,
    lists,
    bits,
    cost,
    facts,
    decided,
    growth,
    threshold,
):
    """Cluster labels (n,): the smallest row of each; and refused merges by reason, (12,).

    `pairs`: left and right (m,). `weights`: table, information, prior. `facts`: one row a record,
    changed in place, days, and which are hard. `decided`: pairs (k, 2) that a reviewer made one,
    and for each row those it must stay apart from, as (begin (n + 1,), rows).
    """
    left, right = pairs
    rows, days, hard = facts
    same, apart = decided
    n = len(lists)
    parent = np.arange(n, dtype=np.int32)
    size = np.ones(n, dtype=np.int32)
    version = np.zeros(n, dtype=np.int32)
    following = np.full(n, -1, dtype=np.int32)
    last = np.arange(n, dtype=np.int32)
    mask = bits.copy()
    refused = np.zeros(12, dtype=np.int64)
    codes = np.empty(F, dtype=np.uint16)
    rarity = np.empty(F, dtype=np.float32)
    edge = np.empty(WIDTH, dtype=np.float32)
    for pair in range(len(same)):
        a, b = _root(parent, same[pair, 0]), _root(parent, same[pair, 1])
        if a != b:
            a, b = min(a, b), max(a, b)
            _join(a, b, parent, size, mask, version, following, last, rows, days)
    degree = np.zeros(n + 1, dtype=np.int64)
    for p in range(len(left)):
        degree[_root(parent, left[p]) + 1] += 1
        degree[_root(parent, right[p]) + 1] += 1
    begin = np.cumsum(degree)
    start = begin[:-1].copy()
    end = begin[:-1].copy()
    near = np.empty(2 * len(left) + 16, dtype=np.int32)
    edges = np.zeros((len(near), WIDTH), dtype=np.float32)
    heap = [(np.float32(0.0), np.int32(0), np.int32(0), np.int32(0), np.int32(0))]
    heap.pop()
    for p in range(len(left)):
        a, b = _root(parent, left[p]), _root(parent, right[p])
        if a == b:
            continue
        edge[:] = 0.0
        _add_pair(left[p], right[p], weights, records, usual, lists, cost, codes, rarity, edge)
        for x, y in ((a, b), (b, a)):
            near[end[x]] = y
            edges[end[x]] = edge
            end[x] += 1
        score = _score(edge, growth) + _repeats(mask[a], mask[b], cost)
        if score > threshold:
            heap.append((np.float32(-score), a, b, version[a], version[b]))
    heapq.heapify(heap)
    used = begin[-1]
    place_of = np.full(n, -1, dtype=np.int64)
    while len(heap) > 0:
        score, a, b, version_a, version_b = heapq.heappop(heap)
        if parent[a] != a or parent[b] != b or version[a] != version_a or version[b] != version_b:
            continue
        # All pairs across, also those that nobody proposed.
        whole = size[a] * size[b]
        counted = 0
        for e in range(start[a], end[a]):
            if _root(parent, near[e]) == b:
                counted += edges[e, PAIRS]
        if counted < whole:
            _between(a, b, following, weights, records, usual, lists, cost, codes, rarity, edge)
            for x, y in ((a, b), (b, a)):
                first = True
                for e in range(start[x], end[x]):
                    if _root(parent, near[e]) == y:
                        edges[e] = edge if first else np.zeros(WIDTH, dtype=np.float32)
                        first = False
            exact = _score(edge, growth) + _repeats(mask[a], mask[b], cost)
            if exact <= threshold:
                continue
            if -exact > score + 1e-4:
                heapq.heappush(heap, (np.float32(-exact), a, b, version_a, version_b))
                continue
        reason = conflict(rows[a], rows[b], days, hard)
        if reason > 0:
            refused[reason] += 1
            continue
        if _forbidden(a, b, parent, following, apart):
            refused[0] += 1
            continue
        a, b = min(a, b), max(a, b)
        _join(a, b, parent, size, mask, version, following, last, rows, days)
        need = (end[a] - start[a]) + (end[b] - start[b])
        if used + need > len(near):
            grown = max(3 * len(near) // 2, used + need)
            near = _grown(near, grown)
            edges = _grown_rows(edges, grown)
        fresh = used
        for x in (a, b):
            for e in range(start[x], end[x]):
                other = _root(parent, near[e])
                if other == a:
                    continue
                if place_of[other] < 0:
                    place_of[other] = used
                    near[used] = other
                    edges[used] = edges[e]
                    used += 1
                else:
                    edges[place_of[other]] += edges[e]
        start[a], end[a] = fresh, used
        end[b] = start[b]
        for e in range(fresh, used):
            other = near[e]
            place_of[other] = -1
            score = _score(edges[e], growth) + _repeats(mask[a], mask[other], cost)
            if score > threshold:
                heapq.heappush(heap, (np.float32(-score), a, other, version[a], version[other]))
    for row in range(n):
        parent[row] = _root(parent, row)
    return parent, refused


@njit(cache=True)
def _join(a, b, parent, size, mask, version, following, last, rows, days):  # type: ignore[no-untyped-def]  # numba infers the types
    """Make b part of a."""
    parent[b] = a
    size[a] += size[b]
    mask[a] |= mask[b]
    version[a] += 1
    following[last[a]] = b
    last[a] = last[b]
    merged(rows[a], rows[b], days, rows[a])


@njit(cache=True)
def belonging(person, order, begin, records, usual, weights, lists, cost, growth, out):  # type: ignore[no-untyped-def]  # numba infers the types
    """Into `out` (n,) the log odds that each row belongs with the rest of its person.

    `order` (n,) are the rows by person, `begin` (persons + 1,) where each person starts in it. A
    row alone keeps what `out` holds.
    """
    codes = np.empty(F, dtype=np.uint16)
    rarity = np.empty(F, dtype=np.float32)
    edge = np.empty(WIDTH, dtype=np.float32)
    for each in range(len(begin) - 1):
        first, end = begin[each], begin[each + 1]
        if end - first < 2:
            continue
        for i in range(first, end):
            edge[:] = 0.0
            repeated = False
            for j in range(first, end):
                if i != j:
                    a, b = order[i], order[j]
                    _add_pair(a, b, weights, records, usual, lists, cost, codes, rarity, edge)
                    repeated = repeated or lists[a] == lists[b]
            out[order[i]] = _score(edge, growth)
            if repeated:
                out[order[i]] += cost[min(lists[order[i]], 63)]


@njit(cache=True)
def _grown(values, length):  # type: ignore[no-untyped-def]  # numba infers the types
    larger = np.empty(length, dtype=values.dtype)
    larger[: len(values)] = values
    return larger


@njit(cache=True)
def _grown_rows(values, length):  # type: ignore[no-untyped-def]  # numba infers the types
    larger = np.empty((length, values.shape[1]), dtype=values.dtype)
    larger[: len(values)] = values
    return larger
