"""The same persons from Spark as from one machine, with the same weights, however it is cut."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from habeas.model import WrongUsage
from habeas.people import Decision, Records, Resolution, Sameness, resolve
from habeas.people.clustering import Decided, Linkage, linked
from habeas.people.engine import OneMachine
from habeas.people.evidence.features import features
from habeas.people.evidence.model import Compared
from habeas.people.evidence.training import first_model
from habeas.people.facts import facts_of
from habeas.people.spark import OnSpark
from tests.people.invented import lists_of

# Half of the time of a short session goes into code that the virtual machine compiles too well.
QUICK = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
}


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    sql = pytest.importorskip("pyspark.sql")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = sql.SparkSession.builder.master("local[2]")
    for name, value in QUICK.items():
        builder = builder.config(name, value)
    started = builder.getOrCreate()
    yield started
    started.stop()


@pytest.fixture(scope="module")
def records() -> Records:
    return lists_of(150).records


def check_same(local: Resolution, spark: Resolution) -> None:
    assert spark.person_ids == local.person_ids
    assert np.array_equal(spark.person, local.person)
    assert np.array_equal(spark.pairs.left, local.pairs.left)
    assert np.array_equal(spark.pairs.right, local.pairs.right)
    assert np.abs(spark.pairs.log_odds - local.pairs.log_odds).max() <= 1e-6
    assert np.abs(spark.probability - local.probability).max() <= 1e-6
    assert spark.figures == local.figures


def test_spark_makes_the_same_persons_with_the_same_weights(session: Any, records: Records) -> None:
    local = resolve(records)
    assert 0 < len(local) < len(records), "some records are one person, not all"
    check_same(local, resolve(records, engine=session))


def test_an_engine_that_there_is_not_is_refused() -> None:
    with pytest.raises(WrongUsage, match="no engine 'duckdb'"):
        resolve(lists_of(2).records, engine="duckdb")


@pytest.mark.ci
def test_how_finely_the_work_is_cut_changes_nothing(session: Any, records: Records) -> None:
    compared = Compared(features(records))
    model = first_model(compared, seed=1)
    whole = OnSpark(session).candidates(compared, model, most_a_record=20)
    cut = OnSpark(session, records_a_span=150, records_a_partition=60)
    again = cut.candidates(compared, model, most_a_record=20)
    for found, expected in zip(vars_of(again), vars_of(whole), strict=True):
        assert np.array_equal(found, expected)
    linkage = Linkage(compared, model, facts_of(records), Decided.of((), records), -3.0)
    here = linked(linkage, whole.left, whole.right)
    there = linked(linkage, whole.left, whole.right, run=cut.link, most_pairs=20)
    assert np.array_equal(here.cluster, there.cluster)
    assert here.refused == there.refused


def vars_of(found: Any) -> tuple[Any, ...]:
    return found.left, found.right, found.log_odds, found.met


@pytest.mark.ci
def test_what_reviewers_decided_holds_on_spark(session: Any, records: Records) -> None:
    first = resolve(records)
    person = int(np.bincount(first.person).argmax())
    ids = [first.records.ids[row] for row in np.flatnonzero(first.person == person)]
    alone = first.records.ids[int(np.flatnonzero(first.person != person)[0])]
    decisions = (
        Decision(Sameness.DIFFERENT, (ids[0],), tuple(ids[1:])),
        Decision(Sameness.SAME, (ids[1],), (alone,)),
    )
    local = resolve(records, decisions=decisions)
    check_same(local, resolve(records, decisions=decisions, engine="spark"))
    assert len({local.person[records.ids.index(name)] for name in (ids[1], alone)}) == 1
    assert session.range(3).count() == 3, "a session that was there before stays open"


@pytest.mark.ci
def test_thousands_of_records(session: Any) -> None:
    many = lists_of(1_000, seed=4).records
    check_same(resolve(many), resolve(many, engine=session))


@pytest.mark.ci
def test_new_records_meet_settled_ones_on_spark_as_here(session: Any, records: Records) -> None:
    settled = np.arange(len(records)) % 3 > 0
    compared = Compared(features(records))
    model = first_model(compared, seed=1)
    here = OneMachine().candidates(compared, model, most_a_record=20, settled=settled)
    there = OnSpark(session).candidates(compared, model, most_a_record=20, settled=settled)
    assert len(here.left) > 0
    assert not (settled[there.left] & settled[there.right]).any()
    for found, expected in zip(vars_of(there), vars_of(here), strict=True):
        assert np.array_equal(found, expected)
