"""The fit of the confidence, on numbers whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest
from claims_fit import SMALLEST_STEP, isotonic, logistic
from hypothesis import given
from hypothesis import strategies as st


def test_the_regression_finds_the_weights_that_made_the_data() -> None:
    chance = np.random.default_rng(3)
    matrix = np.column_stack([np.ones(20_000), chance.normal(size=20_000)])
    share = 1 / (1 + np.exp(-(0.5 + 1.5 * matrix[:, 1])))
    found = logistic(matrix, chance.random(20_000) < share, np.full(2, 1e-6))
    assert found == pytest.approx([0.5, 1.5], abs=0.07)


def test_a_penalty_draws_weights_to_nothing_also_where_they_would_be_infinite() -> None:
    matrix = np.array([[1.0, 0.0]] * 5 + [[1.0, 1.0]] * 5)
    agrees = np.array([False] * 5 + [True] * 5)
    mild, strict = (logistic(matrix, agrees, np.array([1e-6, p]))[1] for p in (0.5, 50.0))
    assert 0 < strict < mild < 20


def test_what_is_known_before_is_not_learned_again() -> None:
    agrees = np.array([True] * 73 + [False] * 27)
    level = float(np.log(73 / 27))
    (found,) = logistic(np.ones((100, 1)), agrees, np.array([1e-6]), np.full(100, level))
    assert found == pytest.approx(0.0, abs=1e-6)


def test_two_levels_become_two_steps() -> None:
    raw = np.repeat([0.3, 0.6], 100)
    agrees = np.array(([True] * 20 + [False] * 80) + ([True] * 90 + [False] * 10))
    (first, low), (second, high) = isotonic(raw, agrees)
    assert (first, second) == (0.0, 0.6)
    assert low == pytest.approx(0.2, abs=0.02)
    assert high == pytest.approx(0.9, abs=0.02)


def test_falling_shares_are_pooled() -> None:
    raw = np.repeat([0.3, 0.6], 100)
    agrees = np.array(([True] * 80 + [False] * 20) + ([True] * 40 + [False] * 60))
    assert isotonic(raw, agrees) == ((0.0, 0.6),)


def test_a_step_needs_enough_claims() -> None:
    few = SMALLEST_STEP - 1
    raw = np.concatenate([np.full(200, 0.3), np.full(few, 0.9)])
    agrees = np.array([True] * 50 + [False] * 150 + [True] * few)
    assert len(isotonic(raw, agrees)) == 1


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=300))
def test_steps_always_rise_from_nothing(claims: list[tuple[float, bool]]) -> None:
    raw, agrees = (np.array(column) for column in zip(*claims, strict=True))
    table = isotonic(raw, agrees)
    assert table[0][0] == 0.0
    assert list(table) == sorted(table)
    shares = [share for _, share in table]
    assert shares == sorted(shares)
    assert all(0 < share < 1 for share in shares)
