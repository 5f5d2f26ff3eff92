"""A row of a table that could not be used."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row, or the link between two rows, that was not used, and why."""

    row: int
    reason: str
    remedy: str
