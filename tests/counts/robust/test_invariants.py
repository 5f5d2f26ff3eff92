"""What holds for the doubly robust total on any two lists."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.counts import Status
from habeas.counts.robust import doubly_robust

people = st.integers(30, 400)


@settings(max_examples=30, deadline=None)
@given(people, people, people)
def test_without_covariates_it_is_near_lincoln_petersen_and_above_the_observed(
    first: int, second: int, both: int
) -> None:
    on = np.repeat([[1, 0], [0, 1], [1, 1]], [first, second, both], axis=0)
    estimate = doubly_robust(on, np.empty((len(on), 0)))
    assert estimate.status is Status.OK
    assert estimate.low is not None
    assert estimate.high is not None
    assert estimate.point is not None
    assert len(on) <= estimate.low <= estimate.point <= estimate.high
    assert estimate.point == pytest.approx((first + both) * (second + both) / both, rel=0.03)


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(90)), st.integers(1, 5))
def test_the_order_of_people_changes_nothing_and_a_seed_gives_the_same(
    order: list[int], seed: int
) -> None:
    on = np.repeat([[1, 0], [0, 1], [1, 1]], 30, axis=0)
    known = np.linspace(-1, 1, 90)[:, None] ** 2
    estimate = doubly_robust(on, known, seed=seed)
    assert estimate == doubly_robust(on[order], known[order], seed=seed)


@settings(max_examples=15, deadline=None)
@given(st.floats(0.2, 5))
def test_the_unseen_are_divided_by_the_ratio(xi: float) -> None:
    on = np.repeat([[1, 0], [0, 1], [1, 1]], [70, 50, 40], axis=0)
    nothing = np.empty((len(on), 0))
    usual, other = doubly_robust(on, nothing), doubly_robust(on, nothing, xi=xi)
    assert (other.unseen or 0) == pytest.approx((usual.unseen or 0) / xi)
