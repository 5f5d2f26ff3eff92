"""How fast log-linear models are fitted, chosen and bootstrapped.

    python benchmarks/log_linear_speed.py [FOLDER]

FOLDER holds overlap tables as CSV (0/1 columns, then `count`): kosovo, uk5, uk. Without it, the
published Kosovo table and invented ones of five and six lists take their place. CPU seconds of
one thread, the best of three; the first call, which loads the compiled kernel, stands apart.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

from habeas.counts import OverlapTable
from habeas.counts.loglinear import log_linear, stepwise
from habeas.counts.loglinear.enumeration import every_model
from habeas.counts.loglinear.fitting import fit

REPEATS = 3
# Ball, Betts, Scheuren, Dudukovic, Asher (2002), report to the ICTY; cells 1 to 15.
KOSOVO = (1131, 845, 177, 936, 228, 217, 181, 306, 106, 31, 18, 123, 42, 32, 27)


def main(folder: Path | None) -> None:
    """Print CPU seconds for the search goals S1 and S2, and the bootstrap goal S3."""
    kosovo, five, six = (
        _table(folder, name, lists) for name, lists in (("kosovo", 4), ("uk5", 5), ("uk", 6))
    )
    _line("first call of the process", partial(log_linear, kosovo), repeats=1)
    for table, order in ((kosovo, 3), (five, 2), (five, 4), (six, 2)):
        models = every_model(table.list_count, order)
        people = table.dense()
        _line(
            f"S1/S2 fit {len(models):6,} models of {table.list_count} lists",
            partial(fit, people, models),
        )
    for table, order in ((kosovo, 3), (five, 2), (five, 4), (six, 2)):
        _line(
            f"choice and profile interval, {table.list_count} lists, order {order}",
            partial(log_linear, table, max_order=order),
        )
    for resamples in (200, 1000):
        for table in (kosovo, five, six):
            _line(
                f"S3 BCa with reselection, {table.list_count} lists, {resamples} resamples",
                partial(log_linear, table, interval="bootstrap", resamples=resamples),
            )
    ten = _invented(10)
    _line("BCa by search, 10 lists, 200 resamples", partial(log_linear, ten, interval="bootstrap"))
    _line("stepwise, 4 lists, 200 resamples", partial(stepwise, kosovo))


def _line(name: str, call: Callable[[], object], repeats: int = REPEATS) -> None:
    best = float("inf")
    for _ in range(repeats):
        started = time.process_time()
        call()
        best = min(best, time.process_time() - started)
    print(f"{name:55} {best:8.4f} s", flush=True)


def _table(folder: Path | None, name: str, lists: int) -> OverlapTable:
    if folder is not None:
        rows = np.loadtxt(folder / f"{name}.csv", delimiter=",", skiprows=1, dtype=np.int64)
        names = [f"list {j + 1}" for j in range(rows.shape[1] - 1)]
        return OverlapTable.of_rows(names, rows[:, :-1].tolist(), rows[:, -1].tolist())
    if name == "kosovo":
        return OverlapTable.of(("EXH", "ABA", "OSCE", "HRW"), dict(enumerate(KOSOVO, start=1)))
    return _invented(lists)


def _invented(lists: int) -> OverlapTable:
    """3,000 people of two kinds, one of them easier to list."""
    generator = np.random.default_rng(7)
    easy = generator.random((3000, 1)) < 0.3
    on = generator.random((3000, lists)) < np.where(easy, 0.3, np.linspace(0.05, 0.2, lists))
    rows, counts = np.unique(on[on.any(axis=1)].astype(int), axis=0, return_counts=True)
    return OverlapTable.of_rows([f"list {j}" for j in range(lists)], rows.tolist(), counts.tolist())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else None)
