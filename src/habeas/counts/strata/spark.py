"""Distinct tables computed on Spark: a classic session or a Spark Connect one."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator, Sequence
from typing import Any

from habeas.counts.strata.distinct import DistinctTable
from habeas.counts.strata.estimator import Estimator, computed
from habeas.engine import spark_session
from habeas.model import HabeasError, WrongUsage

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
    if not tables:
        return
    count = partitions or min(_MOST_PARTITIONS, 1 + (len(tables) - 1) // _TABLES_IN_A_PARTITION)
    with spark_session(session, work="counting") as spark:
        frame = spark.createDataFrame(_asked(tables)).repartition(count)
        answers = frame.mapInArrow(_work(estimator, keep_draws), _SCHEMA).toArrow()
    for batch in answers.to_batches():
        for row in batch.to_pylist():
            if row["refusal"] is not None:
                raise WrongUsage(row["refusal"])
            yield row["fingerprint"], row["estimate"], row["draws"]


def _asked(tables: Sequence[DistinctTable]) -> Any:
    import pyarrow

    return pyarrow.table(
        {
            "fingerprint": [table.fingerprint for table in tables],
            "lists": pyarrow.array([table.lists for table in tables], pyarrow.int32()),
            # As text: a pattern over more than 63 lists has no integer column that holds it.
            "cells": [json.dumps(table.cells) for table in tables],
        }
    )


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
