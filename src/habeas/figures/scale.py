"""From values to places along an axis, evenly or by ratio, with round values to mark."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, log10

_MOST_TICKS = 7
_DECADE = 10.0
_MARGIN = 0.03
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from pixel `start` to pixel `end` for values from `low` to `high`."""

    low: float
    high: float
    logarithmic: bool
    start: float
    end: float

    def at(self, value: float) -> float:
        """The pixel of a value; what lies off the axis is at its nearer end."""
        inside = min(max(value, self.low), self.high)
        if self.logarithmic:
            share = log10(inside / self.low) / log10(self.high / self.low)
        else:
            share = (inside - self.low) / (self.high - self.low)
        return self.start + (self.end - self.start) * share

    def ticks(self) -> list[tuple[float, str]]:
        """At most seven round values on the axis, each with its label."""
        if self.logarithmic:
            return [(value, number_words(value)) for value in _log_ticks(self.low, self.high)]
        return _even_ticks(self.low, self.high)

    def edges(self, count: int) -> list[float]:
        """Values that cut the axis into `count` stretches of equal length."""
        shares = (index / count for index in range(count + 1))
        if self.logarithmic:
            return [self.low * (self.high / self.low) ** share for share in shares]
        return [self.low + (self.high - self.low) * share for share in shares]


def scale_over(
    values: Iterable[float], start: float, end: float, *, logarithmic: bool | None = None
) -> Scale:
    """A scale on which all values have room; by ratio where they span more than a decade.

    Raises ValueError without a value, and for a logarithmic scale over values not above 0.
    """
    known = sorted(values)
    if not known:
        raise ValueError("an axis needs a value")
    low, high = known[0], known[-1]
    by_ratio = low > 0 and high > _DECADE * low if logarithmic is None else logarithmic
    if by_ratio:
        if low <= 0:
            raise ValueError("a logarithmic axis begins above 0")
        room = max((high / low) ** _MARGIN, 1.02)
        return Scale(low / room, high * room, True, start, end)
    margin = _MARGIN * (high - low) or max(abs(high) * _MARGIN, 0.5)
    bottom = low - margin
    return Scale(max(bottom, 0.0) if low >= 0 else bottom, high + margin, False, start, end)


def number_words(value: float) -> str:
    """A number as a label: grouped by thousands, in millions, or by its power of ten.

    >>> number_words(12500), number_words(0.25), number_words(2.5e7), number_words(2e12)
    ('12,500', '0.25', '25 million', '2×10¹²')
    """
    if abs(value) >= 1e9:
        power = floor(log10(abs(value)))
        factor = f"{value / 10.0**power:.3g}"
        ten = f"10{str(power).translate(_RAISED)}"
        return ten if factor == "1" else f"{factor}×{ten}"
    if abs(value) >= 1e7:
        return f"{value / 1e6:,.4g} million"
    if abs(value) >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.3g}"


def _even_ticks(low: float, high: float) -> list[tuple[float, str]]:
    span = high - low
    power = floor(log10(span)) - 1
    step, decimals = next(
        (factor * 10.0**exponent, max(0, -exponent))
        for exponent in range(power, power + 4)
        for factor in (1, 2, 5)
        if span <= (_MOST_TICKS - 1) * factor * 10.0**exponent
    )
    marks = range(ceil(low / step - 1e-9), floor(high / step + 1e-9) + 1)
    values = [round(mark * step, decimals) for mark in marks]
    return [
        (value, f"{value:.{decimals}f}" if decimals else number_words(value)) for value in values
    ]


def _log_ticks(low: float, high: float) -> list[float]:
    decades = range(floor(log10(low)), ceil(log10(high)) + 1)
    for factors in ((1, 2, 5), (1, 3), (1,)):
        found = _within(low, high, [f * 10.0**d for d in decades for f in factors])
        if len(found) <= _MOST_TICKS:
            return found
    every = ceil(len(decades) / _MOST_TICKS)
    return _within(low, high, [10.0**d for d in decades if d % every == 0])


def _within(low: float, high: float, values: list[float]) -> list[float]:
    return [value for value in values if low <= value <= high]
