"""Whether two claims give one number of one thing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from habeas.claims.events.settings import EventSettings
from habeas.language import fold
from habeas.model import Quantity

_LARGE, _SEVERAL = 10, 3
_NEAR = 1.3
# "More than three" allows fourteen, but nobody puts it so.
_FAR = 2.0
_PEOPLE = frozenset({"person", "body"})


@dataclass(frozen=True, slots=True)
class Count:
    """A number as it is compared: of what, and between which bounds (None: none known)."""

    of: str
    value: float
    low: float | None
    high: float | None
    quantity: Quantity

    @property
    def known(self) -> bool:
        """Whether it is of a kind that is the same in all languages."""
        return self.of in ("people", "share", "case", "place")


def counts(quantities: Iterable[Quantity]) -> tuple[Count, ...]:
    """The numbers of a claim that may be compared with another's."""
    return tuple(
        Count(_counted(item), item.value, item.low, item.high, item)
        for item in quantities
        if item.unit or item.counting_unit
    )


def _counted(item: Quantity) -> str:
    if item.share:
        return "share"
    if item.counting_unit in _PEOPLE:
        return "people"
    return item.counting_unit or fold(item.unit)


def meet(one: Count, other: Count) -> bool:
    """Whether the bounds of two numbers leave room for one that both allow."""
    low = max(_or(one.low, float("-inf")), _or(other.low, float("-inf")))
    return low <= min(_or(one.high, float("inf")), _or(other.high, float("inf")))


def _or(value: float | None, otherwise: float) -> float:
    return otherwise if value is None else value


def compared(mine: tuple[Count, ...], theirs: tuple[Count, ...]) -> tuple[Count, Count] | None:
    """The two numbers of one kind that agree best; None where no kind is in both."""
    pairs = [(a, b) for a in mine for b in theirs if a.of == b.of]
    return max(pairs, key=lambda pair: _likeness(*pair), default=None)


def weight(one: Count, other: Count, settings: EventSettings) -> float:
    """Log-odds of two numbers of one kind; a small number is told of many happenings."""
    if one.value == other.value:
        if one.value >= _LARGE or (one.of == "share" and one.value not in (0.5, 1.0)):
            return settings.same_number
        return settings.same_number * (0.6 if one.value >= _SEVERAL else 0.2)
    times = _times(one, other)
    if times <= _NEAR or (meet(one, other) and times <= _FAR):
        return 0.3 if meet(one, other) else 0.0
    return settings.other_number * (1.0 if times <= _FAR else 2.0)


def _times(one: Count, other: Count) -> float:
    """How many times the smaller number the larger one is."""
    low, high = sorted((one.value, other.value))
    return high / low if low > 0 else float("inf")


def _likeness(one: Count, other: Count) -> tuple[bool, bool, float]:
    return one.value == other.value, meet(one, other), -abs(one.value - other.value)
