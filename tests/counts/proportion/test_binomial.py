"""Intervals of a share."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta, binom, binomtest

from habeas.counts.proportion import METHODS, binomial_interval
from habeas.counts.proportion.binomial import Method
from habeas.model import WrongUsage


@pytest.mark.parametrize(("method", "theirs"), [("wilson", "wilson"), ("clopper-pearson", "exact")])
@pytest.mark.parametrize(("successes", "examined"), [(40, 50), (0, 9), (9, 9), (1, 3)])
def test_wilson_and_clopper_pearson_agree_with_scipy(
    method: Method, theirs: Literal["wilson", "exact"], successes: int, examined: int
) -> None:
    found = [float(x) for x in binomial_interval(successes, examined, method=method)]
    expected = binomtest(successes, examined).proportion_ci(0.95, theirs)
    assert found == pytest.approx([expected.low, expected.high], abs=1e-9)


def test_jeffreys_is_the_posterior_of_a_beta_of_two_halves() -> None:
    found = [float(x) for x in binomial_interval(40, 50, method="jeffreys")]
    assert beta.cdf(found, 40.5, 10.5) == pytest.approx([0.025, 0.975])


@given(st.integers(1, 60), st.data(), st.sampled_from(METHODS))
def test_limits_hold_the_share_and_mirror_each_other(
    examined: int, data: st.DataObject, method: Method
) -> None:
    successes = data.draw(st.integers(0, examined))
    low, high = (float(x) for x in binomial_interval(successes, examined, method=method))
    assert 0 <= low <= successes / examined <= high <= 1
    mirrored = [float(x) for x in binomial_interval(examined - successes, examined, method=method)]
    assert mirrored == pytest.approx([1 - high, 1 - low], abs=1e-9)


@pytest.mark.parametrize("share", [0.03, 0.3, 0.8])
def test_clopper_pearson_covers_at_least_the_level_for_every_share(share: float) -> None:
    counts = np.arange(31)
    low, high = binomial_interval(counts, np.full(31, 30), method="clopper-pearson")
    covered = (low <= share) & (share <= high)
    assert binom.pmf(counts, 30, share)[covered].sum() >= 0.95


def test_an_unknown_method_is_wrong_usage() -> None:
    with pytest.raises(WrongUsage):
        binomial_interval(1, 2, method="wald")  # type: ignore[arg-type] # that is the point
