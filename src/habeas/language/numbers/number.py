"""What a rule reads out of a span: a value, before the words beside it are looked at."""

from __future__ import annotations

from dataclasses import dataclass

LARGEST = 1e15


@dataclass(frozen=True, slots=True)
class Number:
    """A value read from a span; `low` and `high` bound a range or a vague plural.

    `vague` is what the number means unless a word before it governs the genitive: "тысячи" is
    thousands, "около тысячи" about a thousand.
    """

    value: float
    high: float | None = None
    modifier: str | None = None
    low: float | None = None
    share: bool = False
    denominator: float | None = None
    vague: Number | None = None
