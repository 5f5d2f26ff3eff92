"""Whether the interval of the number of persons holds the truth, and how well chances are said.

    python benchmarks/people/persons_coverage.py LISTS.parquet …

Each file was made by lists.py, with its truth beside as LISTS.truth.csv. Prints for every file the
true number, the interval and the calibration error of the pairs' probabilities (15 bins of equal
width), and at the end the share of intervals that hold the truth and their median width.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from habeas.people import partitions, reading, resolve

BINS = 15


def truth_of(path: Path, ids: tuple[str, ...]) -> NDArray[np.int64]:
    """The number of the true person of each record, (n,)."""
    with path.with_suffix(".truth.csv").open(encoding="utf-8", newline="") as file:
        known = {row["unique_id"]: row["cluster"] for row in csv.DictReader(file)}
    return np.unique([known[name] for name in ids], return_inverse=True)[1].astype(np.int64)


def calibration_error(said: NDArray[np.float64], same: NDArray[np.bool_]) -> float:
    """The mean distance between what was said and what was so, over the pairs of each bin."""
    place = np.minimum((said * BINS).astype(np.int64), BINS - 1)
    count = np.bincount(place, minlength=BINS)
    apart = np.bincount(place, weights=said - same, minlength=BINS)
    return float(np.abs(apart[count > 0]).sum() / max(1, len(said)))


def main() -> None:
    """Resolve every file and set its interval beside the truth."""
    held, widths = [], []
    for name in sys.argv[1:]:
        records = reading.read_records([name]).records
        truth = truth_of(Path(name), records.ids)
        resolution = resolve(records)
        draws = partitions.sample_partitions(resolution, draws=100)
        interval = partitions.persons_interval(resolution, draws)
        persons = len(np.unique(truth))
        pairs = resolution.pairs
        said = partitions.calibrated(resolution).probability(pairs.log_odds)
        error = calibration_error(np.asarray(said), truth[pairs.left] == truth[pairs.right])
        held.append(interval.low <= persons <= interval.high)
        widths.append((interval.high - interval.low) / persons)
        print(
            f"{Path(name).name}: {persons:,} persons, said {interval.low:,.0f} to"
            f" {interval.high:,.0f}, width {widths[-1]:.3f}, calibration error {error:.4f}"
        )
    print(
        f"{np.mean(held):.0%} of {len(held)} hold the truth, median width {np.median(widths):.3f}"
    )


if __name__ == "__main__":
    main()
