"""How many records a person has: what a person of each size counts for beforehand.

A partition's prior is a Poisson process of persons: with m(s) persons of s records expected, the
sets of s records share the factor m(s) between them, in proportion to how likely their lists
overlap (empirical Bayes: m(s) comes from the draws themselves). The chance of a record to be alone
is thereby what it is in these lists, not one.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from habeas.people.clustering.linkage import repeat_costs
from habeas.people.evidence.evidence import Evidence

LARGEST = 12
SETS = 20_000


def sizes_of(person: NDArray[np.integer]) -> NDArray[np.float64]:
    """The number of persons of 1, 2, … LARGEST (or more) records, (LARGEST,)."""
    held = np.bincount(person)
    return np.bincount(np.minimum(held[held > 0], LARGEST), minlength=LARGEST + 1)[1:].astype(
        np.float64
    )


def prior_of_sizes(
    persons: NDArray[np.float64], evidence: Evidence, *, seed: int
) -> NDArray[np.float64]:
    """What a person of 1, 2, … records adds to its log factor, (LARGEST,).

    `persons` (LARGEST,): how many of each size are expected.
    """
    lists = evidence.compared.features.list
    n = len(lists)
    smooth = _smoothed(persons)
    terms = np.empty(LARGEST)
    terms[0] = np.log(smooth[0] / n)
    random = np.random.default_rng(seed)
    prior = evidence.model.prior_log_odds.astype(np.float64)
    cost = repeat_costs(evidence.model).astype(np.float64)
    for size in range(2, LARGEST + 1):
        drawn = lists[random.integers(0, n, (SETS, size))]
        expected = _log_mean(_beforehand(drawn, prior, cost))
        sets = gammaln(n + 1) - gammaln(size + 1) - gammaln(max(n - size, 0) + 1)
        terms[size - 1] = np.log(smooth[size - 1]) - sets - expected
    return terms


def _beforehand(
    drawn: NDArray[np.int32], prior: NDArray[np.float64], cost: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The part of a person's factor that hangs on the lists alone, (sets,)."""
    size = drawn.shape[1]
    before = np.zeros(len(drawn))
    repeats = np.zeros(len(drawn))
    for x in range(size):
        repeated = np.zeros(len(drawn), dtype=np.bool_)
        own = cost[np.minimum(drawn[:, x], len(cost) - 1)]
        for y in range(x):
            same = drawn[:, x] == drawn[:, y]
            before += prior[drawn[:, x], drawn[:, y]] - np.where(same, own, 0.0)
            repeated |= same
        repeats += np.where(repeated, own, 0.0)
    return np.asarray(before * 2.0 / size + repeats, dtype=np.float64)


def _log_mean(values: NDArray[np.float64]) -> float:
    most = values.max()
    return float(most + np.log(np.exp(values - most).mean()))


def _smoothed(persons: NDArray[np.float64]) -> NDArray[np.float64]:
    """Counts without noughts: each size has at least a tenth of the size before."""
    smooth = np.maximum(persons, 0.5)
    for place in range(1, len(smooth)):
        smooth[place] = max(smooth[place], 0.1 * smooth[place - 1], 1e-6)
    return smooth
