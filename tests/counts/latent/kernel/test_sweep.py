"""The Gibbs sweep's parts: the truncated draw of the unseen, and agreement with trajectories."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from habeas.counts import OverlapTable
from habeas.counts.diagnostics import ess_bulk
from habeas.counts.latent.chain import Chain, started
from habeas.counts.latent.kernel.randomness import seeded
from habeas.counts.latent.kernel.sweep import unseen_people
from habeas.counts.latent.kernel.tree import cell_tree
from habeas.counts.latent.kernel.types import Model

TABLE = OverlapTable.of(["a", "b", "c"], {1: 24, 2: 30, 4: 17, 3: 9, 5: 4, 6: 7, 7: 3})


@pytest.mark.parametrize(
    ("p0", "observed", "cap"),
    [(0.3, 20, 400), (0.9, 20, 150), (0.97, 20, 400), (0.9999, 50, 300)],
)
def test_the_unseen_are_negative_binomial_below_the_cap(p0: float, observed: int, cap: int) -> None:
    words = seeded(5)
    drawn = np.array([unseen_people(words, p0, observed, cap) for _ in range(4000)])
    assert drawn.max() <= cap
    mass = stats.nbinom(observed, 1 - p0).pmf(np.arange(cap + 1))
    below = np.cumsum(mass) / mass.sum()
    # The discrete distribution is made continuous by spreading each number over its step.
    spread = np.random.default_rng(1).random(len(drawn))
    lower = np.where(drawn > 0, below[drawn - 1], 0.0)
    assert stats.kstest(lower + spread * (below[drawn] - lower), "uniform").pvalue > 1e-3


def test_sweeps_alone_and_sweeps_with_trajectories_have_one_posterior() -> None:
    alone = _settled().advance(30_000, leaps=0).totals
    mixed = _settled().advance(6_000).totals
    for share in (0.025, 0.25, 0.5, 0.75, 0.975):
        first, second = np.quantile(alone, share), np.quantile(mixed, share)
        error = 0.0
        for draws in (alone, mixed):
            beside = np.quantile(draws, [max(share - 0.02, 0), min(share + 0.02, 1)])
            density = 0.04 / max(float(np.ptp(beside)), 0.5)
            worth = ess_bulk(draws[None, :])
            error += share * (1 - share) / worth / density**2
        assert abs(first - second) < 4 * np.sqrt(error) + 1


def _settled() -> Chain:
    _, cells = cell_tree(TABLE)
    model = Model(10, TABLE.observed, 20 * TABLE.observed, 1.0, 1.0, 0.25, 0.25)
    chain = started(cells, model, 3, 7, 0, 4)
    chain.advance(200, leaps=0)
    chain.adapt(200)
    chain.rescale(chain.information)
    chain.adapt(200)
    return chain
