"""What a share among those examined says of the whole, when they were not drawn at random.

Worst-case bounds: Manski 1989 (Journal of Human Resources 24, 343), here for a finite whole. Under
an odds ratio ω of being examined, for those with the sign against those without, the share in the
whole is known again; ω from 0 to infinity runs exactly through the bounds.
"""

from __future__ import annotations

import math

from habeas.counts.proportion.statement import Range, SelectionPoint
from habeas.model import WrongUsage

ODDS_RATIOS = (0.1, 0.2, 1 / 3, 0.5, 2 / 3, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0)
_HALF = 0.5


def worst_case_bounds(
    successes: float, examined: float, population: float | None
) -> tuple[float, float]:
    """The shares that remain possible when nothing is known of those not examined.

    Among `population` people, `examined` were looked at and `successes` had the sign: from
    successes/population (nobody else has it) to 1 - (examined-successes)/population (everybody
    else). (0, 1) where the size of the whole is not known.
    """
    if population is None or population == 0:
        return 0.0, 1.0
    return successes / population, 1 - (examined - successes) / population


def share_under_selection(
    share: float, examined: float | None, population: float | None, odds_ratio: float
) -> float:
    """The share in the whole, if being examined depends on the sign by this odds ratio ω.

    ω above 1: who has the sign is more likely to be examined. With k = share·n having it and
    m = n-k not, among n examined of N, N1 = k(N-m+ωm)/(k+ωm) of the whole have it, the solution of
    ω = (k/(N1-k))/(m/(N-N1-m)). For a whole of unknown size, or one much larger than n, the share
    is p/(p+ω(1-p)). Raises WrongUsage for an odds ratio that is not positive.
    """
    if not 0 < odds_ratio < math.inf:
        raise WrongUsage(f"an odds ratio of {odds_ratio:g}", remedy="give a positive number")
    weighted = share + odds_ratio * (1 - share)
    if examined is None or population is None:
        return share / weighted
    other = (1 - share) * examined
    return share * (population - other + odds_ratio * other) / (weighted * population)


def selection_that_makes(
    target: float, share: float, examined: float | None, population: float | None
) -> float | None:
    """The odds ratio of being examined at which the share in the whole is `target`.

    None where no selection does it: even the worst case lies on the other side. Raises WrongUsage
    for a target outside (0, 1).
    """
    if not 0 < target < 1:
        raise WrongUsage(f"a share of {target:g}", remedy="give one between 0 and 1")
    if share in (0, 1):
        return None
    if examined is None or population is None:
        return share / (1 - share) * (1 - target) / target
    unseen_with = target * population - share * examined
    unseen_without = (1 - target) * population - (1 - share) * examined
    if unseen_with <= 0 or unseen_without <= 0:
        return None
    return share / (1 - share) * unseen_without / unseen_with


def selection_curve(
    examined: tuple[int, int] | None, size: Range | None, low: float, high: float, shares: Range
) -> tuple[SelectionPoint, ...]:
    """The share of the whole by odds ratio.

    `low` and `high` limit the share among those examined, chance included; `shares` is the range
    seen. Limits are the widest over all numbers examined and all sizes of the whole.
    """
    cases = _cases(examined, size)
    single = len(cases) == 1 and shares[0] == shares[1]
    return tuple(
        SelectionPoint(
            ratio,
            min(share_under_selection(low, *case, ratio) for case in cases),
            share_under_selection(shares[0], *cases[0], ratio) if single else None,
            max(share_under_selection(high, *case, ratio) for case in cases),
        )
        for ratio in ODDS_RATIOS
    )


def tipping(shares: Range, examined: tuple[int, int] | None, size: Range | None) -> float | None:
    """The mildest selection that brings the share of the whole to a half; None where none does."""
    if shares[0] <= _HALF <= shares[1]:
        return 1.0
    ratios = [
        selection_that_makes(_HALF, share, *case)
        for share in shares
        for case in _cases(examined, size)
    ]
    known = [ratio for ratio in ratios if ratio is not None]
    return min(known, key=lambda ratio: abs(math.log(ratio)), default=None)


def _cases(
    examined: tuple[int, int] | None, size: Range | None
) -> list[tuple[float | None, float | None]]:
    if examined is None or size is None:
        return [(None, None)]
    return [(n, whole) for n in sorted(set(examined)) for whole in sorted(set(size)) if whole >= n]
