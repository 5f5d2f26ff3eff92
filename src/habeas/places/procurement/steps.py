"""A step up: from some month on, several products at once feed more people than before.

The institution's own habits cancel out of such a comparison, so that it sees what the level does
not. How high a step is nothing unusual is taken from all kitchens: most of them have none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np
from numpy.typing import NDArray

from habeas.places.procurement.rations import Meal

Numbers = NDArray[np.float64]

_FEWEST_MONTHS = 3
_FEWEST_PRODUCTS = 2
_FEWEST_KITCHENS = 12
# Spread of the log of one order: of the order itself, and of a month within it.
_ORDER, _MONTH = 0.06, 0.08
# Quartiles of the Gumbel distribution, and their distance in scales.
_LOWER, _UPPER = 0.25, 0.75


@dataclass(frozen=True, slots=True)
class Step:
    """The clearest step of one kitchen: the month from which on (0 is the first of the period), by
    how much (log), how clear it is, and how many products go up together.
    """

    month: int
    size: float
    clearness: float
    products: int


def clearest_step(meals: Sequence[Meal], months: int) -> Step | None:
    """The clearest step up; None where fewer than two products can show one."""
    best: Step | None = None
    by_product: dict[int, list[Meal]] = defaultdict(list)
    for meal in meals:
        by_product[meal.product].append(meal)
    products = [_Product(same) for same in by_product.values()]
    for month in range(_FEWEST_MONTHS, months - _FEWEST_MONTHS + 1):
        found = [rise for one in products if (rise := one.rise(month)) is not None]
        if len(found) < _FEWEST_PRODUCTS:
            continue
        sizes = np.array([rise for rise, _ in found])
        weight = np.array([1 / variance for _, variance in found])
        size = float((sizes * weight).sum() / weight.sum())
        clearness = size * float(np.sqrt(weight.sum()))
        together = int((sizes > size / 2).sum()) if size > 0 else 0
        if together >= _FEWEST_PRODUCTS and (best is None or clearness > best.clearness):
            best = Step(month, size, clearness, together)
    return best


def chances(steps: Sequence[Step | None]) -> Numbers:
    """(n,): the chance of a step as clear as this where nothing changed; NaN without a step.

    The distribution is a Gumbel one through the quartiles of all steps: the few that are real lie
    above them. With fewer than 12 kitchens nothing can be said: NaN.
    """
    clear = np.array([step.clearness if step else np.nan for step in steps])
    seen = clear[np.isfinite(clear)]
    if len(seen) < _FEWEST_KITCHENS:
        return np.full(len(clear), np.nan)
    low, high = np.quantile(seen, [_LOWER, _UPPER])
    scale = (high - low) / (np.log(-np.log(_LOWER)) - np.log(-np.log(_UPPER)))
    place = low + scale * np.log(-np.log(_LOWER))
    return np.asarray(-np.expm1(-np.exp(-(clear - place) / max(scale, 1e-6))))


class _Product:
    """The orders of one product; the middle of the same orders is worked out once."""

    def __init__(self, meals: Sequence[Meal]) -> None:
        self._by_end = sorted(meals, key=lambda meal: meal.last)
        self._by_start = sorted(meals, key=lambda meal: meal.first)
        self._ends = [meal.last for meal in self._by_end]
        self._starts = [meal.first for meal in self._by_start]
        self._before: dict[int, tuple[float, float]] = {}
        self._after: dict[int, tuple[float, float]] = {}

    def rise(self, month: int) -> tuple[float, float] | None:
        """By how much it rose (log) and the variance of that; None without both sides."""
        ended, begun = bisect_left(self._ends, month), bisect_left(self._starts, month)
        if not ended or begun == len(self._starts):
            return None
        if ended not in self._before:
            self._before[ended] = _middle(self._by_end[:ended])
        if begun not in self._after:
            self._after[begun] = _middle(self._by_start[begun:])
        before, after = self._before[ended], self._after[begun]
        return after[0] - before[0], before[1] + after[1]


def _middle(meals: Sequence[Meal]) -> tuple[float, float]:
    """The median over months and its variance."""
    values: list[float] = []
    for meal in meals:
        values += [meal.log_people] * (meal.last - meal.first + 1)
    return median(values), _ORDER**2 / len(meals) + _MONTH**2 / len(values)
