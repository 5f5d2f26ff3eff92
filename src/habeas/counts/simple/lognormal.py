"""The lognormal interval on the unseen that all closed formulas share."""

from __future__ import annotations

import math
from statistics import NormalDist

from habeas.model import WrongUsage


def normal_quantile(level: float) -> float:
    """The two-sided standard normal quantile: 1.96 for .95. Raises WrongUsage outside (0, 1)."""
    if not 0 < level < 1:
        raise WrongUsage(
            f"{level} is no level of an interval", remedy="give one between 0 and 1, such as 0.95"
        )
    return NormalDist().inv_cdf((1 + level) / 2)


def lognormal_interval(
    observed: float, total: float, variance: float, level: float = 0.95
) -> tuple[float, float, float]:
    """(low, point, high) with T = total - observed taken as lognormal with the given variance.

    n + T/C and n + T·C, C = exp(z·sqrt(log(1 + variance/T²))) (Burnham et al. 1987; Chao 1987,
    section 3): the interval never falls below what was observed. With T = 0 all three are n.
    """
    quantile = normal_quantile(level)
    unseen = total - observed
    if unseen <= 0:
        return observed, observed, observed
    factor = math.exp(quantile * math.sqrt(math.log1p(variance / unseen**2)))
    return observed + unseen / factor, total, observed + unseen * factor
