"""What counts may lie behind a rounded percentage."""

from __future__ import annotations

import math
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from habeas.model import InputRefused

Limits = tuple[Fraction, Fraction]


def rounded_share(percent: float | str, rounded_to: float | str = 1) -> Limits:
    """The least and the largest share that a rounded percentage may stand for, both included.

    `rounded_to`: the step of the rounding, in percentage points (1 for "80 %", 10 for "about
    80 %", .1 for "80.3 %"). Rounding halves up, down and to even are all allowed for. Raises
    InputRefused for what is no percentage or no step.
    """
    value, step = _exact(percent), _exact(rounded_to)
    if not 0 <= value <= 100:
        raise InputRefused(f"{percent} is no percentage", remedy="give one from 0 to 100")
    if step <= 0:
        raise InputRefused(f"{rounded_to} is no step of rounding", remedy="give one above 0")
    return max((value - step / 2) / 100, Fraction(0)), min((value + step / 2) / 100, Fraction(1))


def possible_counts(
    percent: float | str, examined: int, *, rounded_to: float | str = 1
) -> tuple[int, int] | None:
    """The least and the largest count out of `examined` that round to the percentage.

    None where no count does: 80 % of 3 people is impossible. Raises as `rounded_share`.
    """
    return counts_within(rounded_share(percent, rounded_to), examined)


def counts_within(limits: Limits, examined: int) -> tuple[int, int] | None:
    """The least and the largest count whose share of `examined` lies within the limits."""
    least, largest = math.ceil(limits[0] * examined), math.floor(limits[1] * examined)
    return (least, largest) if least <= largest else None


def fewest_examined(percent: float | str, *, rounded_to: float | str = 1) -> int:
    """The smallest number of people examined that can give the percentage."""
    limits = rounded_share(percent, rounded_to)
    examined = 1
    # A step of s points is met at the latest by 100/s people.
    while counts_within(limits, examined) is None:
        examined += 1
    return examined


def _exact(number: float | str) -> Fraction:
    try:
        return Fraction(Decimal(str(number).strip().rstrip("%").strip()))
    except (InvalidOperation, ValueError, OverflowError) as error:
        raise InputRefused(f"{number!r} is no number", remedy="write it as 80 or 80.5") from error
