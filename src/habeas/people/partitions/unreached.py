"""How many true pairs could not be found without a date of birth, learned without labels.

Two views: names, and whole dates of birth. Pairs with the same whole date of birth whose other
evidence is not against them are nearly all true, however they were found. The share of them that
no name key reaches is the share of true pairs that names alone would never have brought together
(capture and recapture of pairs, for misspellings and misprinted dates are independent).

Records without a date of birth also say less else, and their lists may misspell more. So each
witnessed pair lends its spelling to a pair of one person that no date of birth brought together:
its keys and its evidence count only where that pair says them, and it counts for more where the
lists of that pair print surnames otherwise more often.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.people.blocking.keys import COMBINATIONS, Keys
from habeas.people.evidence.evidence import Evidence
from habeas.people.evidence.features import Features
from habeas.people.evidence.levels import (
    BIRTH,
    FEATURES,
    GIVEN,
    INITIAL_AGREES,
    NAME_LEVELS,
    PATRONYMIC,
    RELATED,
    SURNAME,
)
from habeas.people.evidence.training import coded
from habeas.people.partitions.unscored import NAME_KEYS

Rows = NDArray[np.int32]
Flags = NDArray[np.bool_]
Weights = NDArray[np.float32]
Codes = NDArray[np.uint16]

MOST_PAIRS = 40_000
MOST_MET = 2_000_000
LEAST = -6.0


@dataclass(frozen=True, slots=True)
class Unreached:
    """Of `pairs` true pairs with a witness about `missed` could not be found without it."""

    missed: float
    pairs: int

    def share(self, random: np.random.Generator, count: int) -> NDArray[np.float64]:
        """The share of records that names do not bring to their person, (count,) draws.

        Either record of a pair may be the garbled one, so it is about half of the share of pairs.
        With few witnesses it is hardly known, and expected to be small.
        """
        found = min(self.missed, float(self.pairs))
        pairs = random.beta(found + 0.5, self.pairs - found + 15.0, count)
        return np.asarray(1.0 - np.sqrt(1.0 - pairs), dtype=np.float64)


def birth_dates(features: Features) -> NDArray[np.int64]:
    """The whole date of birth of each record as a number, nought where it is not whole, (n,).

    1 January counts as not whole: lists print it where they know the year alone.
    """
    birth = features.birth.astype(np.int64)
    whole = (birth[:, 2] > 0) & ~((birth[:, 1] == 1) & (birth[:, 2] == 1))
    return np.where(whole, (birth[:, 0] * 16 + birth[:, 1]) * 32 + birth[:, 2], 0)


def unreached(
    evidence: Evidence, person: NDArray[np.integer], *, least: float, seed: int
) -> Unreached:
    """How often a pair of one person is not found that has no date of birth.

    Not found is a pair that no key reaches, or that says less than the log odds `least`. `person`
    (n,) is who is who, as far as it is known.
    """
    random = np.random.default_rng(seed)
    features = evidence.compared.features
    date = birth_dates(features)
    left, right = _witnessed(evidence, date, random)
    one, two = _mates(person, date, random)
    if not len(left) or not len(one):
        return Unreached(0.0, 0)
    lent = random.integers(0, len(one), len(left))
    one, two = one[lent], two[lent]
    found = _reached(features, left, right, one, two)
    found &= _lent_log_odds(evidence, left, right, one, two) > least
    otherwise = _surnames_otherwise(evidence, person, random)
    lists = features.list
    here = float(np.mean(otherwise[lists[left]] + otherwise[lists[right]]))
    there = otherwise[lists[one]] + otherwise[lists[two]]
    missed = float(np.sum(~found * there / max(here, 1e-9)))
    return Unreached(missed, len(left))


def _witnessed(
    evidence: Evidence, date: NDArray[np.int64], random: np.random.Generator
) -> tuple[Rows, Rows]:
    """Pairs of the same date of birth that nothing else speaks against."""
    left, right = _same(date, random)
    weights, _ = weighed(evidence, left, right)
    weights[:, BIRTH] = 0.0
    lists = evidence.compared.features.list
    rest = weights.sum(axis=1) + evidence.model.prior_log_odds[lists[left], lists[right]]
    true = np.flatnonzero(rest > LEAST)[:MOST_PAIRS]
    return left[true], right[true]


def weighed(evidence: Evidence, left: Rows, right: Rows) -> tuple[Weights, Codes]:
    """The weight and the code of every feature of pairs, (m, FEATURES) each."""
    from habeas.people.partitions.view_kernel import weigh_features

    weights = np.zeros((len(left), FEATURES), dtype=np.float32)
    codes = np.zeros((len(left), FEATURES), dtype=np.uint16)
    weigh_features(
        left,
        right,
        evidence.compared.arrays,
        evidence.compared.usual,
        evidence.model.table,
        weights,
        codes,
    )
    return weights, codes


def _lent_log_odds(
    evidence: Evidence, left: Rows, right: Rows, one: Rows, two: Rows
) -> NDArray[np.float64]:
    """The log odds of pairs (one, two) if they agreed as the pairs (left, right) do, (m,).

    What only the former say they keep, their dates of birth among it.
    """
    lent, codes = weighed(evidence, left, right)
    own, said = weighed(evidence, one, two)
    table = evidence.model.table
    for feature in (SURNAME, GIVEN, PATRONYMIC):
        whole = (codes[:, feature] > 0) & (codes[:, feature] < INITIAL_AGREES)
        initial = whole & (said[:, feature] >= INITIAL_AGREES)
        agrees = (codes[:, feature] - 1) % NAME_LEVELS < NAME_LEVELS - 1
        lent[initial, feature] = np.where(
            agrees[initial], table[feature, INITIAL_AGREES], table[feature, INITIAL_AGREES + 1]
        )
    taken = np.where(codes > 0, lent, own)
    taken[:, BIRTH] = own[:, BIRTH]
    taken[said == 0] = 0.0
    lists = evidence.compared.features.list
    prior = evidence.model.prior_log_odds[lists[one], lists[two]]
    return np.asarray(taken.sum(axis=1) + prior, dtype=np.float64)


def _mates(
    person: NDArray[np.integer], date: NDArray[np.int64], random: np.random.Generator
) -> tuple[Rows, Rows]:
    """Pairs of one person, of which not both give the same whole date of birth."""
    order = np.lexsort((random.random(len(person)), person))
    ordered = person[order]
    found = [np.zeros((0, 2), dtype=np.int64)]
    for ahead in (1, 2, 3):
        same = np.flatnonzero(ordered[ahead:] == ordered[:-ahead])
        found.append(np.stack([order[same], order[same + ahead]], axis=1))
    pairs = np.concatenate(found)
    a, b = pairs[:, 0], pairs[:, 1]
    fit = (date[a] == 0) | (date[a] != date[b])
    return a[fit].astype(np.int32), b[fit].astype(np.int32)


def _surnames_otherwise(
    evidence: Evidence, person: NDArray[np.integer], random: np.random.Generator
) -> NDArray[np.float64]:
    """For each list, how often its surname is not the one of another row of the person, (lists,).

    Two whole surnames under one key count as the same.
    """
    features = evidence.compared.features
    left, right = _mates(person, np.zeros(len(person), dtype=np.int64), random)
    left, right = left[:MOST_PAIRS], right[:MOST_PAIRS]
    code = coded(evidence.compared, left, right)[0][:, SURNAME].astype(np.int64)
    whole = (code > 0) & (code < INITIAL_AGREES)
    other = whole & ((code - 1) % NAME_LEVELS > RELATED)
    rows = np.concatenate([features.list[left[whole]], features.list[right[whole]]])
    count = len(features.lists)
    pairs = np.bincount(rows, minlength=count).astype(np.float64)
    differ = np.bincount(rows, weights=np.tile(other[whole], 2), minlength=count)
    usual = (differ.sum() + 1.0) / (pairs.sum() + 10.0)
    # Each list is drawn to the usual rate as if by 50 pairs more.
    return np.asarray((differ + 50.0 * usual) / (pairs + 50.0), dtype=np.float64)


def _same(date: NDArray[np.int64], random: np.random.Generator) -> tuple[Rows, Rows]:
    """Pairs of rows with the same date: all, or those of some dates where there are too many."""
    rows = np.flatnonzero(date > 0)
    rows = rows[np.lexsort((random.random(len(rows)), date[rows]))]
    ordered = date[rows]
    found = [np.zeros((0, 2), dtype=np.int64)]
    count = 0
    for ahead in range(1, len(rows)):
        same = np.flatnonzero(ordered[ahead:] == ordered[:-ahead])
        count += len(same)
        if not len(same) or count > MOST_MET:
            break
        found.append(np.stack([rows[same], rows[same + ahead]], axis=1))
    pairs = random.permutation(np.concatenate(found))
    a, b = pairs[:, 0], pairs[:, 1]
    return np.minimum(a, b).astype(np.int32), np.maximum(a, b).astype(np.int32)


def shares_name_key(features: Features, left: Rows, right: Rows) -> Flags:
    """Whether pairs (m,) share a key of blocking, or a weak one, that has nothing of birth."""
    return _reached(features, left, right, left, right)


def _reached(features: Features, left: Rows, right: Rows, one: Rows, two: Rows) -> Flags:
    """Whether pairs (left, right) share a key without birth, of what the pairs (one, two) say."""
    spelled = Keys(features.take(left)), Keys(features.take(right))
    lent = Keys(features.take(one)), Keys(features.take(two))
    shared: dict[str, Flags] = {}

    def share(letter: str) -> Flags:
        if letter not in shared:
            said = np.ones(len(left), dtype=np.bool_)
            for keys in lent:
                said &= np.any([reading != 0 for reading in keys.part(letter)], axis=0)
            same = _share_a_reading(spelled[0].part(letter), spelled[1].part(letter))
            shared[letter] = said & same
        return shared[letter]

    reached = np.zeros(len(left), dtype=np.bool_)
    used = [combination.parts for combination in COMBINATIONS] + [tuple(k) for k in NAME_KEYS]
    for letters in used:
        if not {"D", "Y"} & set(letters):
            reached |= np.all([share(letter) for letter in letters], axis=0)
    return reached


def _share_a_reading(
    one: tuple[NDArray[np.uint64], ...], two: tuple[NDArray[np.uint64], ...]
) -> Flags:
    met = np.zeros(len(one[0]), dtype=np.bool_)
    for a in one:
        for b in two:
            met |= (a == b) & (a != 0)
    return met
