"""How often totals cover the truth when records were linked with errors.

    python benchmarks/linkage_coverage.py SCENARIOS.json [POPULATION [REPLICATES]]

By default 200 replicates of G1_linkage4 (8 % of links missed, 1 % of single records joined to
somebody else). Three ways: as if the linkage were right; given the two error rates, from which 50
true tables are drawn and averaged; and the same with each rate known up to a factor of two. The
estimator is the log-linear model of least BIC with its profile interval.
"""

from __future__ import annotations

import json
import sys
import time
from functools import partial
from pathlib import Path

import numpy as np

from habeas.counts.estimate import Estimate
from habeas.counts.linkage import correct_linkage
from habeas.counts.loglinear import log_linear
from habeas.counts.populations import population_of


def main(scenarios: Path, name: str, replicates: int) -> None:
    """Print coverage, median error and median width, as shares of the truth."""
    population = population_of(json.loads(scenarios.read_text(encoding="utf-8"))[name])
    errors = population.linkage
    if errors is None:
        raise SystemExit(f"{name} has no linkage errors")
    estimator = partial(log_linear, interval="profile")
    ways = {
        "as linked": estimator,
        "given the rates": partial(
            correct_linkage, missed=errors.missed, false=errors.false, estimator=estimator
        ),
        "given ranges of half to twice the rates": partial(
            correct_linkage,
            missed=(errors.missed / 2, errors.missed * 2),
            false=(errors.false / 2, errors.false * 2),
            estimator=estimator,
        ),
    }
    for way, run in ways.items():
        started = time.process_time()
        found = [
            run(population.draw(np.random.default_rng(700_000 + replicate)))
            for replicate in range(replicates)
        ]
        seconds = (time.process_time() - started) / replicates
        print(f"{name}, {way}: {_summary(found, population.size)}, {seconds:.2f} CPU s each")


def _summary(found: list[Estimate], truth: int) -> str:
    told = [each for each in found if each.low is not None and each.high is not None]
    covered = sum((each.low or 0) <= truth <= (each.high or 0) for each in told) / len(found)
    error = np.median([(each.point or np.nan) / truth - 1 for each in told])
    width = np.median([((each.high or 0) - (each.low or 0)) / truth for each in told])
    return f"covers {covered:.1%} of {len(found)}, median error {error:+.1%}, width {width:.2f}"


if __name__ == "__main__":
    path, *further = sys.argv[1:]
    chosen, times = [*further, *("G1_linkage4", "200")[len(further) :]]
    main(Path(path), chosen, int(times))
