"""Partial pooling: the eight schools' model on how visible people are."""

from __future__ import annotations

import math

import numpy as np
import pytest

from habeas.counts import Estimate, Status
from habeas.counts.assumptions import assumption
from habeas.counts.estimate import estimated, refused
from habeas.counts.strata import StrataResult, StratumEstimate, pool_strata
from habeas.counts.strata.pooling import drawn_hierarchy
from habeas.counts.table import OverlapTable
from habeas.model import WrongUsage


def seen(people: int) -> OverlapTable:
    return OverlapTable.of(("a", "b"), {1: people - 2, 2: 1, 3: 1})


def closed(people: int, odds: float, deviation: float) -> Estimate:
    """An estimate whose interval is lognormal: log(n0/n) = log(odds) ± 1.96 deviations."""
    unseen, factor = people * odds, math.exp(1.959964 * deviation)
    limits = (people + unseen / factor, people + unseen, people + unseen * factor)
    return estimated(seen(people), "closed", limits)


def strata(*estimates: Estimate) -> StrataResult:
    rows = (StratumEstimate((("n", n),), None, each) for n, each in enumerate(estimates))
    return StrataResult(tuple(rows), len(estimates))


def width(estimate: Estimate) -> float:
    assert estimate.low is not None
    assert estimate.high is not None
    return estimate.high - estimate.low


def test_the_eight_schools_come_out_as_in_the_book() -> None:
    y = np.array([28.0, 8.0, -3.0, 7.0, -1.0, 1.0, 18.0, 12.0])
    sigma = np.array([15.0, 10.0, 16.0, 11.0, 9.0, 11.0, 10.0, 18.0])
    # The book's prior on tau is uniform: a half-Cauchy so wide comes close on this range.
    fit = drawn_hierarchy(y, sigma, random=np.random.default_rng(1), draws=40_000, tau_scale=100.0)
    median = np.median(fit.theta, axis=0)
    assert median[0] == pytest.approx(10, abs=1.5)
    assert median == pytest.approx([10, 8, 7, 8, 5, 6, 10, 8], abs=1.5)
    low, high = np.quantile(fit.theta[:, 0], [0.025, 0.975])
    assert (low, high) == (pytest.approx(-2, abs=1.5), pytest.approx(31, abs=3))


def test_like_strata_get_narrower_and_unlike_ones_stay_as_they_were() -> None:
    like = strata(*[closed(200, 1.0, 0.5) for _ in range(10)])
    for row in pool_strata(like).pooled.rows:
        assert width(row.estimate) < 0.6 * width(like.rows[0].estimate)
    unlike = strata(*[closed(200, odds, 0.1) for odds in (0.05, 0.3, 1, 3, 20)])
    for row, own in zip(pool_strata(unlike).pooled.rows, unlike.rows, strict=True):
        assert row.estimate.point == pytest.approx(own.estimate.point, rel=0.03)
        assert row.estimate.diagnostics["borrowed"] < 0.05


def test_a_weak_stratum_moves_towards_the_others_and_a_strong_one_hardly() -> None:
    result = strata(*[closed(500, 1.0, 0.1) for _ in range(6)], closed(20, 8.0, 1.0))
    pooled = pool_strata(result)
    weak = pooled.pooled.rows[-1].estimate
    assert weak.point is not None
    assert weak.point < 20 * (1 + 4)
    strong = pooled.pooled.rows[0].estimate
    assert strong.point == pytest.approx(1000, rel=0.05)


def test_the_unpooled_answer_stands_beside_and_the_assumption_is_said() -> None:
    result = strata(*[closed(200, 1.0, 0.5) for _ in range(4)])
    pooled = pool_strata(result)
    assert pooled.unpooled is result
    estimate = pooled.pooled.rows[0].estimate
    assert estimate.members[0].point == result.rows[0].estimate.point
    assert assumption("strata-pooled") in estimate.assumptions
    assert set(pooled.spread[None]) == {"strata", "mu", "tau"}
    assert pooled.spread[None]["strata"] == 4


def test_what_could_not_be_estimated_borrows_nothing() -> None:
    other = refused(seen(9), "closed", Status.NO_OVERLAP, "no overlap")
    result = strata(*[closed(200, 1.0, 0.5) for _ in range(4)], other)
    pooled = pool_strata(result).pooled
    assert pooled.rows[-1] == result.rows[-1]
    assert pooled.total().status is Status.NO_OVERLAP
    assert pool_strata(result).spread[None]["strata"] == 4


def test_two_strata_are_left_alone_and_say_so() -> None:
    result = strata(closed(200, 1.0, 0.5), closed(200, 2.0, 0.5))
    pooled = pool_strata(result).pooled
    assert [row.estimate.point for row in pooled.rows] == [
        row.estimate.point for row in result.rows
    ]
    assert "not pooled" in pooled.rows[0].estimate.warnings[0]
    assert pooled.total().point is not None


def test_the_total_of_pooled_strata_keeps_what_they_share() -> None:
    """Shrunken strata err together: their sum is wider than if they were independent."""
    pooled = pool_strata(strata(*[closed(200, 1.0, 0.5) for _ in range(10)])).pooled
    joint = pooled.total()
    independent = StrataResult(pooled.rows, 10).total()
    assert width(joint) > 1.3 * width(independent)


def test_pooling_twice_is_wrong_usage() -> None:
    pooled = pool_strata(strata(*[closed(200, 1.0, 0.5) for _ in range(4)])).pooled
    with pytest.raises(WrongUsage, match="one by one"):
        pool_strata(pooled)


def test_pooling_covers_where_its_assumption_holds() -> None:
    """40 worlds of 12 strata drawn from the model: of 95 % intervals about 95 % hold the truth."""
    random = np.random.default_rng(3)
    held, shorter = [], []
    for _ in range(40):
        theta = random.normal(0.0, 0.3, 12)
        odds = np.exp(theta + random.normal(0, 0.4, 12))
        result = strata(*[closed(300, o, 0.4) for o in odds])
        for true, row, own in zip(theta, pool_strata(result).pooled.rows, result.rows, strict=True):
            low, high = row.estimate.low, row.estimate.high
            assert low is not None
            assert high is not None
            held.append(low <= 300 * (1 + math.exp(true)) <= high)
            shorter.append(width(row.estimate) / width(own.estimate))
    assert 0.92 <= np.mean(held) <= 0.98
    assert np.median(shorter) < 0.8
