"""How many independent draws of a total the latent class chains give for a second of CPU.

    python benchmarks/latent_class_speed.py TABLE.csv...    effective draws a second, table by table
    python benchmarks/latent_class_speed.py --strata 1000   that many different tables of 4 lists

A table is a CSV file with one 0/1 column a list, then `count`. Effective draws are those of N
(rank-normalised bulk, over the kept draws of 4 chains); the seconds are all of the call's,
warm-up included, after one call that loads the compiled code. A stratum is done when it is worth
400 draws of log N and R-hat is at most 1.01. One process: divide its seconds by your cores.
"""

from __future__ import annotations

import csv
import resource
import sys
import time
from pathlib import Path

import numpy as np

from habeas.counts import OverlapTable
from habeas.counts.diagnostics import ess_bulk
from habeas.counts.latent import latent_chains, latent_class
from habeas.counts.populations import CaptureClass, Population

_WORTH = 10_000
_FEWEST, _MOST = 150, 900


def main(arguments: list[str]) -> None:
    """Measure the tables named, or so many strata."""
    latent_class(stratum(np.random.default_rng(0)))
    if arguments[:1] == ["--strata"]:
        measure_strata(int(arguments[1]))
    else:
        for name in arguments:
            measure_table(Path(name))
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB")


def measure_table(path: Path) -> None:
    """Print one table's effective draws, seconds and quantiles."""
    with path.open(encoding="utf-8", newline="") as opened:
        header, *rows = csv.reader(opened)
    table = OverlapTable.of_rows(
        header[:-1],
        [[int(value) for value in row[:-1]] for row in rows],
        [int(row[-1]) for row in rows],
    )
    started = time.process_time()
    chains = latent_chains(table, effective_draws=_WORTH, budget=100_000)
    seconds = time.process_time() - started
    worth = ess_bulk(chains.totals)
    low, middle, high = np.quantile(chains.totals, [0.025, 0.5, 0.975])
    print(
        f"{path.stem:20} {worth / seconds:8,.0f} a second  ({worth:7,.0f} in {seconds:6.2f} s)  "
        f"{middle:,.0f} [{low:,.0f}-{high:,.0f}]",
        flush=True,
    )


def measure_strata(count: int) -> None:
    """Print what so many different strata cost, and how many of them converged."""
    random = np.random.default_rng(20)
    spent, worth, apart = [], [], []
    for _ in range(count):
        table = stratum(random)
        started = time.process_time()
        facts = latent_class(table).diagnostics
        spent.append(time.process_time() - started)
        worth.append(facts["ess_bulk"])
        apart.append(facts["rhat"])
    done = (np.array(worth) >= 400) & (np.array(apart) <= 1.01)
    print(
        f"{count} strata: {sum(spent):.1f} CPU s, {np.mean(spent):.3f} each "
        f"(median {np.median(spent):.3f}, most {max(spent):.2f}); {done.sum()} of {count} reached "
        f"400 effective draws and R-hat 1.01 (least {min(worth):.0f}, most {max(apart):.3f})"
    )


def stratum(random: np.random.Generator) -> OverlapTable:
    """A table of 4 lists and 150 to 900 people, from one to three classes."""
    while True:
        classes = int(random.integers(1, 4))
        shares = random.dirichlet(np.full(classes, 2.0))
        captures = random.beta(1.2, 3.0, size=(classes, 4))
        table = Population(
            int(np.exp(random.uniform(np.log(250), np.log(4000)))),
            tuple(
                CaptureClass(float(share), tuple(float(p) for p in capture))
                for share, capture in zip(shares, captures, strict=True)
            ),
        ).draw(random)
        if _FEWEST <= table.observed <= _MOST and min(table.list_sizes) > 0:
            return table


if __name__ == "__main__":
    main(sys.argv[1:])
