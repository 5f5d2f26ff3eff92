"""What a set of records says for being one person: compiled.

A person's factor takes each feature once: one of its records stands for the truth, and every other
record is weighed against that one alone (the record that explains the others best stands for it).
So s records give s - 1 weights, never s (s - 1) / 2: pairs that say the same thing twice are not
counted twice.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from habeas.people.evidence.comparing_kernel import SCRATCH, compare_into, heed_kinship
from habeas.people.evidence.levels import FEATURES

NEVER = -1e9


@njit(cache=True)
def weigh_block(rows, records, usual, table, prior, lists, cost, weights, said, beforehand):  # type: ignore[no-untyped-def]  # numba infers the types
    """The weights (m, m, FEATURES) of a block's pairs, what was said, and the priors (m, m)."""
    codes = np.empty(FEATURES, dtype=np.uint16)
    rarity = np.empty(FEATURES, dtype=np.float32)
    scratch = np.empty((3, SCRATCH), dtype=np.int32)
    for i in range(len(rows)):
        for j in range(i):
            a, b = rows[i], rows[j]
            compare_into(min(a, b), max(a, b), records, usual, codes, rarity, scratch)
            for feature in range(FEATURES):
                rarity[feature] += table[feature, codes[feature]]
            heed_kinship(a, b, records, codes, rarity)
            for feature in range(FEATURES):
                there = codes[feature] > 0
                weights[i, j, feature] = rarity[feature] if there else 0.0
                weights[j, i, feature] = weights[i, j, feature]
                said[i, j, feature] = there
                said[j, i, feature] = there
            before = prior[lists[a], lists[b]]
            if lists[a] == lists[b]:
                before -= cost[min(lists[a], len(cost) - 1)]
            beforehand[i, j] = before
            beforehand[j, i] = before


@njit(cache=True)
def person_weight(members, count, weights, said, beforehand, lists, cost, shape):  # type: ignore[no-untyped-def]  # numba infers the types
    """The log factor of a person of `count` members (places in the block).

    `shape`: what a unit of evidence counts for, then what a person of 1, 2, … records counts for
    beforehand (`sizes`).
    """
    if count < 2:
        return shape[1]
    total = 0.0
    for feature in range(FEATURES):
        best = NEVER
        for x in range(count):
            i = members[x]
            explained = 0.0
            compared = 0
            for y in range(count):
                j = members[y]
                if x != y and said[i, j, feature]:
                    explained += weights[i, j, feature]
                    compared += 1
            if compared > 0:
                best = max(best, explained)
        if best > NEVER:
            total += best
    before = 0.0
    repeats = 0.0
    for x in range(count):
        repeated = False
        for y in range(x):
            before += beforehand[members[x], members[y]]
            repeated = repeated or lists[members[x]] == lists[members[y]]
        if repeated:
            repeats += cost[min(lists[members[x]], len(cost) - 1)]
    return shape[0] * total + before * 2.0 / count + repeats + shape[min(count, len(shape) - 1)]
