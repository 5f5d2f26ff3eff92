"""The portable exponential and logarithms, against those of the machine."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.counts.latent.kernel.arithmetic import (
    exponential_of,
    log_gamma,
    log_one_plus_exponential,
    logarithm,
    stirling_rest,
)

# The first call of a clean clone compiles: no deadline can be set for it.
compiles = settings(deadline=None)


@compiles
@given(st.floats(-690, 690))
def test_the_exponential_is_exact_to_fourteen_digits(x: float) -> None:
    assert exponential_of(x) == pytest.approx(math.exp(x), rel=2e-14)


def test_the_exponential_stays_finite_far_out() -> None:
    assert exponential_of(1e300) == pytest.approx(math.exp(700), rel=1e-12)
    assert exponential_of(-1e300) == pytest.approx(math.exp(-700), rel=1e-12)


@compiles
@given(st.floats(1e-300, 1e300))
def test_the_logarithm_is_exact_to_fifteen_digits(x: float) -> None:
    assert logarithm(x) == pytest.approx(math.log(x), rel=1e-15, abs=1e-16)


@compiles
@given(st.floats(1e-3, 1e6))
def test_log_gamma_agrees_with_the_library(x: float) -> None:
    assert log_gamma(x) == pytest.approx(math.lgamma(x), rel=1e-12, abs=1e-11)


@compiles
@given(st.floats(-500, 500))
def test_the_softplus_neither_overflows_nor_vanishes(x: float) -> None:
    expected = x + math.log1p(math.exp(-x)) if x > 0 else math.log1p(math.exp(x))
    assert log_one_plus_exponential(x) == pytest.approx(expected, rel=1e-13, abs=2e-16)


@pytest.mark.parametrize("k", [0, 1, 7, 8, 30, 1000])
def test_stirling_rest_makes_the_factorial_exact(k: int) -> None:
    first = (k + 0.5) * math.log(k + 1) - (k + 1) + 0.5 * math.log(2 * math.pi)
    assert first + stirling_rest(float(k)) == pytest.approx(math.lgamma(k + 1), abs=1e-9)
