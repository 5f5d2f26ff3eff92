"""The saturated model without the one interaction that no list can show."""

from __future__ import annotations

import math
from dataclasses import dataclass

from habeas.counts.assumptions import assumption
from habeas.counts.estimate import Estimate, Status, estimated, refused
from habeas.counts.simple.lognormal import lognormal_interval, normal_quantile
from habeas.counts.table import OverlapTable


@dataclass(frozen=True, slots=True)
class UnseenLog:
    """The logarithm of the unseen and its sampling variance."""

    value: float
    variance: float


def saturated_unseen(table: OverlapTable, added: float = 0.0) -> UnseenLog:
    """log n0 = Σ_{|c| odd} log y_c - Σ_{|c| even} log y_c, variance Σ 1/y_c + 1/n0 (delta method).

    The 1/n0 is there because the people in all 2^L cells are a fixed number; with two lists this
    is the textbook variance of Lincoln-Petersen.

    `added` goes to every cell (Agresti 1994 takes ½ where cells are empty). Raises ValueError
    when a cell is still 0.
    """
    counts = table.canonical().dense()[1:] + added
    if (counts <= 0).any():
        raise ValueError("an empty cell has no logarithm")
    signs = [1 if pattern.bit_count() % 2 else -1 for pattern in range(1, len(counts) + 1)]
    terms = [sign * math.log(people) for sign, people in zip(signs, counts.tolist(), strict=True)]
    value = math.fsum(terms)
    inverses = math.fsum(1 / people for people in counts.tolist())
    return UnseenLog(value, inverses + math.exp(-value))


def nhoi(table: OverlapTable, *, level: float = 0.95) -> Estimate:
    """The saturated log-linear model in closed form (Fienberg 1972): no highest-order interaction.

    The variance of n0 is n0 + n0²·Σ 1/y_c; lognormal interval. Statuses: too_few_lists; no_overlap;
    not_identifiable when any of the 2^L - 1 cells is empty: n0 would be 0 or infinite. Lists with
    nobody on them are left out.
    """
    normal_quantile(level)
    used = [j for j, size in enumerate(table.list_sizes) if size]
    if len(used) < 2:
        return refused(
            table,
            "nhoi",
            Status.TOO_FEW_LISTS,
            "Two lists with people on them are needed; one list alone cannot say what it misses.",
        )
    if all(pattern.bit_count() < 2 for pattern, _ in table.cells):
        return refused(
            table,
            "nhoi",
            Status.NO_OVERLAP,
            f"Nobody is on two lists: any total from {table.observed} to infinity would fit.",
        )
    empty = (1 << len(used)) - 1 - len(table.cells)
    if empty:
        return refused(
            table,
            "nhoi",
            Status.NOT_IDENTIFIABLE,
            f"{empty} of the {(1 << len(used)) - 1} combinations of lists hold nobody; "
            "this method needs people in each.",
            diagnostics={"empty_cells": empty},
        )
    log = saturated_unseen(table.select(used))
    unseen = math.exp(log.value)
    variance = unseen**2 * log.variance
    return estimated(
        table,
        "nhoi",
        lognormal_interval(table.observed, table.observed + unseen, variance, level),
        level=level,
        assumptions=(assumption("nhoi"),),
        diagnostics={"standard_error": variance**0.5},
    )
