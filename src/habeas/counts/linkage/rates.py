"""Rates of linkage errors, known or uncertain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from habeas.model import WrongUsage


@dataclass(frozen=True, slots=True)
class Beta:
    """A rate known from a clerical review: `errors` wrong among errors + `right` looked at.

    Its distribution is Beta(errors + ½, right + ½), the Jeffreys posterior.
    """

    errors: float
    right: float


Rate = float | tuple[float, float] | Beta


def drawn_rates(
    rate: Rate, count: int, random: np.random.Generator, what: str
) -> NDArray[np.float64]:
    """So many values of a rate: a number, uniform over a range, or of a Beta distribution.

    Raises WrongUsage for what is no rate below 1.
    """
    if isinstance(rate, Beta):
        if min(rate.errors, rate.right) < 0:
            raise WrongUsage(f"negative counts for the rate of {what}")
        return random.beta(rate.errors + 0.5, rate.right + 0.5, count)
    low, high = rate if isinstance(rate, tuple) else (rate, rate)
    if not 0 <= low <= high < 1:
        raise WrongUsage(
            f"a rate of {what} from {low:g} to {high:g}",
            remedy="give a probability from 0 to below 1, or (low, high)",
        )
    return random.uniform(low, high, count)


def plain_rate(rate: Rate) -> Any:
    """The rate as settings show it."""
    if isinstance(rate, Beta):
        return {"errors": rate.errors, "right": rate.right}
    return list(rate) if isinstance(rate, tuple) else rate
