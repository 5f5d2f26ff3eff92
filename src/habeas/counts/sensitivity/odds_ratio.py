"""The total as a function of odds ratios that no list can show.

Every method on overlapping lists fits the people seen and adds one assumption on the unseen
(Aleshin-Guendel, Sadinle and Wakefield 2024). Written as an odds ratio ξ, the assumption is ξ = 1.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from habeas.counts.estimate import Estimate, Status
from habeas.counts.sensitivity.curve import Curve, CurvePoint, Estimator
from habeas.counts.simple.lognormal import lognormal_interval, normal_quantile
from habeas.counts.simple.saturated import saturated_unseen
from habeas.counts.table import OverlapTable
from habeas.model import WrongUsage

LOWEST, HIGHEST = 1 / 3, 3.0
_STEPS = 13


@dataclass(frozen=True, slots=True)
class XiBand:
    """All totals that go with an odds ratio between two limits, sampling error included.

    `low` and `high` are people, None where the table says nothing. `basis` names what stands for
    the seen cells: "counts" (the saturated model) or the method that smoothed them.
    """

    low: float | None
    high: float | None
    odds_low: float
    odds_high: float
    basis: str
    level: float
    warnings: tuple[str, ...] = ()


def odds_ratios(low: float = LOWEST, high: float = HIGHEST) -> tuple[float, ...]:
    """Evenly spaced on the log scale, with 1 among them where it lies between the limits."""
    if not 0 < low <= high:
        raise _impossible(low, high)
    spaced = {float(x) for x in np.exp(np.linspace(math.log(low), math.log(high), _STEPS))}
    inner = {x for x in spaced if abs(math.log(x)) > 1e-9}
    return tuple(sorted(inner | ({1.0} if low <= 1 <= high else set())))


def xi_band(
    table: OverlapTable,
    low: float = LOWEST,
    high: float = HIGHEST,
    *,
    estimator: Estimator | None = None,
    smoothed: bool = False,
    level: float = 0.95,
) -> XiBand:
    """The band of totals for highest-order odds ratios from `low` to `high`.

    n0(ξ) = n0/ξ, with n0 of the saturated model and its lognormal limits; ξ = exp(θ) with θ the
    interaction of all lists where their number is odd, exp(-θ) where it is even, so that below 1
    always means more people unseen. Where a cell is empty
    that model has no n0; then the cells as `estimator` smoothed them take their place (by default
    the log-linear model of least BIC): a model without the highest-order term satisfies ξ = 1 on
    its own fitted cells, so its n0 and its limits are divided by ξ in the same way. Without
    either, both limits are None. Raises WrongUsage for impossible odds ratios or levels.
    """
    if not 0 < low <= high:
        raise _impossible(low, high)
    unseen = _unseen(table, estimator, None, level, smoothed)
    return XiBand(
        None if unseen.low is None else table.observed + unseen.low / high,
        None if unseen.high is None else table.observed + unseen.high / low,
        low,
        high,
        unseen.basis,
        level,
        unseen.warnings,
    )


def highest_order_curve(
    table: OverlapTable,
    ratios: Sequence[float],
    *,
    estimator: Estimator | None = None,
    base: Estimate | None = None,
    level: float = 0.95,
) -> Curve:
    """Totals by the highest-order odds ratio; see `xi_band`. `base`: the estimate, when at hand."""
    unseen = _unseen(table, estimator, base, level)
    return Curve(
        "xi_highest",
        f"Dependence of all lists at once ({unseen.basis})",
        "odds ratio of the highest order (1: no such dependence; below 1: more unseen)",
        1.0,
        tuple(unseen.divided(table.observed, ratio) for ratio in ratios),
        unseen.warnings,
    )


def pair_curve(
    table: OverlapTable,
    first: int,
    second: int,
    ratios: Sequence[float],
    *,
    level: float = 0.95,
) -> Curve:
    """Totals by the odds ratio of two lists among all people, whatever the other lists say.

    n00 = ξ·n10·n01/n11 are on neither; log n00 has variance 1/n11 + 1/n10 + 1/n01 + 1/n00. With
    ξ = n11·n00/(n10·n01) above 1 who is on one list is more likely on the other. Those on other
    lists only are among the n00, so a ξ that leaves no room for them is impossible: its low limit
    is the observed number, its status not OK. No points when n11, n10 or n01 is 0.
    """
    name = f"{table.lists[first]}–{table.lists[second]}"
    both, one, other, neither_seen = _two_by_two(table, first, second)
    title = f"Dependence of {table.lists[first]} and {table.lists[second]}"
    axis = f"odds ratio of {name} among all people (1: independent)"
    if 0 in (both, one, other):
        why = f"{name}: nobody is on both, or one lies inside the other; no odds ratio to vary."
        return Curve(f"xi_pair:{name}", title, axis, 1.0, (), (why,))
    seen = both + one + other
    points = []
    for ratio in ratios:
        neither = ratio * one * other / both
        variance = neither + neither**2 * (1 / both + 1 / one + 1 / other)
        low, point, high = lognormal_interval(seen, seen + neither, variance, level)
        if neither < neither_seen:
            note = f"impossible: {neither_seen} people on neither were seen on other lists"
            floor = float(table.observed)
            limit = max(high, floor)
            points.append(CurvePoint(ratio, floor, None, limit, Status.NOT_IDENTIFIABLE, note))
        else:
            points.append(CurvePoint(ratio, max(low, float(table.observed)), point, high))
    return Curve(f"xi_pair:{name}", title, axis, 1.0, tuple(points))


def pair_curves(
    table: OverlapTable, ratios: Sequence[float], *, level: float = 0.95
) -> tuple[Curve, ...]:
    """One curve for each pair of lists."""
    return tuple(
        pair_curve(table, first, second, ratios, level=level)
        for first, second in combinations(range(table.list_count), 2)
    )


def least_possible_ratio(
    table: OverlapTable, first: int, second: int, *, level: float = 0.95
) -> float:
    """The odds ratio of a pair that the other lists rule out anything below.

    With a smaller one fewer people would be on neither than were seen there. The lower limit of
    the odds ratio among the people seen (log-normal, Woolf 1955); 0 where a cell is empty.
    """
    cells = _two_by_two(table, first, second)
    if 0 in cells:
        return 0.0
    both, one, other, neither_seen = cells
    spread = math.sqrt(sum(1 / people for people in cells))
    return both * neither_seen / (one * other) * math.exp(-normal_quantile(level) * spread)


def implied_ratio(table: OverlapTable, first: int, second: int, total: float) -> float | None:
    """The odds ratio of a pair among `total` people; None where a cell of the pair is empty."""
    both, one, other, _ = _two_by_two(table, first, second)
    neither = total - both - one - other
    return both * neither / (one * other) if both and neither > 0 and one and other else None


def ratio_error(table: OverlapTable, first: int, second: int) -> float:
    """The sampling standard error of log ξ of a pair for a given total (delta method)."""
    return math.sqrt(sum(1 / people for people in _two_by_two(table, first, second)[:3] if people))


def _two_by_two(table: OverlapTable, first: int, second: int) -> tuple[int, int, int, int]:
    cells = [0, 0, 0, 0]
    for pattern, people in table.cells:
        cells[(pattern >> first & 1) | (pattern >> second & 1) << 1] += people
    return cells[3], cells[1], cells[2], cells[0]


@dataclass(frozen=True, slots=True)
class _Unseen:
    """The unseen at ξ = 1, and what stands for the seen cells there."""

    basis: str
    low: float | None
    point: float | None
    high: float | None
    status: Status = Status.OK
    warnings: tuple[str, ...] = ()
    note: str = ""

    def divided(self, observed: int, ratio: float) -> CurvePoint:
        low, point, high = (
            None if people is None else observed + people / ratio
            for people in (self.low, self.point, self.high)
        )
        return CurvePoint(ratio, low, point, high, self.status, self.note)


def _unseen(
    table: OverlapTable,
    estimator: Estimator | None,
    base: Estimate | None,
    level: float,
    smoothed: bool = False,
) -> _Unseen:
    normal_quantile(level)
    combinations_there = (1 << table.list_count) - 1
    empty = combinations_there - len(table.cells)
    if empty == 0 and table.list_count > 1 and not smoothed:
        log = saturated_unseen(table)
        people = math.exp(log.value)
        return _Unseen("counts", *lognormal_interval(0.0, people, people**2 * log.variance, level))
    found = base if base is not None else _estimated(table, estimator, level)
    low, point, high = (
        None if total is None else total - table.observed
        for total in (found.low, found.point, found.high)
    )
    note = found.warnings[0] if found.warnings else ""
    if low is None:
        return _Unseen(found.method, None, None, None, found.status, found.warnings, note)
    stated = (
        f"{empty} of the {combinations_there} combinations of lists hold nobody. The cells as "
        f"smoothed by {found.method} stand for the counts; the limits take its other dependences "
        "between lists as right."
    )
    return _Unseen(found.method, low, point, high, found.status, (stated,), note)


def _estimated(table: OverlapTable, estimator: Estimator | None, level: float) -> Estimate:
    if estimator is not None:
        return estimator(table)
    from habeas.counts.loglinear import log_linear

    return log_linear(table, interval="profile", level=level)


def _impossible(low: float, high: float) -> WrongUsage:
    return WrongUsage(
        f"odds ratios from {low:g} to {high:g}", remedy="give 0 < low <= high, such as 1/3 and 3"
    )
