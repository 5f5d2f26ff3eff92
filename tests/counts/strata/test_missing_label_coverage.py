"""Strata of known size, a third of their people without a label: do intervals hold the truth?"""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from habeas.counts.strata import StratumTable, estimate_strata, estimate_with_missing_labels
from habeas.counts.strata.stratum import Key
from habeas.counts.table import OverlapTable
from tests.counts.strata.invented import LISTS

# How often a label is missing depends on the pattern: those on one list only lack it most.
MISSING = np.array([0, 0.5, 0.2, 0.2, 0.3, 0.2, 0.1, 0.1])
WORLDS = 60


def table(counts: NDArray[np.int64]) -> OverlapTable:
    return OverlapTable.of(LISTS, {p: int(c) for p, c in enumerate(counts) if p})


@pytest.mark.ci
def test_pooled_replicates_cover_and_the_labelled_alone_do_not() -> None:
    """Three strata of 300 to 900, each list independent with a reach of its own in each."""
    random = np.random.default_rng(13)
    held: list[bool] = []
    alone: list[bool] = []
    for _ in range(WORLDS):
        known: dict[Key, OverlapTable] = {}
        unknown = np.zeros(8, dtype=np.int64)
        sizes = random.integers(300, 900, 3)
        for number, size in enumerate(sizes):
            caught = random.random((size, 3)) < random.uniform(0.15, 0.55, 3)
            people = np.bincount(caught @ np.array([1, 2, 4]), minlength=8)
            lost = random.binomial(people, MISSING)
            unknown += lost
            known[(("stratum", number),)] = table(people - lost)
        found = estimate_with_missing_labels(known, table(unknown), "independence", replicates=10)
        labelled = [StratumTable(key, None, each) for key, each in known.items()]
        naive = estimate_strata(labelled, "independence")
        for rows, kept in ((found.strata.rows, held), (naive.rows, alone)):
            for size, row in zip(sizes, rows, strict=True):
                low, high = row.estimate.low, row.estimate.high
                assert low is not None
                assert high is not None
                kept.append(low <= size <= high)
    # 180 intervals that hold in 95 of 100 hold in at least 91 of 100, but for one time in 200.
    assert np.mean(held) >= 0.91
    assert np.mean(alone) < 0.2
