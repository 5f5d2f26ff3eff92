"""What every method returns: a total with its interval, its assumption, and its standing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from habeas.counts.table import OverlapTable


class Status(StrEnum):
    """Whether a figure may be relied on; anything but OK takes the single number away."""

    OK = "ok"
    METHODS_DISAGREE = "methods_disagree"
    PRIOR_DRIVEN = "prior_driven"
    NOT_CONVERGED = "not_converged"
    NO_EXTENDED_MLE = "no_extended_mle"
    NOT_IDENTIFIABLE = "not_identifiable"
    NO_OVERLAP = "no_overlap"
    TOO_FEW_LISTS = "too_few_lists"


@dataclass(frozen=True)
class Estimate:
    """A total of people, by one method or by several.

    `low`, `point` and `high` are people, observed ones included; `level` is the interval's
    probability. `point` is None unless `status` is OK: a number that the data do not carry is not
    given alone. `low` and `high` may still bound what a method found; where they are None too,
    nothing can be said from these lists.

    `diagnostics` and `settings` hold plain values (text, numbers, lists, mappings) that JSON can
    carry. `draws` are posterior or bootstrap totals, where the method has them.
    `members` are the estimates that a band was made of.
    """

    method: str
    lists: tuple[str, ...]
    observed: int
    status: Status
    low: float | None
    point: float | None
    high: float | None
    digest: str
    level: float = 0.95
    assumptions: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    diagnostics: Mapping[str, Any] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    members: tuple[Estimate, ...] = ()
    draws: NDArray[np.float64] | None = field(default=None, repr=False, compare=False)

    def with_status(self, status: Status, *warnings: str) -> Estimate:
        """The same with another standing; anything but OK takes the point away."""
        point = self.point if status is Status.OK else None
        return replace(self, status=status, point=point, warnings=(*self.warnings, *warnings))

    def _repr_html_(self) -> str:
        """How a notebook shows it: never the number alone."""
        from habeas.counts.showing import as_html

        return as_html(self)

    @property
    def unseen(self) -> float | None:
        """The estimated number of people on no list, where there is a point."""
        return None if self.point is None else self.point - self.observed


def estimated(
    table: OverlapTable,
    method: str,
    quantiles: tuple[float, float, float],
    *,
    status: Status = Status.OK,
    **fields: Any,
) -> Estimate:
    """An Estimate of this table from (low, point, high); further fields as in Estimate.

    The three figures also stand in `diagnostics["quantiles"]`, whatever the status, so that what
    a method computed can be checked against others without passing for a result.
    """
    low, point, high = (float(value) for value in quantiles)
    diagnostics = {"quantiles": {"low": low, "point": point, "high": high}}
    diagnostics |= fields.pop("diagnostics", {})
    return Estimate(
        method=method,
        lists=table.lists,
        observed=table.observed,
        status=status,
        low=low,
        point=point if status is Status.OK else None,
        high=high,
        digest=table.digest,
        diagnostics=diagnostics,
        **fields,
    )


def refused(
    table: OverlapTable, method: str, status: Status, *warnings: str, **fields: Any
) -> Estimate:
    """An Estimate without any number: why, and what to do, stand in the warnings."""
    return Estimate(
        method=method,
        lists=table.lists,
        observed=table.observed,
        status=status,
        low=None,
        point=None,
        high=None,
        digest=table.digest,
        warnings=warnings,
        **fields,
    )
