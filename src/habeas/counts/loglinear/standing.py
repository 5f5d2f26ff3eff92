"""What a table must have before any log-linear model can say something."""

from __future__ import annotations

from typing import Any

from habeas.counts.estimate import Estimate, Status, refused
from habeas.counts.loglinear.existence import existence_code
from habeas.counts.loglinear.fitting import RANK_DEFICIENT
from habeas.counts.table import OverlapTable
from habeas.model import WrongUsage

NO_UPPER_LIMIT = (
    "the likelihood never falls enough, or beyond what can be computed: these lists set no upper "
    "limit to the total"
)


def refusal(table: OverlapTable, method: str) -> Estimate | None:
    """Why this table carries no estimate at all, or None where it may."""
    occupied = sum(size > 0 for size in table.list_sizes)
    if occupied < 2:
        return refused(
            table,
            method,
            Status.TOO_FEW_LISTS,
            "fewer than two lists have anybody on them: nothing can be said of who is on none",
        )
    if not any(pattern & (pattern - 1) for pattern, _ in table.cells):
        return refused(
            table,
            method,
            Status.NO_OVERLAP,
            "nobody is on two lists: the total may be any number from those observed upwards",
        )
    return None


def occupied_in_order(table: OverlapTable) -> tuple[OverlapTable, tuple[int, ...]]:
    """The table in canonical order without its empty lists, and where each list stood.

    A list without anybody has no share in the likelihood (its terms are -infinity); the order
    depends on the cells alone, so that names and columns change no digit of a result.
    """
    canonical = table.canonical()
    sizes = canonical.list_sizes
    kept = [k for k in range(len(sizes)) if sizes[k] > 0]
    return canonical.select(kept), tuple(table.canonical_order[k] for k in kept)


def main_effects_refusal(
    part: OverlapTable, table: OverlapTable, method: str, **told: Any
) -> Estimate | None:
    """Why no model with free main effects has an estimate, or None where it may.

    `part`: the table as fitted, without empty lists. A direction in which the likelihood of the
    main effects rises without end is one of every larger model whose main effects are free, and
    a flat prior on them then makes no posterior.
    """
    code = existence_code(part.dense(), [1 << j for j in range(part.list_count)])
    if not code:
        return None
    reason = "the model of main effects has no extended maximum likelihood estimate"
    return refused(table, method, status_of(code), reason, **told)


def status_of(code: int) -> Status:
    """The status that an existence code stands for."""
    if code == 0:
        return Status.OK
    return Status.NOT_IDENTIFIABLE if code == RANK_DEFICIENT else Status.NO_EXTENDED_MLE


def check_interval(resamples: int, level: float) -> None:
    """Raise WrongUsage for a number of resamples or a level that makes no interval."""
    if resamples < 1:
        raise WrongUsage("a bootstrap needs at least one resample")
    if not 0 < level < 1:
        raise WrongUsage(f"a level of {level:g}", remedy="take one between 0 and 1, such as 0.95")
