"""What the chains promise: the right posterior, the same numbers, the user's own lists."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import betaln, gammaln

from habeas.counts import OverlapTable
from habeas.counts.latent import (
    LatentChains,
    cell_probabilities,
    latent_chains,
    to_inference_data,
)
from habeas.model import InputRefused, WrongUsage

TABLE = OverlapTable.of(["a", "b", "c"], {1: 24, 2: 30, 4: 17, 3: 9, 5: 4, 6: 7, 7: 3})


@pytest.fixture(scope="module")
def chains() -> LatentChains:
    return latent_chains(TABLE)


def test_with_one_class_the_posterior_is_that_of_independent_lists() -> None:
    # p(N | y) ∝ N! / (N · (N - n)!) · Π_j B(n_j + 1, N - n_j + 1), by summing over all N.
    observed, sizes = TABLE.observed, np.array(TABLE.list_sizes)
    totals = np.arange(observed, 21 * observed + 1)
    logs = gammaln(totals) - gammaln(totals - observed + 1)
    logs += betaln(sizes + 1, totals[:, None] - sizes + 1).sum(axis=1)
    exact = np.cumsum(np.exp(logs - logs.max()))
    exact /= exact[-1]
    drawn = latent_chains(TABLE, classes=1, effective_draws=20_000).totals
    for share in (0.025, 0.25, 0.5, 0.75, 0.975):
        expected = totals[np.searchsorted(exact, share)]
        assert (drawn <= expected).mean() == pytest.approx(exact[expected - observed], abs=0.012)


def test_the_chains_run_until_they_agree(chains: LatentChains) -> None:
    from habeas.counts.diagnostics import ess_bulk, rhat

    logs = np.log(chains.totals)
    assert rhat(logs) <= 1.01
    assert ess_bulk(logs) >= 400


def test_no_draw_is_below_the_observed_or_above_the_cap(chains: LatentChains) -> None:
    assert chains.totals.min() >= TABLE.observed
    assert chains.unseen.max() <= chains.cap == 20 * TABLE.observed


def test_the_same_seed_gives_the_same_draws_and_another_gives_others(
    chains: LatentChains,
) -> None:
    again = latent_chains(TABLE)
    assert np.array_equal(again.totals, chains.totals)
    assert np.array_equal(again.capture, chains.capture)
    assert not np.array_equal(latent_chains(TABLE, seed=2).totals[:, :10], chains.totals[:, :10])


def test_names_and_order_of_lists_change_nothing_but_the_order(chains: LatentChains) -> None:
    turned = OverlapTable(("x", "y", "z"), TABLE.select([2, 0, 1]).cells)
    other = latent_chains(turned)
    assert np.array_equal(other.totals, chains.totals)
    assert np.array_equal(other.capture, chains.capture[..., [2, 0, 1]])


def test_weights_and_captures_explain_the_lists(chains: LatentChains) -> None:
    assert chains.weights.sum(axis=-1) == pytest.approx(1.0)
    on_list = (chains.weights[..., None] * chains.capture).sum(axis=2)
    unseen = cell_probabilities(chains, [0])
    shares = (on_list / (1 - unseen)).mean(axis=(0, 1))
    assert shares == pytest.approx(np.array(TABLE.list_sizes) / TABLE.observed, rel=0.05)


def test_cell_probabilities_fit_the_table(chains: LatentChains) -> None:
    every = cell_probabilities(chains, range(8))
    assert every.sum(axis=-1) == pytest.approx(1.0)
    cells = cell_probabilities(chains)
    assert cells == pytest.approx(every[..., [p for p, _ in TABLE.cells]])
    expected = (cells / (1 - every[..., :1])).mean(axis=(0, 1)) * TABLE.observed
    assert expected == pytest.approx(TABLE.counts, abs=3.0)


def test_arviz_reads_the_chains(chains: LatentChains) -> None:
    arviz = pytest.importorskip("arviz")
    data = to_inference_data(chains)
    assert data.posterior["N"].shape == chains.totals.shape
    assert list(data.parameters["list"].values) == ["a", "b", "c"]
    assert float(arviz.rhat(data, var_names="N")["N"]) < 1.02


def test_thirty_lists_are_no_hindrance() -> None:
    random = np.random.default_rng(1)
    people = (random.random((400, 30)) < 0.05) @ (1 << np.arange(30))
    patterns, counts = np.unique(people[people > 0], return_counts=True)
    table = OverlapTable.of(
        [f"list {j}" for j in range(30)],
        {int(p): int(y) for p, y in zip(patterns, counts, strict=True)},
    )
    low, high = np.quantile(latent_chains(table).totals, [0.001, 0.999])
    assert low < 400 < high


def test_what_cannot_be_run_is_refused() -> None:
    with pytest.raises(InputRefused, match="nobody"):
        latent_chains(OverlapTable.of(["a", "b"], {}))
    for wrong in (
        {"classes": 0},
        {"cap": 0.0},
        {"prior_capture": (0.0, 1.0)},
        {"chains": 1},
        {"budget": 5},
    ):
        with pytest.raises(WrongUsage):
            latent_chains(TABLE, **wrong)
