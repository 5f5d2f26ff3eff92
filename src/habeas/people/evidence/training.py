"""Learning the weights from the records themselves, without labels: expectation–maximisation.

Fellegi & Sunter (1969) with values' own frequencies. Levels of chance come from pairs drawn at
random; those of true pairs, and how many rows two lists share, from the candidates.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from habeas.people.evidence.features import Features
from habeas.people.evidence.levels import CHANCE_STRENGTH, FEATURES, empty_table, level_types
from habeas.people.evidence.model import Compared, Model

RANDOM_PAIRS = 1_000_000
ROUNDS = 12
CLOSE_ENOUGH = 1e-3
# The share of the rows of a list that another list, or the same one, is expected to hold again.
BEFOREHAND = 0.25
BEFOREHAND_WITHIN = 0.01
# A list of fewer rows counts as so many beforehand: it is a part of what its maker might have
# listed, and two rows that somebody compares are no likelier one human than two of a longer list.
SHORTEST_LIST = 1_000.0

Codes = NDArray[np.uint16]


def coded(
    compared: Compared, left: NDArray[np.int32], right: NDArray[np.int32]
) -> tuple[Codes, NDArray[np.float32]]:
    """The codes (m, FEATURES) of pairs, and the sum of -log shares of what they agree on (m,)."""
    from habeas.people.evidence.comparing_kernel import code_pairs

    codes = np.zeros((len(left), FEATURES), dtype=np.uint16)
    rarity = np.zeros(len(left), dtype=np.float32)
    code_pairs(left, right, compared.arrays, compared.usual, codes, rarity)
    return codes, rarity


def first_model(compared: Compared, *, seed: int) -> Model:
    """Chance from random pairs, expectations for the rest."""
    features = compared.features
    n = len(features)
    random = np.random.default_rng(seed)
    count = min(RANDOM_PAIRS, n * (n - 1))
    left = random.integers(0, max(n, 1), count, dtype=np.int32)
    right = random.integers(0, max(n, 1), count, dtype=np.int32)
    apart = left != right
    codes, _ = coded(compared, left[apart], right[apart])
    chance = _shares(_counts(codes, np.ones(len(codes))), from_expected=False)
    true = empty_table()
    for kind in level_types():
        true[kind.feature, list(kind.codes)] = np.array(kind.expected) / sum(kind.expected)
    return Model(true=true, chance=chance, prior=_expected_overlaps(features))


def trained(
    model: Model,
    compared: Compared,
    left: NDArray[np.int32],
    right: NDArray[np.int32],
    *,
    share: float = 1.0,
) -> Model:
    """The model after rounds of expectation–maximisation over these candidates.

    `share` is what part of all candidates they are, for the prior.
    """
    codes, rarity = coded(compared, left, right)
    lists = compared.features.list
    pair_lists = lists[left].astype(np.int64) * len(compared.features.lists) + lists[right]
    for rounds in range(1, ROUNDS + 1):
        log_odds = np.add(rarity, model.prior_log_odds.reshape(-1)[pair_lists], dtype=np.float64)
        for feature in range(FEATURES):
            log_odds = log_odds + model.table[feature][codes[:, feature]]
        posterior = 1.0 / (1.0 + np.exp(-np.clip(log_odds, -50, 50)))
        true = _shares(_counts(codes, posterior), from_expected=True)
        prior = _overlaps(pair_lists, posterior, compared, share)
        moved = float(np.abs(true - model.true).max())
        model = replace(model, true=true, prior=prior, rounds=rounds)
        if moved < CLOSE_ENOUGH:
            break
    return model


def _counts(codes: Codes, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    counts = empty_table()
    for feature in range(FEATURES):
        counts[feature] = np.bincount(codes[:, feature], weights=weights, minlength=counts.shape[1])
    return counts


def _shares(counts: NDArray[np.float64], *, from_expected: bool) -> NDArray[np.float64]:
    """Shares within each type, pulled towards what is expected."""
    shares = np.full_like(counts, 1e-6)
    for kind in level_types():
        codes = list(kind.codes)
        found = counts[kind.feature, codes]
        if from_expected:
            pull = kind.strength * np.array(kind.expected) / sum(kind.expected)
        else:
            pull = CHANCE_STRENGTH * np.array(kind.by_chance) / sum(kind.by_chance)
        shares[kind.feature, codes] = (found + pull) / (found.sum() + pull.sum())
    return shares


def _overlaps(
    pair_lists: NDArray[np.int64], posterior: NDArray[np.float64], compared: Compared, share: float
) -> NDArray[np.float64]:
    """The chance that two rows of two lists are one human, from the expected number of them."""
    features = compared.features
    count = len(features.lists)
    sizes = np.bincount(features.list, minlength=count).astype(np.float64)
    one_way = np.asarray(
        np.bincount(pair_lists, weights=posterior, minlength=count * count), dtype=np.float64
    ).reshape(count, count)
    found = (one_way + one_way.T - np.diag(np.diag(one_way))) / share
    pairs = np.outer(sizes, sizes)
    np.fill_diagonal(pairs, sizes * np.maximum(sizes - 1.0, 1.0) / 2.0)
    # What was expected weighs as half a pair of one human.
    return _within_reason((found + 0.5) / (pairs + 0.5 / _expected_overlaps(features)))


def _expected_overlaps(features: Features) -> NDArray[np.float64]:
    """The chance that two rows of two lists are one human, by the lengths of the lists."""
    count = len(features.lists)
    sizes = np.bincount(features.list, minlength=count).astype(np.float64)
    longer = np.maximum(np.maximum.outer(sizes, sizes), SHORTEST_LIST)
    prior = BEFOREHAND / longer
    if count > 1:
        # A list that stands alone is not known to name everybody once.
        np.fill_diagonal(prior, BEFOREHAND_WITHIN / np.diag(longer))
    return _within_reason(prior)


def _within_reason(prior: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.clip(prior, 1e-12, 0.5)
