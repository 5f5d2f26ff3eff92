"""The same answers from Spark, cut into any number of partitions; and what to do without it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from habeas.counts import Estimate, OverlapTable, Status
from habeas.counts.estimate import estimated, refused
from habeas.counts.strata import EstimatorSettings, StrataResult, estimate_strata
from habeas.model import HabeasError, MissingExtra, WrongUsage
from tests.counts.strata.invented import many_strata
from tests.counts.strata.test_estimation import same


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    sql = pytest.importorskip("pyspark.sql")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    started = builder.getOrCreate()
    yield started
    started.stop()


def sent_along(multiple: float = 2.0) -> Any:
    """An estimator that Spark can send to its workers by value: they do not have our tests."""

    def drawing(table: OverlapTable) -> Estimate:
        import numpy as np

        cells = table.canonical().dense()
        if cells[1] < 5:
            return refused(table, "drawing", Status.NO_OVERLAP, f"too few on {table.lists[0]}")
        draws = np.random.default_rng(table.seed(3)).gamma(float(cells[1]), multiple, 300)
        low, point, high = (float(q) for q in np.quantile(draws, [0.025, 0.5, 0.975]))
        people = table.observed
        limits = (people + low, people + point, people + high)
        return estimated(
            table, "drawing", limits, draws=people + draws, diagnostics={"of": table.lists}
        )

    return drawing


@pytest.mark.ci
@pytest.mark.parametrize("partitions", [1, 2, 8, None])
def test_partitions_and_engine_change_nothing(session: Any, partitions: int | None) -> None:
    strata = many_strata(24)
    local = estimate_strata(strata, sent_along())
    assert any(row.estimate.status is Status.OK for row in local.rows)
    spark = estimate_strata(strata[::-1], sent_along(), engine=session, partitions=partitions)
    assert same(local, spark)


@pytest.mark.ci
def test_the_active_session_serves_where_only_spark_is_named(session: Any) -> None:
    result = estimate_strata(many_strata(4), sent_along(), engine="spark")
    assert same(result, estimate_strata(many_strata(4), sent_along()))
    assert session.range(3).count() == 3, "a session that was there before stays open"


@pytest.mark.ci
def test_an_error_of_ours_comes_back_as_itself(session: Any) -> None:
    with pytest.raises(WrongUsage, match="no method 'guess'"):
        estimate_strata(many_strata(4), EstimatorSettings("guess"), engine=session)


@pytest.mark.ci
def test_no_strata_need_no_work(session: Any) -> None:
    assert estimate_strata([], sent_along(), engine=session) == StrataResult((), 0)


def test_without_java_one_line_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    sql = pytest.importorskip("pyspark.sql")
    monkeypatch.setattr(sql.SparkSession, "getActiveSession", lambda: None)
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.delenv("SPARK_REMOTE", raising=False)
    with pytest.raises(MissingExtra, match="Java") as refusal:
        estimate_strata(many_strata(4), sent_along(), engine="spark")
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("missing", ["pyarrow", "pyspark.errors"])
def test_without_the_extra_the_line_that_installs_it(
    monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(HabeasError, match=r"pip install 'habeas\[spark\]'"):
        estimate_strata(many_strata(4), sent_along(), engine="spark")
