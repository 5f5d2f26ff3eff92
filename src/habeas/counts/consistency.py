"""Internal consistency: an estimator tried on populations whose size the table itself knows.

Everybody on one list is a population of known size. Those of them on other lists make an overlap
table, and those on no other list are its unseen. An estimator that cannot find these sizes has
little claim to the one that nobody knows (Binette & Steorts 2022, JRSS-A, section 4).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from habeas.counts.estimate import Estimate
from habeas.counts.table import OverlapTable
from habeas.model import InputRefused

Estimator = Callable[[OverlapTable], Estimate]


@dataclass(frozen=True)
class KnownPopulation:
    """One list as a population, and what the estimator made of it.

    `truth`: people on the list. `estimate` is None where the estimator refused the table, and
    `refusal` then says why. `covered` and `log_relative_bias`, log(estimate / truth), are None
    where it gave no interval or no figure. The bias is that of the computed figure, also where the
    status kept it from being given as a result: this is a trial, and hides nothing.
    """

    list_name: str
    truth: int
    estimate: Estimate | None
    covered: bool | None
    log_relative_bias: float | None
    refusal: str | None = None


@dataclass(frozen=True)
class ConsistencyReport:
    """How an estimator did on every list of a table, taken as a known population."""

    populations: tuple[KnownPopulation, ...]

    @property
    def answered(self) -> int:
        """How many of the populations got an interval."""
        return sum(known.covered is not None for known in self.populations)

    @property
    def coverage(self) -> float | None:
        """The share of the intervals given that hold the truth; None where none was given."""
        given = [known.covered for known in self.populations if known.covered is not None]
        return sum(given) / len(given) if given else None

    @property
    def mean_log_relative_bias(self) -> float | None:
        """The mean of log(estimate / truth): below 0, the estimator finds too few."""
        given = [
            known.log_relative_bias
            for known in self.populations
            if known.log_relative_bias is not None
        ]
        return sum(given) / len(given) if given else None


def consistency(table: OverlapTable, estimator: Estimator) -> ConsistencyReport:
    """Estimate the known size of each list from the other lists.

    Raises InputRefused for fewer than three lists: inside one of two, a single list is left.
    """
    if table.list_count < 3:
        raise InputRefused(
            f"{table.list_count} lists cannot be tried against each other",
            remedy="internal consistency takes at least three lists",
        )
    return ConsistencyReport(
        tuple(_tried(table, position, estimator) for position in range(table.list_count))
    )


def inside(table: OverlapTable, position: int) -> OverlapTable:
    """The other lists' overlaps among the people of one list; who is on no other falls out.

    A list that holds none of them says nothing of them, and is left out too.
    """
    among = OverlapTable(
        table.lists, tuple(cell for cell in table.cells if cell[0] >> position & 1)
    )
    sizes = among.list_sizes
    return among.select([j for j, size in enumerate(sizes) if size and j != position])


def _tried(table: OverlapTable, position: int, estimator: Estimator) -> KnownPopulation:
    name, truth = table.lists[position], table.list_sizes[position]
    others = inside(table, position)
    if others.list_count < 2:
        reason = "fewer than two other lists hold anybody of this one"
        return KnownPopulation(name, truth, None, None, None, reason)
    try:
        estimate = estimator(others)
    except InputRefused as refusal:
        return KnownPopulation(name, truth, None, None, None, str(refusal))
    covered = None
    if estimate.low is not None and estimate.high is not None:
        covered = estimate.low <= truth <= estimate.high
    point = _computed(estimate)
    bias = math.log(point / truth) if point is not None and point > 0 else None
    return KnownPopulation(name, truth, estimate, covered, bias)


def _computed(estimate: Estimate) -> float | None:
    """The figure, or what the method computed where its status took the figure away."""
    if estimate.point is not None:
        return estimate.point
    found = estimate.diagnostics.get("quantiles", {}).get("point")
    return None if found is None or not math.isfinite(found) else float(found)
