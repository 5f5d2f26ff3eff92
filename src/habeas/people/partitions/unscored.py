"""Pairs that nobody proposed, sought once more for the records that stand alone.

A true pair that blocking never met leaves nearly always a record alone. So those records meet all
others again, under keys that say little: too little for everybody, enough for these.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from habeas.people.blocking.keys import Keys
from habeas.people.evidence.features import Features, PartForms

Rows = NDArray[np.int32]
Hashes = NDArray[np.uint64]

# Letters as in blocking: surname, its loose form, given name and its initial, patronymic, year,
# region.
NAME_KEYS = ("SI", "LI", "S", "L", "GP", "GYR", "GY", "PY", "GR")
PAIRS_A_RECORD = 8


def name_keys(features: Features) -> tuple[Hashes, ...]:
    """The weak keys of every record, each (n,), nought where a record does not have it."""
    keys = Keys(features)
    made = [_combined([keys.part(letter)[0] for letter in letters]) for letters in NAME_KEYS]
    return (*made[:2], _either_order(features), *made[2:])


def unscored(
    features: Features, alone: NDArray[np.bool_], left: Rows, right: Rows
) -> tuple[Rows, Rows]:
    """Pairs (left < right) of a record that is `alone` (n,) and any other under a weak key.

    Without the pairs (m,) given. Keys come in order of what they say, and within a key the small
    blocks first, until there are PAIRS_A_RECORD times as many pairs as records.
    """
    n = len(features)
    known = np.sort(left.astype(np.int64) * n + right)
    budget = PAIRS_A_RECORD * n
    found = np.zeros(0, dtype=np.int64)
    for key in name_keys(features):
        met = _met(key, alone, budget - len(found))
        at = np.minimum(np.searchsorted(known, met), max(len(known) - 1, 0))
        fresh = met[known[at] != met] if len(known) else met
        found = _distinct(np.concatenate([found, fresh]))
    a, b = np.divmod(found, n)
    return a.astype(np.int32), b.astype(np.int32)


def _met(key: Hashes, alone: NDArray[np.bool_], most: int) -> NDArray[np.int64]:
    """The pairs, as left * n + right, of a lone row and another of its block."""
    n = len(key)
    rows = np.flatnonzero(key != 0)
    rows = rows[np.argsort(key[rows], kind="stable")]
    if not len(rows) or most <= 0:
        return np.zeros(0, dtype=np.int64)
    ordered = key[rows]
    first = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1]))
    size = np.diff(np.append(first, len(rows)))
    block = np.repeat(np.arange(len(first)), size)
    lone = np.flatnonzero(alone[rows])
    reach = size[block[lone]]
    # Small blocks say more: the largest go where there is no room for all.
    order = np.argsort(reach, kind="stable")
    lone, reach = lone[order], reach[order]
    room = int(np.searchsorted(np.cumsum(reach), most, side="right"))
    lone, reach = lone[:room], reach[:room]
    start = np.repeat(first[block[lone]], reach)
    ahead = np.arange(reach.sum()) - np.repeat(np.cumsum(reach) - reach, reach)
    a, b = rows[np.repeat(lone, reach)], rows[start + ahead]
    low, high = np.minimum(a, b).astype(np.int64), np.maximum(a, b)
    return _distinct(low[low != high] * n + high[low != high])


def _distinct(pairs: NDArray[np.int64]) -> NDArray[np.int64]:
    """The different ones in order: sorting millions is far quicker than hashing them."""
    pairs = np.sort(pairs)
    return pairs[np.append(True, pairs[1:] != pairs[:-1])] if len(pairs) else pairs


def _combined(parts: list[Hashes]) -> Hashes:
    key = np.zeros(len(parts[0]), dtype=np.uint64)
    said = np.ones(len(key), dtype=np.bool_)
    for place, part in enumerate(parts):
        said &= part != 0
        key = _spread(key * np.uint64(31) + part + np.uint64(place))
    return np.where(said, key, np.uint64(0))


def _either_order(features: Features) -> Hashes:
    """Surname and given name as a couple without order: lists put them in the wrong columns."""
    surname, given = features.names[:, 0], features.names[:, 1]
    both = (surname >= 0) & (given >= 0)
    key = _hashed(features.surname)[surname] + _hashed(features.given)[given]
    return np.where(both, _spread(key), np.uint64(0))


def _hashed(part: PartForms) -> Hashes:
    powers = np.uint64(1_000_003) ** np.arange(part.text.letters.shape[1], dtype=np.uint64)
    hashed = (part.text.letters.astype(np.uint64) * powers).sum(axis=1, dtype=np.uint64)
    return np.append(_spread(hashed), np.uint64(0))


def _spread(values: Hashes) -> Hashes:
    """Numbers spread over 64 bits (the finaliser of SplitMix64), never nought."""
    spread = values + np.uint64(0x9E3779B97F4A7C15)
    spread = (spread ^ (spread >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    spread = (spread ^ (spread >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(np.maximum(spread ^ (spread >> np.uint64(31)), np.uint64(1)))
