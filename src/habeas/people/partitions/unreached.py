"""How many true pairs no key of their names could have found, learned without labels.

Two views: names, and whole dates of birth. Pairs with the same whole date of birth whose other
evidence is not against them are nearly all true, however they were found. The share of them that
no name key reaches is the share of all true pairs that names alone would never have brought
together (capture and recapture of pairs, for misspellings and misprinted dates are independent).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.people.blocking.keys import COMBINATIONS, Keys
from habeas.people.evidence.evidence import Evidence
from habeas.people.evidence.features import Features
from habeas.people.partitions.unscored import name_keys

Rows = NDArray[np.int32]

MOST_PAIRS = 40_000
LEAST = -6.0


@dataclass(frozen=True, slots=True)
class Unreached:
    """`missed` of `pairs` true pairs that a date of birth witnessed were out of reach of names."""

    missed: int
    pairs: int

    def share(self, random: np.random.Generator, count: int) -> NDArray[np.float64]:
        """The share of records that names do not bring to their person, (count,) draws.

        Either record of a pair may be the garbled one, so it is about half of the share of pairs.
        Without any witness the share is unknown, and small by the experience of other lists.
        """
        pairs = random.beta(self.missed + 0.5, self.pairs - self.missed + 15.0, count)
        return np.asarray(1.0 - np.sqrt(1.0 - pairs), dtype=np.float64)


def birth_dates(features: Features) -> NDArray[np.int64]:
    """The whole date of birth of each record as a number, nought where it is not whole, (n,).

    1 January counts as not whole: lists print it where they know the year alone.
    """
    birth = features.birth.astype(np.int64)
    whole = (birth[:, 2] > 0) & ~((birth[:, 1] == 1) & (birth[:, 2] == 1))
    return np.where(whole, (birth[:, 0] * 16 + birth[:, 1]) * 32 + birth[:, 2], 0)


def unreached(evidence: Evidence, *, seed: int) -> Unreached:
    """How often names would not have found a pair that has the same date of birth."""
    from habeas.people.partitions.view_kernel import weigh_views

    features, model = evidence.compared.features, evidence.model
    left, right = _same(birth_dates(features), np.random.default_rng(seed))
    rest = np.empty(len(left), dtype=np.float32)
    birth = np.empty(len(left), dtype=np.float32)
    code = np.empty(len(left), dtype=np.uint16)
    weigh_views(
        left,
        right,
        evidence.compared.arrays,
        evidence.compared.usual,
        model.table,
        model.prior_log_odds,
        features.list,
        rest,
        birth,
        code,
    )
    true = rest > LEAST
    left, right = left[true], right[true]
    if len(left) > MOST_PAIRS:
        left, right = left[:MOST_PAIRS], right[:MOST_PAIRS]
    reached = _shares_a_key(features, left, right)
    return Unreached(int(len(left) - np.count_nonzero(reached)), len(left))


def _same(date: NDArray[np.int64], random: np.random.Generator) -> tuple[Rows, Rows]:
    """Pairs of rows with the same date: all, or those of some dates where there are too many."""
    rows = np.flatnonzero(date > 0)
    rows = rows[np.lexsort((random.random(len(rows)), date[rows]))]
    ordered = date[rows]
    lefts, rights = [], []
    for ahead in range(1, len(rows)):
        same = np.flatnonzero(ordered[ahead:] == ordered[:-ahead])
        if not len(same) or sum(map(len, lefts)) > 50 * MOST_PAIRS:
            break
        lefts.append(rows[same])
        rights.append(rows[same + ahead])
    if not lefts:
        return np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int32)
    a, b = np.concatenate(lefts), np.concatenate(rights)
    mixed = random.permutation(len(a))
    a, b = a[mixed], b[mixed]
    return np.minimum(a, b).astype(np.int32), np.maximum(a, b).astype(np.int32)


def _shares_a_key(features: Features, left: Rows, right: Rows) -> NDArray[np.bool_]:
    """Whether pairs (m,) share a key of blocking, or a weak one, that has no date of birth."""
    one, two = Keys(features.take(left)), Keys(features.take(right))
    shared: dict[str, NDArray[np.bool_]] = {}
    reached = np.zeros(len(left), dtype=np.bool_)
    for combination in COMBINATIONS:
        if "D" in combination.parts:
            continue
        met = np.ones(len(left), dtype=np.bool_)
        for letter in combination.parts:
            if letter not in shared:
                shared[letter] = _share_a_reading(one.part(letter), two.part(letter))
            met &= shared[letter]
        reached |= met
    for key in name_keys(features):
        reached |= (key[left] == key[right]) & (key[left] != 0)
    return reached


def _share_a_reading(
    one: tuple[NDArray[np.uint64], ...], two: tuple[NDArray[np.uint64], ...]
) -> NDArray[np.bool_]:
    met = np.zeros(len(one[0]), dtype=np.bool_)
    for a in one:
        for b in two:
            met |= (a == b) & (a != 0)
    return met
