"""Thousands of tables through one estimator: the same answers on any engine, in any order."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing
from typing import Any

from habeas.counts.estimate import Estimate
from habeas.counts.strata.distinct import DistinctTable, given_back, planned
from habeas.counts.strata.estimator import Estimator, EstimatorSettings
from habeas.counts.strata.local import compute_locally
from habeas.counts.strata.result import StrataResult
from habeas.counts.strata.stratum import StratumEstimate, StratumTable
from habeas.counts.strata.transport import unpacked
from habeas.counts.table import OverlapTable
from habeas.engine import is_spark

Progress = Callable[[int, int], None]


def estimate_strata(
    strata: Iterable[StratumTable],
    estimator: str | Estimator,
    *,
    engine: Any = "local",
    processes: int = 1,
    partitions: int | None = None,
    seed: int = 1,
    keep_draws: int = 1000,
    progress: Progress | None = None,
) -> StrataResult:
    """Estimate every stratum; equal tables (whatever their lists are called) only once.

    `estimator`: a method's name, EstimatorSettings, or a function from table to estimate. The
    first two get `seed`, from which and from the table's cells each method makes its own seed;
    so neither the order of the strata, nor their partitioning, nor the engine changes a digit.
    `engine`: "local" with so many `processes`, "spark", or a SparkSession; `partitions` are
    Spark's. `keep_draws`: posterior draws kept of each distinct table (8 bytes each). `progress`
    is called with (distinct tables done, distinct tables in all).

    A method sees each table with its lists in canonical order and without their names, which are
    put back into its answer: settings that name lists, or their positions, have no meaning here.
    `Estimate.lists` are in that order too.

    Raises InputRefused for a stratum given twice, WrongUsage for an engine, method or setting
    that is not there, MissingExtra where Spark or Java is not installed.
    """
    function = _estimator(estimator, seed)
    plan = planned(strata)
    tables = sorted(plan.distinct.values(), key=lambda table: table.fingerprint)
    answers: dict[str, Estimate] = {}
    computing = _on_engine(engine, tables, function, processes, partitions, keep_draws)
    with closing(computing):
        for fingerprint, text, draws in computing:
            answers[fingerprint] = unpacked(text, draws)
            if progress is not None:
                progress(len(answers), len(tables))
    own: dict[OverlapTable, Estimate] = {}
    rows = []
    for key, replicate, table in plan.strata:
        if table not in own:
            own[table] = given_back(answers[plan.fingerprints[table]], table)
        rows.append(StratumEstimate(key, replicate, own[table]))
    return StrataResult(tuple(rows), distinct_tables=len(tables))


def _estimator(estimator: str | Estimator, seed: int) -> Estimator:
    if isinstance(estimator, str):
        return EstimatorSettings(estimator).seeded(seed)
    return estimator.seeded(seed) if isinstance(estimator, EstimatorSettings) else estimator


def _on_engine(
    engine: Any,
    tables: Sequence[DistinctTable],
    estimator: Estimator,
    processes: int,
    partitions: int | None,
    keep_draws: int,
) -> Generator[tuple[str, str, bytes], None, None]:
    if not is_spark(engine):
        return compute_locally(tables, estimator, processes=processes, keep_draws=keep_draws)
    from habeas.counts.strata.spark import compute_on_spark

    return compute_on_spark(
        tables, estimator, session=engine, partitions=partitions, keep_draws=keep_draws
    )
