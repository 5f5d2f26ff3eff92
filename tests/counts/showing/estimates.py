"""Estimates made up for showing: each status, a lower bound, a band."""

from __future__ import annotations

from typing import Any

from habeas.counts import Estimate, OverlapTable, Status

TABLE = OverlapTable.of(["A", "B", "C"], {1: 60, 2: 50, 3: 20, 4: 40, 5: 10, 6: 9, 7: 5})


def an_estimate(status: Status = Status.OK, **fields: Any) -> Estimate:
    """An estimate of TABLE; only with status ok it has the point 333.4."""
    values: dict[str, Any] = {
        "method": "log-linear",
        "lists": TABLE.lists,
        "observed": TABLE.observed,
        "status": status,
        "low": 250.26,
        "point": 333.4 if status is Status.OK else None,
        "high": 512.0,
        "digest": TABLE.digest,
        "settings": {"criterion": "bic", "seed": 7, "model": None},
        "diagnostics": {"quantiles": {"low": 250.26, "point": 333.4, "high": 512.0}},
    }
    return Estimate(**values | fields)


def a_band(status: Status = Status.METHODS_DISAGREE) -> Estimate:
    """Two families under one estimate."""
    members = (an_estimate(), an_estimate(Status.PRIOR_DRIVEN, method="decomposable"))
    return an_estimate(status, method="all", members=members, warnings=("they do not overlap",))
