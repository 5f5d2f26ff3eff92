"""Totals drawn from the prior hold every rank among the posterior draws equally often.

Simulation-based calibration (Talts et al. 2018). Given n, π(N) ∝ 1/N makes p(n | θ) the same for
all θ; so parameters are drawn from their priors, n0 from its negative binomial (kept when below
the cap), and the cells of the n observed from their shares: the pair has the joint distribution
that the chains claim to invert.
"""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from habeas.counts import OverlapTable
from habeas.counts.latent import latent_chains

_RANKS = 20


def ranks(tables: int, lists: int, observed: int, classes: int, seed: int) -> NDArray[np.int64]:
    random = np.random.default_rng(seed)
    found: list[int] = []
    while len(found) < tables:
        table, total = _drawn(random, lists, observed, classes)
        draws = latent_chains(
            table, classes=classes, chains=2, effective_draws=200, budget=4000
        ).totals.ravel()
        below = (draws < total).mean() + (draws == total).mean() * random.random()
        found.append(min(int(below * _RANKS), _RANKS - 1))
    return np.array(found)


def _drawn(
    random: np.random.Generator, lists: int, observed: int, classes: int
) -> tuple[OverlapTable, int]:
    on = np.arange(1 << lists)[:, None] >> np.arange(lists) & 1
    while True:
        alpha = random.gamma(0.25, 1 / 0.25)
        sticks = random.beta(1.0, max(alpha, 1e-12), size=classes - 1)
        weights = np.append(sticks, 1) * np.cumprod(np.append(1, 1 - sticks))
        capture = random.random((classes, lists))
        cells = np.where(on[:, None, :] == 1, capture, 1 - capture).prod(axis=2) @ weights
        unseen = random.negative_binomial(observed, 1 - cells[0])
        if unseen <= 20 * observed:
            counts = random.multinomial(observed, cells[1:] / cells[1:].sum())
            names = [f"list {j}" for j in range(lists)]
            table = OverlapTable.of(names, {p + 1: int(y) for p, y in enumerate(counts)})
            return table, observed + int(unseen)


def _even(found: NDArray[np.int64], bins: int) -> float:
    return float(stats.chisquare(np.bincount(found * bins // _RANKS, minlength=bins)).pvalue)


def test_ranks_of_the_truth_are_even() -> None:
    assert _even(ranks(40, lists=3, observed=80, classes=5, seed=1), 4) > 1e-3


@pytest.mark.long
@pytest.mark.parametrize(("lists", "observed", "classes"), [(3, 80, 5), (4, 300, 10), (3, 12, 3)])
def test_ranks_of_the_truth_are_even_over_many_tables(
    lists: int, observed: int, classes: int
) -> None:
    assert _even(ranks(1000, lists, observed, classes, seed=2), _RANKS) > 1e-3
