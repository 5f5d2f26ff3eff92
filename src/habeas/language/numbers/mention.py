"""One number in a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number as printed, and what the words around it make of it.

    [start, end) spans number and modifier ("more than 19,000"); [number_start, number_end) the
    number alone. `value` is the printed number, a share as a fraction of 1. `low` and `high` bound
    what the modifier allows (None: unbounded). `modifier` is one of exact, more_than, at_least,
    nearly, up_to, only, approx, range, each, dozens, hundreds, thousands, millions.
    `share` tells that it is a part of a whole; `denominator` is the whole where it is a printed
    number ("12 of the 14": 14, and no share: the value stays 12).
    """

    start: int
    end: int
    text: str
    number_start: int
    number_end: int
    value: float
    low: float | None
    high: float | None
    modifier: str = "exact"
    share: bool = False
    denominator: float | None = None
