"""Yes, no, unknown: the logic in which the room answers (Kleene's three values)."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Truth(StrEnum):
    """Whether a statement of law or fact holds; unknown is an answer, never a default."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    @classmethod
    def of(cls, value: bool) -> Truth:
        """Yes or no."""
        return cls.YES if value else cls.NO

    def __invert__(self) -> Truth:
        return _OPPOSITE[self]


_OPPOSITE = {Truth.YES: Truth.NO, Truth.NO: Truth.YES, Truth.UNKNOWN: Truth.UNKNOWN}


def every(values: Iterable[Truth]) -> Truth:
    """Conjunction: no when one is no, else unknown when one is unknown. Yes for nothing."""
    found = set(values)
    if Truth.NO in found:
        return Truth.NO
    return Truth.UNKNOWN if Truth.UNKNOWN in found else Truth.YES


def some(values: Iterable[Truth]) -> Truth:
    """Disjunction: yes when one is yes, else unknown when one is unknown. No for nothing."""
    found = set(values)
    if Truth.YES in found:
        return Truth.YES
    return Truth.UNKNOWN if Truth.UNKNOWN in found else Truth.NO
