"""How fast thousands of strata are estimated, on this machine and on Spark.

    python benchmarks/strata_speed.py [latent|spark|all] [TABLES]

latent: 1,000 different 4-list strata of 150 to 900 people through the latent class model, on two
processes (issue 3, S7). The strata are those of `random_population` (populations.py states its
prior), drawn until they have four lists and so many people on them.

spark: 100,000 stratum × replicate tables with 1,000, 2,000 and 4,000 distinct ones among them
through sample coverage on Spark local[2], and what it costs this process alone; then the same
answers from 1, 2 and 8 partitions as from here (S8). CPU seconds are those of all processes, the
JVM's too.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator

import numpy as np
import psutil

from habeas.counts import OverlapTable, Status
from habeas.counts.populations import random_population
from habeas.counts.strata import EstimatorSettings, StrataResult, StratumTable, estimate_strata

LISTS = 4
FEWEST, MOST = 150, 900
WANTED_ESS, WANTED_RHAT = 400, 1.01
MEGABYTE = 1_000_000


def different_tables(count: int, seed: int) -> list[OverlapTable]:
    """So many tables of four lists, no two equal in whatever order of lists."""
    random = np.random.default_rng(seed)
    found: dict[str, OverlapTable] = {}
    while len(found) < count:
        population = random_population(random)
        if population.list_count != LISTS:
            continue
        table = population.draw(random)
        if FEWEST <= table.observed <= MOST:
            found.setdefault(table.fingerprint, table)
    return list(found.values())


def family_peak(work: Callable[[], StrataResult]) -> tuple[StrataResult, float, float, float]:
    """The result, wall and CPU seconds (children's too), and peak megabytes of all processes.

    Megabytes are the sum of what each process holds resident, sampled ten times a second: shared
    pages count in each, so this errs upwards.
    """
    me, peak, done = psutil.Process(), [0.0], threading.Event()

    def watch() -> None:
        while not done.wait(0.1):
            total = 0
            for process in (me, *me.children(recursive=True)):
                try:
                    total += process.memory_info().rss
                except psutil.NoSuchProcess:
                    continue
            peak[0] = max(peak[0], total / MEGABYTE)

    watcher = threading.Thread(target=watch)
    watcher.start()
    before, started = family_cpu(), time.monotonic()
    try:
        result = work()
    finally:
        wall, cpu = time.monotonic() - started, family_cpu() - before
        done.set()
        watcher.join()
    return result, wall, cpu, peak[0]


def family_cpu() -> float:
    """CPU seconds of this process and all that it started, living and ended."""
    total = 0.0
    for process in (psutil.Process(), *psutil.Process().children(recursive=True)):
        try:
            spent = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += spent.user + spent.system + spent.children_user + spent.children_system
    return total


def latent(count: int) -> None:
    """Print what S7 asks for: time, effective draws, agreement of the chains, memory."""
    strata = [
        StratumTable((("stratum", number),), None, table)
        for number, table in enumerate(different_tables(count, seed=7))
    ]
    people = [stratum.table.observed for stratum in strata]
    settings = EstimatorSettings("latent-class", {"effective_draws": WANTED_ESS})
    result, wall, cpu, peak = family_peak(lambda: estimate_strata(strata, settings, processes=2))
    facts = [row.estimate.diagnostics for row in result.rows if "rhat" in row.estimate.diagnostics]
    ess = np.array([fact["ess_bulk"] for fact in facts])
    rhat = np.array([fact["rhat"] for fact in facts])
    reached = int(((ess >= WANTED_ESS) & (rhat <= WANTED_RHAT)).sum())
    print(f"{count} strata of {min(people)} to {max(people)} people, 2 processes")
    print(f"{wall:.1f} s, {cpu:.1f} CPU s ({cpu / count:.3f} each), at most {peak:.0f} MB")
    print(
        f"ESS least {ess.min():.0f}, median {np.median(ess):.0f}; "
        f"R-hat most {rhat.max():.4f}; both as wanted in {reached} of {count}"
    )
    for status in Status:
        number = sum(row.estimate.status is status for row in result.rows)
        if number:
            print(f"{number} {status}")


def repeated(tables: list[OverlapTable], count: int) -> Iterator[StratumTable]:
    """So many strata by place and replicate, among which these tables stand in turn."""
    for number in range(count):
        key = (("place", number // 100),)
        table = tables[number % len(tables)]
        # An object of its own, as a reader of files would make it: nothing is known of it yet.
        yield StratumTable(key, number % 100, OverlapTable(table.lists, table.cells))


def spark(count: int) -> None:
    """Print what S8 asks for: linear in the distinct tables, equal for any partitions."""
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.ui.showConsoleProgress", "false").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    settings = EstimatorSettings("sample-coverage")
    tables = different_tables(4000, seed=8)
    warm = list(repeated(tables[:10], 10))
    estimate_strata(warm, settings, engine=session)
    for distinct in (1000, 2000, 4000):
        strata = list(repeated(tables[:distinct], count))
        before, started = family_cpu(), time.monotonic()
        result = estimate_strata(strata, settings, engine=session)
        wall, cpu = time.monotonic() - started, family_cpu() - before
        before_alone = time.process_time()
        estimate_strata(repeated(tables[:distinct], count), settings)
        print(
            f"{len(result.rows)} tables, {result.distinct_tables} distinct: "
            f"Spark local[2] {wall:.1f} s, {cpu:.1f} CPU s; "
            f"this process alone {time.process_time() - before_alone:.1f} CPU s"
        )
    fewer = min(count, 20_000)
    alone = estimate_strata(repeated(tables[:1000], fewer), settings)
    for partitions in (1, 2, 8):
        again = estimate_strata(
            repeated(tables[:1000], fewer), settings, engine=session, partitions=partitions
        )
        print(f"{partitions} partitions: {'identical' if again == alone else 'DIFFERENT'}")
    session.stop()


if __name__ == "__main__":
    arguments = [*sys.argv[1:], "all", "0"]
    which, asked = (arguments[0], int(arguments[1])) if len(sys.argv) > 2 else (arguments[0], 0)
    if which in ("latent", "all"):
        latent(asked or 1000)
    if which in ("spark", "all"):
        spark(asked or 100_000)
