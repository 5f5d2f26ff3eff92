"""Chao's lower bound: what those seen once and those seen twice say of those never seen."""

from __future__ import annotations

from scipy.special import chdtri

from habeas.counts.assumptions import assumption
from habeas.counts.estimate import Estimate, Status, estimated, refused
from habeas.counts.simple.lognormal import lognormal_interval, normal_quantile
from habeas.counts.table import OverlapTable


def capture_frequencies(table: OverlapTable) -> tuple[int, ...]:
    """f_1 … f_L: people on exactly one list, on exactly two, and so on."""
    frequencies = [0] * table.list_count
    for pattern, people in table.cells:
        frequencies[pattern.bit_count() - 1] += people
    return tuple(frequencies)


def chao(table: OverlapTable, *, level: float = 0.95) -> Estimate:
    """A lower bound for the total: n + f1(f1-1)/(2(f2+1)) (Chao 1987, bias-corrected form).

    Variance f2·(¼(f1/f2)⁴ + (f1/f2)³ + ½(f1/f2)²), and with f2 = 0 that of Chao (1987) for it;
    lognormal interval. With fewer than two people on one list only the bound is n itself; the
    upper limit then comes from the Poisson limit of f1. The point and the interval are of the
    bound, not of the total. Statuses: too_few_lists; no_overlap when nobody is on two lists.
    """
    normal_quantile(level)
    frequencies = capture_frequencies(table)
    if table.list_count < 2 or sum(size > 0 for size in table.list_sizes) < 2:
        return refused(
            table,
            "chao",
            Status.TOO_FEW_LISTS,
            "Two lists with people on them are needed; one list alone cannot say what it misses.",
        )
    if sum(frequencies[1:]) == 0:
        return refused(
            table,
            "chao",
            Status.NO_OVERLAP,
            f"Nobody is on two lists: any total from {table.observed} to infinity would fit.",
        )
    once, twice = frequencies[0], frequencies[1]
    unseen = once * (once - 1) / (2 * (twice + 1))
    diagnostics: dict[str, object] = {"capture_frequencies": list(frequencies)}
    if unseen > 0:
        variance = _variance(table.observed, unseen, once, twice)
        diagnostics["standard_error"] = variance**0.5
        interval = lognormal_interval(table.observed, table.observed + unseen, variance, level)
    else:
        most = float(chdtri(2 * (once + 1), (1 - level) / 2)) / 2
        high = table.observed + most * (most - 1) / (2 * (twice + 1))
        interval = (float(table.observed), float(table.observed), high)
    return estimated(
        table,
        "chao",
        interval,
        level=level,
        assumptions=(assumption("chao"),),
        diagnostics=diagnostics,
    )


def _variance(observed: int, unseen: float, once: int, twice: int) -> float:
    if twice == 0:
        return (
            once * (once - 1) / 2
            + once * (2 * once - 1) ** 2 / 4
            - once**4 / (4 * (observed + unseen))
        )
    ratio = once / twice
    return twice * (ratio**4 / 4 + ratio**3 + ratio**2 / 2)
