"""A step up: from some month on, several products at once feed more people than before.

The institution's own habits cancel out of such a comparison, so that it sees what the level does
not. How high a step is nothing unusual is taken from all kitchens: most of them have none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

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
    for month in range(_FEWEST_MONTHS, months - _FEWEST_MONTHS + 1):
        found = [rise for same in by_product.values() if (rise := _rise(same, month)) is not None]
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


def _rise(meals: Sequence[Meal], month: int) -> tuple[float, float] | None:
    """By how much one product rose (log) and the variance of that; None without both sides."""
    before = [meal for meal in meals if meal.last < month]
    after = [meal for meal in meals if meal.first >= month]
    if not before or not after:
        return None
    sides = [_middle(before), _middle(after)]
    return sides[1][0] - sides[0][0], sides[0][1] + sides[1][1]


def _middle(meals: Sequence[Meal]) -> tuple[float, float]:
    """The median over months and its variance."""
    lengths = np.array([meal.last - meal.first + 1 for meal in meals])
    values = np.repeat([meal.log_people for meal in meals], lengths)
    variance = _ORDER**2 / len(meals) + _MONTH**2 / int(lengths.sum())
    return float(np.median(values)), variance
