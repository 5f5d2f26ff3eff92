"""How fast the total is averaged over all decomposable graphs, and in how much memory.

    python benchmarks/decomposable_speed.py [TABLE.csv]

One process, CPU seconds. A table (0/1 columns, then `count`) is estimated first, where one is
named; then tables drawn from populations of known size: four lists, as in many small strata, and
five to seven. The peak memory is the process's own so far.
"""

from __future__ import annotations

import csv
import resource
import sys
import time
from pathlib import Path

import numpy as np

from habeas.counts import OverlapTable
from habeas.counts.decomposable import decomposable
from habeas.counts.populations import CaptureClass, Population

CAPTURE = (0.2, 0.15, 0.1, 0.25, 0.12, 0.18, 0.1)
STRATA = 100


def main(paths: list[str]) -> None:
    """Print CPU seconds for each number of lists."""
    for path in paths:
        _measure(Path(path).name, [_table(Path(path))])
    random = np.random.default_rng(1)
    strata = Population(600, (CaptureClass(1.0, CAPTURE[:4]),))
    _measure(f"4 lists, {STRATA} strata", [strata.draw(random) for _ in range(STRATA)])
    for lists in (5, 6, 7):
        population = Population(3000, (CaptureClass(1.0, CAPTURE[:lists]),))
        _measure(f"{lists} lists", [population.draw(random)])


def _measure(name: str, tables: list[OverlapTable]) -> None:
    """First with the enumeration of the graphs, then without."""
    started = time.process_time()
    decomposable(tables[0])
    first = time.process_time() - started
    started = time.process_time()
    for table in tables:
        decomposable(OverlapTable(table.lists, table.cells))
    each = (time.process_time() - started) / len(tables)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name}: first {first:.3f} s, then {each:.4f} s a table; peak {peak:.0f} MB")


def _table(path: Path) -> OverlapTable:
    with path.open(encoding="utf-8", newline="") as opened:
        header, *rows = csv.reader(opened)
    cells = [[int(value) for value in row] for row in rows]
    return OverlapTable.of_rows(header[:-1], [row[:-1] for row in cells], [r[-1] for r in cells])


if __name__ == "__main__":
    main(sys.argv[1:])
