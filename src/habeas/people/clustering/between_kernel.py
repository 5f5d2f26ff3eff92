"""How strongly the evidence joins two persons: compiled."""

from __future__ import annotations

import numpy as np
from numba import njit

from habeas.people.clustering.linkage_kernel import WIDTH, _add_pair, _score
from habeas.people.evidence.levels import FEATURES


@njit(cache=True)
def between(first, second, order, begin, records, usual, weights, lists, cost, growth, out):  # type: ignore[no-untyped-def]  # numba infers the types
    """Into `out` (k,) the log odds that persons `first` and `second` (k,) are one.

    `order` (n,) are the rows by person, `begin` (persons + 1,) where each person starts in it.
    """
    codes = np.empty(FEATURES, dtype=np.uint16)
    rarity = np.empty(FEATURES, dtype=np.float32)
    edge = np.empty(WIDTH, dtype=np.float32)
    for each in range(len(first)):
        edge[:] = 0.0
        repeats = np.float32(0.0)
        for i in range(begin[first[each]], begin[first[each] + 1]):
            for j in range(begin[second[each]], begin[second[each] + 1]):
                a, b = order[i], order[j]
                _add_pair(a, b, weights, records, usual, lists, cost, codes, rarity, edge)
                if lists[a] == lists[b]:
                    repeats = min(repeats, cost[min(lists[a], 63)])
        out[each] = _score(edge, growth) + repeats
