"""What each feature of a pair says, one by one: compiled."""

from __future__ import annotations

import numpy as np
from numba import njit

from habeas.people.evidence.comparing_kernel import SCRATCH, compare_into, heed_kinship
from habeas.people.evidence.levels import FEATURES


@njit(cache=True, nogil=True)
def weigh_features(left, right, records, usual, table, weights, codes):  # type: ignore[no-untyped-def]  # numba infers the types
    """The weight and the code of every feature of the pairs, each into (m, FEATURES)."""
    found = np.empty(FEATURES, dtype=np.uint16)
    rarity = np.empty(FEATURES, dtype=np.float32)
    scratch = np.empty((3, SCRATCH), dtype=np.int32)
    for pair in range(len(left)):
        a, b = left[pair], right[pair]
        compare_into(a, b, records, usual, found, rarity, scratch)
        for feature in range(FEATURES):
            rarity[feature] += table[feature, found[feature]]
        heed_kinship(a, b, records, found, rarity)
        codes[pair] = found
        weights[pair] = rarity
