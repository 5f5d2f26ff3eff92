"""Distinct tables computed on Spark: a classic session or a Spark Connect one.

The workers need Habeas installed, as the driver does: PYSPARK_PYTHON names their Python.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from habeas.counts.strata.distinct import DistinctTable
from habeas.counts.strata.estimator import Estimator, computed
from habeas.model import HabeasError, MissingExtra, WrongUsage

Packed = tuple[str, str, bytes]
_SCHEMA = "fingerprint string, estimate string, draws binary, refusal string"
_TABLES_IN_A_PARTITION = 50
_MOST_PARTITIONS = 2000


def compute_on_spark(
    tables: Sequence[DistinctTable],
    estimator: Estimator,
    *,
    session: Any,
    partitions: int | None,
    keep_draws: int,
) -> Generator[Packed, None, None]:
    """(fingerprint, estimate as JSON, draws as bytes) for each table, in any order.

    `session`: a SparkSession, or "spark" for the active one or one that is started here and
    stopped again. `partitions`: one for each 50 tables by default. Raises MissingExtra where
    pyspark, pyarrow or Java is missing, WrongUsage where a method has no such setting.
    """
    try:
        import_module("pandas")  # without it pyspark's mapInArrow refuses to work
        import pyarrow
        from pyspark.errors import PySparkException
    except ImportError as missing:
        raise MissingExtra(
            "counting on Spark needs pyspark, pyarrow and pandas",
            remedy="pip install 'habeas[spark]'",
        ) from missing
    if not tables:
        return
    asked = pyarrow.table(
        {
            "fingerprint": [table.fingerprint for table in tables],
            "lists": pyarrow.array([table.lists for table in tables], pyarrow.int32()),
            # As text: a pattern over more than 63 lists has no integer column that holds it.
            "cells": [json.dumps(table.cells) for table in tables],
        }
    )
    count = partitions or min(_MOST_PARTITIONS, 1 + (len(tables) - 1) // _TABLES_IN_A_PARTITION)
    with _session(session) as spark:
        frame = spark.createDataFrame(asked).repartition(count)
        try:
            answers = frame.mapInArrow(_work(estimator, keep_draws), _SCHEMA).toArrow()
        except PySparkException as failure:
            if "No module named 'habeas'" in str(failure):
                raise MissingExtra(
                    "Spark's workers run a Python without Habeas",
                    remedy="set PYSPARK_PYTHON to one with it before the session starts",
                ) from failure
            raise
    for batch in answers.to_batches():
        for row in batch.to_pylist():
            if row["refusal"] is not None:
                raise WrongUsage(row["refusal"])
            yield row["fingerprint"], row["estimate"], row["draws"]


def _work(estimator: Estimator, keep_draws: int) -> Any:
    """The function that Spark sends to its workers: record batches of tables to answers."""

    def work(batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow

        names = ("fingerprint", "estimate", "draws", "refusal")
        kinds = (pyarrow.string(), pyarrow.string(), pyarrow.binary(), pyarrow.string())
        for batch in batches:
            answers = [_answer(estimator, keep_draws, row) for row in batch.to_pylist()]
            columns = [
                pyarrow.array([answer[place] for answer in answers], kind)
                for place, kind in enumerate(kinds)
            ]
            yield pyarrow.RecordBatch.from_arrays(columns, names=names)

    return work


def _answer(
    estimator: Estimator, keep_draws: int, row: dict[str, Any]
) -> tuple[str, str, bytes, str | None]:
    cells = tuple((pattern, people) for pattern, people in json.loads(row["cells"]))
    try:
        text, draws = computed(estimator, row["lists"], cells, keep_draws)
    except HabeasError as refusal:
        # An error of ours comes back as itself, not inside a stack trace of the JVM.
        return row["fingerprint"], "", b"", str(refusal)
    return row["fingerprint"], text, draws, None


@contextmanager
def _session(session: Any) -> Generator[Any, None, None]:
    if not isinstance(session, str):
        yield session
        return
    from pyspark.sql import SparkSession

    active = SparkSession.getActiveSession()
    if active is not None:
        yield active
        return
    _check_java()
    # Spark would start its workers with whatever `python3` there is on the path.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    started = SparkSession.builder.appName("habeas counts").getOrCreate()
    try:
        yield started
    finally:
        started.stop()


def _check_java() -> None:
    """Say plainly what Spark would say with a stack trace. Spark Connect needs no Java here."""
    home = os.environ.get("JAVA_HOME")
    found = shutil.which("java", path=f"{home}/bin" if home else None)
    if found is None and not os.environ.get("SPARK_REMOTE"):
        raise MissingExtra(
            "Spark needs Java, and none was found",
            remedy="install Java 17 (Debian: apt install openjdk-17-jre-headless) or set JAVA_HOME",
        )
