"""Averaging over linkage draws, and where the variance comes from."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest

from habeas.counts import Estimate, OverlapTable, Status
from habeas.counts.estimate import estimated, refused
from habeas.counts.linkage import Imputed, average_linkage
from habeas.counts.simple import chao
from habeas.model import WrongUsage

LISTS = ("camp", "court", "press")


def table_of(*people: int) -> OverlapTable:
    return OverlapTable.of(LISTS, dict(enumerate(people, start=1)))


def lognormal(table: OverlapTable, *, unseen: float = 100.0, spread: float = 0.2) -> Estimate:
    """An estimator whose log n0 is normal, as many draws as make it exact to a hundredth."""
    normal = np.random.default_rng(table.seed(1)).standard_normal(4000)
    draws = table.observed + unseen * np.exp(spread * (normal - normal.mean()) / normal.std())
    low, point, high = np.quantile(draws, [0.025, 0.5, 0.975])
    return estimated(table, "lognormal", (low, point, high), draws=draws)


def by_size(table: OverlapTable) -> Estimate:
    return lognormal(table, unseen=float(table.observed))


TABLES = [table_of(50 + k, 40, 20, 30, 10, 9, 4) for k in (0, 20, 40, 60)]


def test_equal_tables_give_the_estimate_itself() -> None:
    alone = by_size(TABLES[0])
    found = average_linkage([TABLES[0]] * 5, by_size)
    assert alone.draws is not None
    assert found.draws is not None
    assert found.point == pytest.approx(alone.point, rel=0.01)
    assert found.diagnostics["variance"]["linkage"] == pytest.approx(0, abs=1e-12)
    assert found.diagnostics["variance"]["sampling"] == pytest.approx(0.2**2, rel=1e-3)
    assert found.diagnostics["distinct_tables"] == 1


def test_the_variance_between_draws_is_that_of_their_means() -> None:
    found = average_linkage(TABLES, by_size)
    logs = np.log([table.observed for table in TABLES])
    assert found.diagnostics["variance"]["linkage"] == pytest.approx(logs.var(), rel=1e-3)


def test_the_parts_add_up_to_the_variance_of_the_pooled_unseen() -> None:
    tables = [Imputed(TABLES[k], linkage=k // 2, imputation=k % 2) for k in range(4)]
    more = partial(lognormal, unseen=260.0, spread=0.1)
    found = average_linkage(tables, {"small": by_size, "large": more})
    parts = found.diagnostics["variance"]
    assert min(parts.values()) > 0
    assert sum(value for name, value in parts.items() if name != "total") == parts["total"]
    sizes = np.log([each.table.observed for each in tables])
    means = (sizes + np.log(260)) / 2
    assert parts["model"] == pytest.approx(np.mean((sizes - np.log(260)) ** 2) / 4, rel=1e-3)
    pairs = means.reshape(2, 2)
    assert parts["missing_stratum"] == pytest.approx(pairs.var(axis=1).mean(), rel=1e-3)
    assert parts["linkage"] == pytest.approx(pairs.mean(axis=1).var(), rel=1e-3)


def test_pooled_limits_are_those_of_the_mixture() -> None:
    far = [table_of(10, 10, 5), table_of(1000, 1000, 500)]
    found = average_linkage(far, by_size)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 60 < 4000 < found.high


def test_too_many_refusals_take_the_point_away() -> None:
    def choosy(table: OverlapTable) -> Estimate:
        if table.observed > TABLES[0].observed:
            return refused(table, "choosy", Status.NO_OVERLAP, "nobody is on two lists")
        return by_size(table)

    found = average_linkage(TABLES, choosy)
    assert found.status is Status.NO_OVERLAP
    assert found.point is None
    assert "3 of 4 versions of the table give no total: nobody is on two lists" in found.warnings
    mostly = average_linkage([TABLES[0]] * 39 + [TABLES[1]], choosy)
    assert mostly.status is Status.OK
    assert mostly.diagnostics["share_left_out"] == pytest.approx(1 / 40)


def test_nothing_but_refusals_gives_nothing() -> None:
    found = average_linkage([OverlapTable.of(LISTS, {1: 5, 2: 5})] * 3, chao)
    assert (found.status, found.low, found.point, found.high) == (
        Status.NO_OVERLAP,
        None,
        None,
        None,
    )


def test_the_same_seed_gives_the_same_numbers() -> None:
    one, other = average_linkage(TABLES, chao), average_linkage(TABLES, chao)
    assert (one.low, one.point, one.high) == (other.low, other.point, other.high)


def test_tables_of_different_lists_are_wrong_usage() -> None:
    other = OverlapTable(("x", "y", "z"), TABLES[0].cells)
    with pytest.raises(WrongUsage):
        average_linkage([TABLES[0], other], chao)
    with pytest.raises(WrongUsage):
        average_linkage([], chao)
