"""A group of people whom the lists hardly reach: what it would do to the total.

Nothing in overlapping lists can show a group that none of them reaches (Link 2003; Huggins 2001).
"""

from __future__ import annotations

import math

from habeas.counts.estimate import Estimate
from habeas.counts.sensitivity.curve import Curve, CurvePoint
from habeas.model import WrongUsage

SHARES = tuple(step / 20 for step in range(13))
# A group that is seen a tenth as often as the others: few, but not none of them are listed.
FAINT = 0.1


def total_with_hidden(total: float, share: float, relative: float = 0.0) -> float:
    """The true total when a share `share` of all people is caught `relative` times as easily.

    The estimate then stands for the others only: N' = N̂/(1-h) for people that no list reaches.
    With every list reaching the group r times as well as the others, the expected counts of two
    lists give N̂ = N(1-h+hr)²/(1-h+hr²), which is turned round here; exact for Lincoln-Petersen in
    expectation, an approximation for more lists (their methods may notice a part of the
    difference). Raises WrongUsage unless 0 <= share < 1 and 0 <= relative <= 1.
    """
    _check(share, relative)
    return total * (1 - share + share * relative**2) / (1 - share + share * relative) ** 2


def share_that_multiplies(factor: float, relative: float = 0.0) -> float | None:
    """The smallest share of hidden people that makes the true total `factor` times the estimate.

    The smaller root of F·a²·h² - a(2F - 1 - r)·h + F - 1 = 0 with a = 1-r. None where no share
    does: the most that a group caught r times as easily can hide is (1+r)²/(4r) times the
    estimate. Raises WrongUsage for a factor below 1.
    """
    if not factor >= 1:
        raise WrongUsage(f"a factor of {factor:g}", remedy="give one of 1 or more")
    _check(0.0, relative)
    if relative == 0:
        return 1 - 1 / factor
    if factor > (1 + relative) ** 2 / (4 * relative):
        return None
    if factor == 1:
        return 0.0
    missing = 1 - relative
    square = factor * missing**2
    linear = missing * (2 * factor - 1 - relative)
    root = math.sqrt(max(linear**2 - 4 * square * (factor - 1), 0.0))
    return (linear - root) / (2 * square)


def least_relative_capture(factor: float) -> float:
    """The r above which no group, however large, makes the total `factor` times the estimate.

    The solution of (1+r)² = 4·F·r: 17 % for doubling.
    """
    return 2 * factor - 1 - 2 * math.sqrt(factor * (factor - 1))


def hidden_curves(base: Estimate) -> tuple[Curve, Curve]:
    """Totals by the share of a group that no list reaches, and of one reached a tenth as often."""
    return (
        _curve(base, "hidden_share", "A group that no list reaches", 0.0),
        _curve(base, "hidden_share_faint", "A group reached a tenth as often as the others", FAINT),
    )


def _curve(base: Estimate, name: str, title: str, relative: float) -> Curve:
    points = []
    for share in SHARES:
        low, point, high = (
            None if total is None else total_with_hidden(total, share, relative)
            for total in (base.low, base.point, base.high)
        )
        points.append(CurvePoint(share, low, point, high, base.status))
    return Curve(name, title, "share of all people in the group", 0.0, tuple(points))


def _check(share: float, relative: float) -> None:
    if not 0 <= share < 1:
        raise WrongUsage(f"a hidden share of {share:g}", remedy="give one from 0 to below 1")
    if not 0 <= relative <= 1:
        raise WrongUsage(f"a relative capture of {relative:g}", remedy="give one from 0 to 1")
