"""The chain's own random numbers have the distributions that they claim."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from habeas.counts.latent.kernel.randomness import (
    binomial,
    gamma_draw,
    log_gamma_draw,
    logit_beta_draw,
    normal,
    poisson,
    seeded,
    uniform,
)
from habeas.counts.latent.kernel.types import Words

_DRAWS = 4000
# With fixed seeds a sound generator passes for good; a wrong one falls far below this.
_LEAST = 1e-3


def drawn(function: Callable[..., float], *arguments: float) -> NDArray[np.float64]:
    words: Words = seeded(11)
    return np.array([function(words, *arguments) for _ in range(_DRAWS)])


def test_the_generator_is_xoshiro256_plus_plus() -> None:
    # The published first outputs from the state 1, 2, 3, 4.
    words = np.array([1, 2, 3, 4], dtype=np.uint64)
    expected = [41943041, 58720359, 3588806011781223, 3591011842654386, 9228616714210784205]
    assert [uniform(words) for _ in expected] == [
        ((number >> 11) + 0.5) / 2**53 for number in expected
    ]


def test_different_seeds_give_different_streams() -> None:
    assert uniform(seeded(1)) != uniform(seeded(2))


@pytest.mark.parametrize(
    ("function", "arguments", "expected"),
    [
        (uniform, (), stats.uniform()),
        (normal, (), stats.norm()),
        (gamma_draw, (0.3,), stats.gamma(0.3)),
        (gamma_draw, (1.0,), stats.gamma(1.0)),
        (gamma_draw, (40.0,), stats.gamma(40.0)),
    ],
)
def test_continuous_draws(function, arguments, expected) -> None:  # type: ignore[no-untyped-def] # parameters of three kinds
    assert stats.kstest(drawn(function, *arguments), expected.cdf).pvalue > _LEAST


def test_the_logarithm_of_a_gamma_of_tiny_shape_does_not_underflow() -> None:
    # -shape · log G tends to an exponential number as the shape goes to 0.
    logs = drawn(log_gamma_draw, 1e-4)
    assert np.isfinite(logs).all()
    assert stats.kstest(-1e-4 * logs, stats.expon().cdf).pvalue > _LEAST


@pytest.mark.parametrize(("first", "second"), [(1.0, 1.0), (2.5, 0.7), (300.0, 40.0)])
def test_beta_draws_come_as_logits(first: float, second: float) -> None:
    rates = 1 / (1 + np.exp(-drawn(logit_beta_draw, first, second)))
    assert stats.kstest(rates, stats.beta(first, second).cdf).pvalue > _LEAST


@pytest.mark.parametrize(
    ("trials", "chance"), [(3, 0.9), (100, 0.02), (30, 0.5), (100, 0.3), (5000, 0.6)]
)
def test_binomial_draws(trials: int, chance: float) -> None:
    assert _fits(drawn(binomial, trials, chance), stats.binom(trials, chance))


@pytest.mark.parametrize("mean", [0.5, 9.0, 11.0, 300.0])
def test_poisson_draws(mean: float) -> None:
    assert _fits(drawn(poisson, mean), stats.poisson(mean))


def test_the_sure_things() -> None:
    words = seeded(1)
    assert binomial(words, 0, 0.5) == 0
    assert binomial(words, 7, 0.0) == 0
    assert binomial(words, 7, 1.0) == 7


def _fits(values: NDArray[np.float64], expected: Any) -> bool:
    seen, counts = np.unique(values, return_counts=True)
    mass = expected.pmf(seen) * _DRAWS
    common = mass > 5
    distance = ((counts - mass)[common] ** 2 / mass[common]).sum()
    return bool(stats.chi2.sf(distance, common.sum() - 1) > _LEAST)
