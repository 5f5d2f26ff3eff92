"""Small strata and a small estimator for the tests of this package."""

from __future__ import annotations

import numpy as np

from habeas.counts import Estimate, OverlapTable, Status
from habeas.counts.estimate import estimated, refused
from habeas.counts.strata import StratumTable

LISTS = ("army", "court", "press")


def two_lists_chapman(table: OverlapTable) -> Estimate:
    """Chapman's estimator on the first two lists, with 200 draws around it; refuses no overlap."""
    cells = table.canonical().dense()
    first, second = (int(sum(c for p, c in enumerate(cells) if p >> j & 1)) for j in (0, 1))
    both = int(sum(c for p, c in enumerate(cells) if p & 3 == 3))
    if not both:
        return refused(table, "small", Status.NO_OVERLAP, f"nobody on {' and '.join(table.lists)}")
    unseen = max((first + 1) * (second + 1) / (both + 1) - 1 - table.observed, 1.0)
    random = np.random.default_rng(table.seed(1))
    draws = table.observed + unseen * np.exp(0.3 * random.standard_normal(200))
    low, point, high = np.quantile(draws, [0.025, 0.5, 0.975])
    return estimated(
        table,
        "small",
        (low, point, high),
        assumptions=(f"{table.lists[0]} and {table.lists[1]} are independent",),
        diagnostics={"pair": table.lists[:2], "share": {table.lists[0]: np.float64(first)}},
        draws=draws,
    )


def table_of(*people: int, lists: tuple[str, ...] = LISTS) -> OverlapTable:
    """People by pattern 1, 2, 3, …"""
    return OverlapTable.of(lists, dict(enumerate(people, start=1)))


def many_strata(count: int = 12) -> tuple[StratumTable, ...]:
    """Strata by place and month, the fourth table of each place equal to its first."""
    random = np.random.default_rng(5)
    strata: list[StratumTable] = []
    for number in range(count):
        table = OverlapTable.of(LISTS, {p: int(c) for p, c in enumerate(random.poisson(9, 8)) if p})
        if number % 4 == 3:
            table = strata[number - 3].table
        key = (("place", f"place {number // 4}"), ("month", number % 4))
        strata.append(StratumTable(key, None, table))
    return tuple(strata)
