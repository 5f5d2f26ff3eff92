"""What is computed on each distinct table: a method with its settings, or any function."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from habeas.counts.estimate import Estimate, Status, refused
from habeas.counts.methods import run
from habeas.counts.strata.transport import packed
from habeas.counts.table import OverlapTable
from habeas.model import InputRefused

Estimator = Callable[[OverlapTable], Estimate]
Cells = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class EstimatorSettings:
    """A method of `habeas.counts.run` and its settings; it can be sent to another process."""

    method: str
    settings: Mapping[str, Any] = field(default_factory=dict)

    def __call__(self, table: OverlapTable) -> Estimate:
        """The estimate of one table. Raises WrongUsage as `habeas.counts.run` does."""
        return run(table, self.method, **self.settings)

    def seeded(self, seed: int) -> EstimatorSettings:
        """The same with the user's seed, unless the settings name one."""
        return replace(self, settings={"seed": seed} | dict(self.settings))


def placeholders(lists: int) -> tuple[str, ...]:
    """Names that stand for a distinct table's lists until a stratum puts its own in their place.

    They are made of characters that no estimator writes, so that they can be found in its texts.
    """
    return tuple(f"⟨{j}⟩" for j in range(lists))


def computed(estimator: Estimator, lists: int, cells: Cells, keep_draws: int) -> tuple[str, bytes]:
    """The estimate of one distinct table, packed. Both engines call this and nothing else.

    A table that a method refuses stays among the results, as not identifiable with the reason:
    one impossible stratum does not cost the others their answers.
    """
    table = OverlapTable(placeholders(lists), cells)
    return packed(_one(estimator, table), keep_draws)


def _one(estimator: Estimator, table: OverlapTable) -> Estimate:
    method = str(getattr(estimator, "method", None) or getattr(estimator, "__name__", "estimator"))
    if not table.observed:
        return refused(table, method, Status.NO_OVERLAP, "nobody was seen in this stratum")
    try:
        return estimator(table)
    except InputRefused as reason:
        return refused(table, method, Status.NOT_IDENTIFIABLE, f"the method refused it: {reason}")
