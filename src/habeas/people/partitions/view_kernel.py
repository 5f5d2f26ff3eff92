"""Weighing pairs in two views that know nothing of each other, date of birth and rest: compiled."""

from __future__ import annotations

import numpy as np
from numba import njit

from habeas.people.evidence.comparing_kernel import compare_pair
from habeas.people.evidence.levels import BIRTH, FEATURES


@njit(cache=True, nogil=True)
def weigh_views(left, right, records, usual, table, prior, lists, rest, birth, code):  # type: ignore[no-untyped-def]  # numba infers the types
    """For each pair (m,): the log odds without the date of birth, what that adds, and its code."""
    codes = np.empty(FEATURES, dtype=np.uint16)
    rarity = np.empty(FEATURES, dtype=np.float32)
    for pair in range(len(left)):
        a, b = left[pair], right[pair]
        compare_pair(a, b, records, usual, codes, rarity)
        total = prior[lists[a], lists[b]]
        for feature in range(FEATURES):
            if feature != BIRTH:
                total += table[feature, codes[feature]] + rarity[feature]
        rest[pair] = total
        birth[pair] = table[BIRTH, codes[BIRTH]] + rarity[BIRTH]
        code[pair] = codes[BIRTH]
