"""The BCa bootstrap with the model chosen anew in every resample."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import ndtr, ndtri

from habeas.counts import Status
from habeas.counts.loglinear import log_linear
from habeas.counts.loglinear.bootstrap import bca_interval, resampled, reselect_by
from habeas.counts.loglinear.enumeration import every_model
from habeas.counts.loglinear.fitting import Floats
from tests.counts.loglinear.tables import ARTIFICIAL, KOSOVO
from tests.counts.reference import needs_reference, reference_table


def test_kosovo_is_as_uncertain_as_published() -> None:
    """Silverman, Chan & Vincent (2024), Table 2: [6,900, 18,000], reselection among all 113."""
    found = log_linear(KOSOVO, interval="bootstrap", resamples=1000)
    assert found.point == pytest.approx(10356.5, abs=0.1)
    assert found.low == pytest.approx(6900, rel=0.05)
    assert found.high == pytest.approx(18000, rel=0.05)
    assert found.draws is not None
    assert found.draws.shape == (1000,)


def test_one_model_alone_is_less_uncertain() -> None:
    """Same table: [9,100, 12,000] with the chosen model only."""
    found = log_linear(KOSOVO, interval="bootstrap", resamples=1000, top=1)
    assert found.low == pytest.approx(9100, rel=0.03)
    assert found.high == pytest.approx(12000, rel=0.03)


def test_the_same_seed_gives_the_same_bits_and_another_others() -> None:
    first = log_linear(KOSOVO, interval="bootstrap", resamples=50)
    again = log_linear(KOSOVO, interval="bootstrap", resamples=50)
    other = log_linear(KOSOVO, interval="bootstrap", resamples=50, seed=2)
    assert (first.low, first.high) == (again.low, again.high)
    draws = [run.draws for run in (first, again, other)]
    assert all(some is not None for some in draws)
    assert np.array_equal(np.asarray(draws[0]), np.asarray(draws[1]))
    assert not np.array_equal(np.asarray(draws[0]), np.asarray(draws[2]))


def test_resamples_without_any_model_are_left_out_and_counted() -> None:
    tables = np.zeros((2, 8))
    tables[0] = ARTIFICIAL.dense()
    tables[1, [1, 2, 4]] = 30
    totals = reselect_by("bic", every_model(3, 2))(tables)
    assert totals[0] == pytest.approx(539.09, abs=0.01)
    assert np.isnan(totals[1])


def test_bias_and_acceleration_of_a_share() -> None:
    """Leaving one of n out moves a share p by (p - x) / (n - 1): the skewness of one trial."""
    people = np.array([0, 20, 50, 30])

    def share(tables: Floats) -> Floats:
        shares: Floats = tables[:, 1] / tables.sum(axis=1)
        return shares

    found = bca_interval(people, 0.2, share, resamples=4000, level=0.9, seed=3)
    skewness = (1 - 2 * 0.2) / np.sqrt(0.2 * 0.8)
    assert found.acceleration == pytest.approx(skewness / (6 * np.sqrt(100)), rel=1e-9)
    draws = share(resampled(people, 4000, 3))
    assert found.bias == pytest.approx(ndtri((draws < 0.2).mean()))
    moved = found.bias + ndtri(0.95)
    level = ndtr(found.bias + moved / (1 - found.acceleration * moved))
    assert found.high == np.quantile(draws, level, method="median_unbiased")


@needs_reference
@pytest.mark.parametrize(
    ("name", "low", "high"),
    [("korea", 128.3, 349.7), ("spina_bifida", 679.9, 787.3), ("artificial3", 191.8, 1565.6)],
)
def test_limits_lie_within_the_scatter_of_the_reference(name: str, low: float, high: float) -> None:
    """MultipleSystemsEstimation drew other resamples: compare the unseen over five seeds."""
    table = reference_table(name)
    runs = [log_linear(table, interval="bootstrap", resamples=1000, seed=seed) for seed in range(5)]
    assert all(run.status is Status.OK for run in runs)
    for expected, found in ((low, [r.low for r in runs]), (high, [r.high for r in runs])):
        unseen = np.array(found, dtype=float) - table.observed
        spread = unseen.std(ddof=1)
        assert abs(unseen.mean() - (expected - table.observed)) < 4 * spread + 1
