"""An estimate as plain values that JSON can carry, its ten main keys first."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from habeas.counts.estimate import Estimate, Status

# Diagnostics that are a total of people. Where the status withholds the point, they would be the
# bare number that it withholds.
_TOTALS = frozenset(
    {"point", "mean", "median", "mode", "total", "ratio", "poisson_total", "profile_maximum"}
)


def as_dict(estimate: Estimate) -> dict[str, Any]:
    """The ten keys that every reader may count on, then what else there is.

    `method, observed, status, low, point, high, level, assumptions, diagnostics, digest`;
    then `warnings, settings, lists, members` (members in the same form).

    `low`, `point`, `high`: people, whole where they are whole, else to one decimal; None where
    there is none. `point` is None unless the status is ok, and so is every total among the
    diagnostics then. Not-a-number and infinity become None, numpy values Python's.
    """
    ok = estimate.status is Status.OK
    diagnostics = estimate.diagnostics if ok else _withheld(estimate.diagnostics)
    return {
        "method": estimate.method,
        "observed": int(estimate.observed),
        "status": estimate.status.value,
        "low": rounded(estimate.low),
        "point": rounded(estimate.point) if ok else None,
        "high": rounded(estimate.high),
        "level": float(estimate.level),
        "assumptions": list(estimate.assumptions),
        "diagnostics": plain(diagnostics),
        "digest": estimate.digest,
        "warnings": list(estimate.warnings),
        "settings": plain(estimate.settings),
        "lists": list(estimate.lists),
        "members": [as_dict(member) for member in estimate.members],
    }


def rounded(people: float | None) -> int | float | None:
    """People to one decimal, as a whole number where it is one; None for no finite number."""
    if people is None or not math.isfinite(people):
        return None
    value = round(float(people), 1)
    return int(value) if value.is_integer() else value


def plain(value: Any) -> Any:
    """A value that JSON can carry; what it does not know becomes text."""
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, np.generic):
        return plain(value.item())
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    if isinstance(value, set | frozenset):
        return sorted((plain(inner) for inner in value), key=str)
    return str(value)


def _withheld(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {
            key: None if str(key) in _TOTALS else _withheld(inner) for key, inner in value.items()
        }
    if isinstance(value, list | tuple):
        return [_withheld(inner) for inner in value]
    return value
