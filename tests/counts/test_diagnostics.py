"""R-hat, effective draws and modes, held against ArviZ and against chains made for it."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from habeas.counts.diagnostics import ess_bulk, ess_tail, modes, rhat

Draws = NDArray[np.float64]


def autoregressive(chains: int, draws: int, persistence: float, seed: int = 1) -> Draws:
    random = np.random.default_rng(seed)
    noise = random.normal(size=(chains, draws))
    values = np.zeros((chains, draws))
    values[:, 0] = noise[:, 0] / np.sqrt(1 - persistence**2)
    for place in range(1, draws):
        values[:, place] = persistence * values[:, place - 1] + noise[:, place]
    return values


CASES = {
    "independent": autoregressive(4, 1000, 0.0),
    "slow, odd length": autoregressive(4, 501, 0.9),
    "antithetic": autoregressive(4, 200, -0.5),
    "whole numbers with ties": np.round(autoregressive(4, 300, 0.5)),
    "one chain elsewhere": autoregressive(4, 400, 0.3) + np.array([[3.0], [0.0], [0.0], [0.0]]),
    "short": autoregressive(2, 37, 0.2),
    "heavy tails": np.random.default_rng(2).standard_cauchy((4, 400)),
}


@pytest.mark.parametrize("name", CASES)
def test_r_hat_and_effective_draws_are_those_of_arviz(name: str) -> None:
    arviz = pytest.importorskip("arviz")
    draws = CASES[name]
    assert rhat(draws) == pytest.approx(float(arviz.rhat(draws)), rel=1e-9)
    assert ess_bulk(draws) == pytest.approx(float(arviz.ess(draws)), rel=1e-9)
    assert ess_tail(draws) == pytest.approx(float(arviz.ess(draws, method="tail")), rel=1e-9)


def test_effective_draws_follow_the_autocorrelation_time() -> None:
    draws = autoregressive(4, 20_000, 0.8)
    assert ess_bulk(draws) == pytest.approx(draws.size * (1 - 0.8) / (1 + 0.8), rel=0.1)


def test_a_chain_elsewhere_raises_r_hat() -> None:
    assert rhat(CASES["independent"]) < 1.01 < 1.2 < rhat(CASES["one chain elsewhere"])


def test_equal_draws_agree_and_short_chains_say_nothing() -> None:
    assert rhat(np.ones((4, 100))) == 1.0
    assert modes(np.ones((4, 100))) == 1
    assert np.isnan(rhat(np.ones((4, 3))))
    assert np.isnan(ess_bulk(np.ones((4, 3))))


def test_one_mode_is_one_mode_even_when_skewed_or_slow() -> None:
    assert modes(CASES["independent"]) == 1
    assert modes(np.random.default_rng(3).gamma(1.5, size=(4, 500))) == 1
    assert modes(autoregressive(4, 400, 0.95)) == 1


def test_chains_in_two_places_are_two_modes() -> None:
    apart = CASES["independent"] + np.array([[8.0], [0.0], [0.0], [0.0]])
    assert modes(apart) == 2


def test_chains_that_visit_two_places_are_two_modes() -> None:
    random = np.random.default_rng(4)
    places = np.repeat(random.integers(0, 2, size=(4, 40)), 50, axis=1)
    assert modes(8.0 * places + random.normal(size=places.shape)) == 2


def test_whole_numbers_are_no_modes_at_their_own_resolution() -> None:
    few = np.log(np.random.default_rng(5).choice([2.0, 3.0, 4.0], p=[0.6, 0.3, 0.1], size=(4, 400)))
    assert modes(few) > 1
    assert modes(few, resolution=0.5) == 1


def test_a_handful_of_far_draws_is_no_mode() -> None:
    draws = autoregressive(4, 1000, 0.0)
    draws[0, :40] += 10.0
    assert modes(draws) == 1
