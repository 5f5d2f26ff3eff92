"""The estimates of all strata, and what can be said of them together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any

from habeas.counts.estimate import Estimate
from habeas.counts.strata.replicates import How, combine_replicates
from habeas.counts.strata.spread import is_usable
from habeas.counts.strata.stratum import Key, StratumEstimate, order, part_of
from habeas.counts.strata.total import added
from habeas.model import WrongUsage


@dataclass(frozen=True)
class StrataResult:
    """One row for each stratum and replicate, in the order of keys and replicates.

    `distinct_tables` says how many tables had to be computed for them. `joint`: replicates in
    which draw i of every stratum belongs to draw i of the others (partial pooling); otherwise
    strata are independent. `is_combined`: the replicates have been made one, stratum by stratum.
    """

    rows: tuple[StratumEstimate, ...]
    distinct_tables: int
    joint: frozenset[int | None] = frozenset()
    is_combined: bool = False

    @property
    def not_estimated(self) -> tuple[StratumEstimate, ...]:
        """The strata without a figure that can be relied on; their status says why."""
        return tuple(row for row in self.rows if not is_usable(row.estimate))

    @property
    def replicates(self) -> tuple[int | None, ...]:
        """The replicates that occur, None for rows of no replicate."""
        found = {row.replicate for row in self.rows}
        return tuple(sorted(found, key=lambda number: -1 if number is None else number))

    def to_rows(self) -> list[dict[str, Any]]:
        """Plain mappings that JSON can carry, one for each row; draws are left out."""
        return [_plain(row) for row in self.rows]

    def totals(
        self,
        by: tuple[str, ...] = (),
        *,
        how: How = "rubin",
        level: float = 0.95,
        seed: int = 1,
        source: str = "replicates",
    ) -> tuple[StratumEstimate, ...]:
        """Totals over all strata that agree in the values of `by`; over all, with none.

        Within each replicate draws are added (see `added` in total.py), then replicates combined.
        Raises WrongUsage for a name that a stratum does not carry, and for a result whose
        replicates have been combined already: add first, then combine, because what a replicate
        moves from one stratum to another cancels in the sum.
        """
        if self.is_combined:
            raise WrongUsage(
                "the replicates of these strata are combined already, so they cannot be added",
                remedy="take the totals of the result before `combined`",
            )
        groups: dict[Key, dict[int | None, list[StratumEstimate]]] = {}
        for row in self.rows:
            key = part_of(row.key, by)
            if len(key) < len(by):
                raise WrongUsage(f"a stratum carries no {set(by) - set(dict(key))}")
            groups.setdefault(key, defaultdict(list))[row.replicate].append(row)
        totals = []
        for key in sorted(groups, key=order):
            each = [
                added(rows, level=level, seed=seed, joint=replicate in self.joint)
                for replicate, rows in groups[key].items()
            ]
            totals.append(StratumEstimate(key, None, _one(each, how, level, source)))
        return tuple(totals)

    def total(self, **settings: Any) -> Estimate:
        """The total over all strata; settings as in `totals`. Raises WrongUsage without strata."""
        if not self.rows:
            raise WrongUsage("there are no strata to add")
        (whole,) = self.totals((), **settings)
        return whole.estimate

    def combined(
        self, how: How = "rubin", *, level: float = 0.95, source: str = "replicates"
    ) -> StrataResult:
        """Each stratum's replicates made one (see `combine_replicates`).

        A stratum that is missing in a replicate had nobody in it there; its row says in how many
        of the replicates it stands.
        """
        strata: dict[Key, list[Estimate]] = defaultdict(list)
        for row in self.rows:
            strata[row.key].append(row.estimate)
        everywhere = len(self.replicates)
        rows = []
        for key, estimates in strata.items():
            one = _one(estimates, how, level, source)
            if len(estimates) < everywhere:
                note = f"in {len(estimates)} of {everywhere} replicates anybody was in this stratum"
                one = replace(one, warnings=(*one.warnings, note))
            rows.append(StratumEstimate(key, None, one))
        return StrataResult(tuple(rows), self.distinct_tables, is_combined=True)


def _one(estimates: list[Estimate], how: How, level: float, source: str) -> Estimate:
    if len(estimates) == 1:
        return estimates[0]
    return combine_replicates(estimates, how, level=level, source=source)


def _plain(row: StratumEstimate) -> dict[str, Any]:
    estimate = row.estimate
    return {
        "stratum": dict(row.key),
        "replicate": row.replicate,
        "method": estimate.method,
        "lists": list(estimate.lists),
        "observed": estimate.observed,
        "status": str(estimate.status),
        "low": estimate.low,
        "point": estimate.point,
        "high": estimate.high,
        "level": estimate.level,
        "assumptions": list(estimate.assumptions),
        "warnings": list(estimate.warnings),
        "diagnostics": dict(estimate.diagnostics),
        "settings": dict(estimate.settings),
        "digest": estimate.digest,
    }
