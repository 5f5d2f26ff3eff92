"""Average linkage on sparse evidence, the strongest first: compiled.

Two clusters merge when the mean log odds of all pairs across them, with what their lists say about
repeats, is above the threshold. Pairs that blocking did not propose are compared when they matter:
before two clusters merge, every pair across them has been looked at.
"""

from __future__ import annotations

import heapq

import numpy as np
from numba import njit
from numpy.typing import NDArray

from habeas.people.evidence.comparing_kernel import compare_pair


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
def link(pairs, records, usual, table, prior, lists, bits, cost, threshold):  # type: ignore[no-untyped-def]  # numba infers the types
    """Cluster labels (n,): the smallest row of each. `pairs` are (left, right, log odds)."""
    left, right, log_odds = pairs
    n = len(lists)
    parent = np.arange(n, dtype=np.int32)
    size = np.ones(n, dtype=np.int32)
    version = np.zeros(n, dtype=np.int32)
    following = np.full(n, -1, dtype=np.int32)
    last = np.arange(n, dtype=np.int32)
    mask = bits.copy()
    degree = np.zeros(n + 1, dtype=np.int64)
    for p in range(len(left)):
        degree[left[p] + 1] += 1
        degree[right[p] + 1] += 1
    begin = np.cumsum(degree)
    end = begin[:-1].copy()
    start = begin[:-1].copy()
    near = np.empty(2 * len(left) + 16, dtype=np.int32)
    total = np.empty(len(near), dtype=np.float32)
    seen = np.empty(len(near), dtype=np.int32)
    heap = [(np.float32(0.0), np.int32(0), np.int32(0), np.int32(0), np.int32(0))]
    heap.pop()
    for p in range(len(left)):
        a, b = left[p], right[p]
        weight = log_odds[p]
        if lists[a] == lists[b]:
            weight -= cost[min(lists[a], 63)]
        for x, y in ((a, b), (b, a)):
            near[end[x]] = y
            total[end[x]] = weight
            seen[end[x]] = 1
            end[x] += 1
        score = weight + _repeats(mask[a], mask[b], cost)
        if score > threshold:
            heap.append((np.float32(-score), a, b, np.int32(0), np.int32(0)))
    heapq.heapify(heap)
    used = end[-1] if n else 0
    place_of = np.full(n, -1, dtype=np.int64)
    codes = np.empty(8, dtype=np.uint16)
    while len(heap) > 0:
        score, a, b, version_a, version_b = heapq.heappop(heap)
        if parent[a] != a or parent[b] != b or version[a] != version_a or version[b] != version_b:
            continue
        # All pairs across, also those that nobody proposed.
        whole = size[a] * size[b]
        counted = 0
        for e in range(start[a], end[a]):
            if _root(parent, near[e]) == b:
                counted += seen[e]
        if counted < whole:
            summed = np.float32(0.0)
            i = a
            while i >= 0:
                j = b
                while j >= 0:
                    weight = prior[lists[i], lists[j]] + compare_pair(i, j, records, usual, codes)
                    for feature in range(8):
                        weight += table[feature, codes[feature]]
                    if lists[i] == lists[j]:
                        weight -= cost[min(lists[i], 63)]
                    summed += np.float32(weight)
                    j = following[j]
                i = following[i]
            for x, y in ((a, b), (b, a)):
                first = True
                for e in range(start[x], end[x]):
                    if _root(parent, near[e]) == y:
                        total[e] = summed if first else np.float32(0.0)
                        seen[e] = whole if first else 0
                        first = False
            exact = summed / whole + _repeats(mask[a], mask[b], cost)
            if exact <= threshold:
                continue
            if -exact > score + 1e-4:
                heapq.heappush(heap, (np.float32(-exact), a, b, version_a, version_b))
                continue
        if b < a:
            a, b = b, a
        parent[b] = a
        size[a] += size[b]
        mask[a] |= mask[b]
        version[a] += 1
        following[last[a]] = b
        last[a] = last[b]
        need = (end[a] - start[a]) + (end[b] - start[b])
        if used + need > len(near):
            grown = max(2 * len(near), used + need)
            near = _grown(near, grown)
            total = _grown(total, grown)
            seen = _grown(seen, grown)
        fresh = used
        for x in (a, b):
            for e in range(start[x], end[x]):
                other = _root(parent, near[e])
                if other == a:
                    continue
                if place_of[other] < 0:
                    place_of[other] = used
                    near[used] = other
                    total[used] = total[e]
                    seen[used] = seen[e]
                    used += 1
                else:
                    total[place_of[other]] += total[e]
                    seen[place_of[other]] += seen[e]
        start[a], end[a] = fresh, used
        end[b] = start[b]
        for e in range(fresh, used):
            other = near[e]
            place_of[other] = -1
            merged = total[e] / seen[e] + _repeats(mask[a], mask[other], cost)
            if merged > threshold:
                heapq.heappush(heap, (np.float32(-merged), a, other, version[a], version[other]))
    for row in range(n):
        parent[row] = _root(parent, row)
    return parent


@njit(cache=True)
def _grown(values, length):  # type: ignore[no-untyped-def]  # numba infers the types
    larger = np.empty(length, dtype=values.dtype)
    larger[: len(values)] = values
    return larger
