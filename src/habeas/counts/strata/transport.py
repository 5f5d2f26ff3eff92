"""An estimate as text and bytes: what travels between processes, and from Spark back.

Whatever engine computed it, an estimate passes through here, so that all engines give the same
values of the same types.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from habeas.counts.estimate import Estimate, Status

_TUPLES = ("lists", "assumptions", "warnings")
_PLAIN = tuple(f.name for f in fields(Estimate) if f.name not in {"members", "draws"})


def packed(estimate: Estimate, keep_draws: int) -> tuple[str, bytes]:
    """The estimate as JSON, and its draws (members' after its own) as float64 bytes.

    Of more than `keep_draws` draws as many are kept, evenly spaced over the chain; limits and
    diagnostics have been computed from all of them.
    """
    drawn: list[NDArray[np.float64]] = []
    text = json.dumps(_row(estimate, keep_draws, drawn), default=_plain)
    return text, b"".join(draws.tobytes() for draws in drawn)


def unpacked(text: str, draws: bytes) -> Estimate:
    """The estimate again."""
    return _estimate(json.loads(text), _Draws(draws))


class _Draws:
    """Takes draws off a run of float64 values, so many at a time."""

    def __init__(self, content: bytes) -> None:
        self._values = np.frombuffer(content, dtype=np.float64)
        self._place = 0

    def take(self, count: int | None) -> NDArray[np.float64] | None:
        """The next `count` values; None where there were no draws."""
        if count is None:
            return None
        start, self._place = self._place, self._place + count
        return self._values[start : self._place]


def thinned(draws: NDArray[np.float64], most: int) -> NDArray[np.float64]:
    """At most so many draws, evenly spaced, in their order."""
    if len(draws) <= most:
        return np.ascontiguousarray(draws, dtype=np.float64)
    return np.ascontiguousarray(draws[np.arange(most) * len(draws) // most], dtype=np.float64)


def _row(estimate: Estimate, keep: int, drawn: list[NDArray[np.float64]]) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(estimate, name) for name in _PLAIN}
    row["draws"] = None
    if estimate.draws is not None and keep:
        drawn.append(thinned(np.ravel(estimate.draws), keep))
        row["draws"] = len(drawn[-1])
    row["members"] = [_row(member, keep, drawn) for member in estimate.members]
    return row


def _estimate(row: dict[str, Any], draws: _Draws) -> Estimate:
    own = draws.take(row.pop("draws"))
    members = tuple(_estimate(member, draws) for member in row.pop("members"))
    row |= {name: tuple(row[name]) for name in _TUPLES}
    row["status"] = Status(row["status"])
    return Estimate(**row, members=members, draws=own)


def _plain(value: object) -> object:
    if isinstance(value, np.ndarray | np.generic):
        return value.tolist()
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"an estimate carries plain values, not {type(value).__name__}")
