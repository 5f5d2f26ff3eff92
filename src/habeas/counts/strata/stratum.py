"""A stratum: one overlap table of many, by place, month, sex … and by imputed replicate."""

from __future__ import annotations

from dataclasses import dataclass

from habeas.counts.estimate import Estimate
from habeas.counts.table import OverlapTable

Value = str | int
Key = tuple[tuple[str, Value], ...]


@dataclass(frozen=True)
class StratumTable:
    """The table of one stratum.

    `key`: (name, value) pairs, for instance (("place", "north"), ("month", 3)).
    `replicate`: which of several imputed or linked versions of the data it comes from, else None.
    """

    key: Key
    replicate: int | None
    table: OverlapTable


@dataclass(frozen=True)
class StratumEstimate:
    """The estimate of one stratum, in one replicate or combined over them (None)."""

    key: Key
    replicate: int | None
    estimate: Estimate


def label(key: Key) -> str:
    """The key in words: `place north, month 3`."""
    return ", ".join(f"{name} {value}" for name, value in key) or "everybody"


def order(key: Key, replicate: int | None = None) -> tuple[object, ...]:
    """Where a stratum stands among others: by its values (numbers before text), then replicate."""
    values = tuple(
        (name, 1, 0, value) if isinstance(value, str) else (name, 0, value, "")
        for name, value in key
    )
    return (values, -1 if replicate is None else replicate)


def part_of(key: Key, names: tuple[str, ...]) -> Key:
    """Those pairs of a key that carry one of these names, in the order of the names."""
    values = dict(key)
    return tuple((name, values[name]) for name in names if name in values)
