"""Replicates made one: verdata's rule, and plain pooling."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import t

from habeas.counts import Estimate, Status
from habeas.counts.estimate import estimated, refused
from habeas.counts.strata import combine_replicates
from habeas.model import WrongUsage
from tests.counts.strata.invented import table_of

TABLE = table_of(40, 40, 20)


def replicate(unseen: float, deviation: float = 0.2, seed: int = 1) -> Estimate:
    logs = np.random.default_rng(seed).standard_normal(2000)
    logs = math.log(unseen) + deviation * (logs - logs.mean()) / logs.std(ddof=1)
    draws = TABLE.observed + np.exp(logs)
    low, point, high = np.quantile(draws, [0.025, 0.5, 0.975])
    return estimated(TABLE, "method", (low, point, high), draws=draws)


def test_rubin_is_the_formula_worked_by_hand() -> None:
    logs = np.log([50.0, 60.0, 80.0])
    one = combine_replicates([replicate(unseen, seed=i) for i, unseen in enumerate((50, 60, 80))])
    within, between = 0.2**2, logs.var(ddof=1)
    total = within + (1 + 1 / 3) * between
    df = 2 * (1 + within / (4 * between)) ** 2
    reach = t.ppf(0.975, df) * math.sqrt(total)
    assert one.low == pytest.approx(100 + math.exp(logs.mean() - reach))
    assert one.high == pytest.approx(100 + math.exp(logs.mean() + reach))
    means = [np.exp(log + within / 2) for log in logs]
    assert one.point == pytest.approx(100 + float(np.mean(means)), rel=0.002)


def test_the_variance_is_split_and_adds_up() -> None:
    one = combine_replicates([replicate(50), replicate(80)], source="missing stratum")
    variance = one.diagnostics["variance"]
    assert variance["within"] == pytest.approx(0.04)
    assert variance["total"] == pytest.approx(variance["within"] + variance["missing stratum"])


def test_equal_replicates_have_no_variance_between_and_the_normal_quantile() -> None:
    one = combine_replicates([replicate(60)] * 4)
    assert one.high == pytest.approx(100 + 60 * math.exp(1.959964 * 0.2), rel=1e-6)


def test_pooling_holds_the_draws_of_all_replicates_in_equal_parts() -> None:
    one = combine_replicates([replicate(50, 0.01), replicate(500, 0.01)], how="pool")
    assert one.draws is not None
    assert np.mean(one.draws > 300) == 0.5
    assert one.low == pytest.approx(150, rel=0.02)
    assert one.high == pytest.approx(600, rel=0.02)


def test_an_observed_number_that_varies_enters_as_its_mean_and_the_least_is_observed() -> None:
    other = estimated(table_of(40, 40, 30), "method", (140, 170, 230))
    one = combine_replicates([estimated(TABLE, "method", (130, 160, 220)), other])
    assert one.observed == 100
    assert one.diagnostics["observed"] == {"mean": 105.0, "most": 110}
    assert one.point == pytest.approx(165)


@pytest.mark.parametrize("how", ["rubin", "pool"])
def test_one_replicate_that_is_not_ok_takes_the_point_away(how: str) -> None:
    other = refused(TABLE, "method", Status.NO_OVERLAP, "no overlap")
    one = combine_replicates([replicate(60), other], how=how)  # type: ignore[arg-type] # of parametrize
    assert one.status is Status.NO_OVERLAP
    assert one.point is None
    assert one.low == 100
    assert one.high is None
    assert "1 of 2 replicates" in one.warnings[0]


def test_nothing_and_another_rule_are_wrong_usage() -> None:
    with pytest.raises(WrongUsage, match="no replicates"):
        combine_replicates([])
    with pytest.raises(WrongUsage, match="average"):
        combine_replicates([replicate(60)], how="average")  # type: ignore[arg-type] # what is tested
