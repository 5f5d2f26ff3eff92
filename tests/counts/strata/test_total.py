"""Sums over strata: draws added as independent, the rest a lower bound."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from habeas.counts import Estimate, Status
from habeas.counts.estimate import estimated, refused
from habeas.counts.strata import StrataResult, StratumEstimate, StratumTable, estimate_strata
from habeas.model import WrongUsage
from tests.counts.strata.invented import many_strata, table_of, two_lists_chapman


def with_draws(mean: float, spread: float, seed: int = 1) -> Estimate:
    draws = np.random.default_rng(seed).normal(mean, spread, 1000)
    low, point, high = np.quantile(draws, [0.025, 0.5, 0.975])
    return estimated(table_of(5, 5, 5), "normal", (low, point, high), draws=draws)


def rows_of(*estimates: Estimate) -> tuple[StratumEstimate, ...]:
    return tuple(StratumEstimate((("n", n),), None, each) for n, each in enumerate(estimates))


def test_the_spread_of_a_sum_is_that_of_independent_strata_even_where_their_draws_are_equal() -> (
    None
):
    equal = [with_draws(100, 10) for _ in range(16)]
    total = StrataResult(rows_of(*equal), 1).total()
    assert total.point == pytest.approx(1600, abs=10)
    assert total.high is not None
    assert total.low is not None
    assert (total.high - total.low) / 2 == pytest.approx(1.96 * 40, rel=0.06)


def test_an_estimate_without_draws_is_lognormal_through_its_limits() -> None:
    table = table_of(40, 40, 20)
    unseen, factor = 60.0, 1.5
    closed = estimated(
        table, "closed", (100 + unseen / factor, 100 + unseen, 100 + unseen * factor)
    )
    total = StrataResult(rows_of(closed), 1).total()
    assert total.low == pytest.approx(closed.low, rel=0.02)
    assert total.point == pytest.approx(160, rel=0.02)
    assert total.high == pytest.approx(closed.high, rel=0.02)


def test_a_stratum_that_cannot_be_estimated_makes_the_sum_a_lower_bound() -> None:
    other = refused(table_of(3, 4), "normal", Status.NO_OVERLAP, "no overlap")
    whole = StrataResult(rows_of(with_draws(100, 10)), 1).total()
    total = StrataResult(rows_of(with_draws(100, 10), other), 2).total()
    assert total.status is Status.NO_OVERLAP
    assert total.point is None
    assert total.high is None
    assert total.low == pytest.approx(whole.low + 7 if whole.low else None)
    assert total.observed == 15 + 7
    (named,) = total.diagnostics["not_estimated"]
    assert named["stratum"] == {"n": 1}
    assert (named["status"], named["observed"]) == ("no_overlap", 7)
    assert "1 of 2 strata" in total.warnings[0]


def test_an_endless_upper_limit_keeps_a_stratum_out_of_the_sum() -> None:
    endless = estimated(table_of(40, 40, 20), "closed", (110, 160, np.inf))
    total = StrataResult(rows_of(endless, with_draws(100, 10)), 2).total()
    assert total.point is None
    assert total.status is Status.NOT_IDENTIFIABLE


def test_totals_by_a_name_add_to_all_strata() -> None:
    result = estimate_strata(many_strata(), two_lists_chapman)
    by_place = result.totals(("place",))
    assert [row.key for row in by_place] == [(("place", f"place {n}"),) for n in range(3)]
    assert sum(row.estimate.observed for row in by_place) == result.total().observed
    with pytest.raises(WrongUsage, match="region"):
        result.totals(("region",))


def test_replicates_are_added_first_and_combined_afterwards() -> None:
    strata = [
        StratumTable(stratum.key, replicate, stratum.table)
        for stratum in many_strata()
        for replicate in (1, 2, 3)
    ]
    result = estimate_strata(strata, two_lists_chapman)
    total = result.total()
    single = estimate_strata(many_strata(), two_lists_chapman).total()
    assert total.diagnostics["replicates"] == 3
    assert total.observed == single.observed
    assert total.low == pytest.approx(single.low, rel=0.02)
    with pytest.raises(WrongUsage, match="combined already"):
        result.combined().total()


def test_no_strata_have_no_total() -> None:
    with pytest.raises(WrongUsage, match="no strata"):
        estimate_strata([], two_lists_chapman).total()


def test_the_digest_of_a_total_changes_with_any_of_its_tables() -> None:
    result = estimate_strata(many_strata(), two_lists_chapman)
    changed = replace(result.rows[0], estimate=replace(result.rows[0].estimate, digest="0"))
    other = replace(result, rows=(changed, *result.rows[1:]))
    assert result.total().digest != other.total().digest
