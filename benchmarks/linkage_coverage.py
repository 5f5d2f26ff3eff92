"""How often totals cover the truth when records were linked with errors.

    python benchmarks/linkage_coverage.py [REPLICATES [SCENARIOS.json POPULATION]]

By default 100 replicates of 2,000 people on four lists, 8 % of links missed, 1 % of single records
joined to somebody else. Three ways: as if the linkage were right; given the two error rates, from
which 50 true tables are drawn and averaged; and the same with each rate known up to a factor of
two. The estimator is the log-linear model of least BIC with its profile interval.
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
from habeas.counts.populations import CaptureClass, LinkageErrors, Population, population_of

BADLY_LINKED = Population(
    2000,
    (CaptureClass(1.0, (0.3, 0.25, 0.2, 0.15)),),
    linkage=LinkageErrors(missed=0.08, false=0.01),
)


def main(replicates: int, name: str, population: Population) -> None:
    """Print coverage, median error and median width, as shares of the truth."""
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
    times, *named = sys.argv[1:] or ["100"]
    chosen, known = "badly linked", BADLY_LINKED
    if named:
        chosen = named[1]
        known = population_of(json.loads(Path(named[0]).read_text(encoding="utf-8"))[chosen])
    main(int(times), chosen, known)
