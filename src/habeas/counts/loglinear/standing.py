"""What a table must have before any log-linear model can say something."""

from __future__ import annotations

from habeas.counts.estimate import Estimate, Status, refused
from habeas.counts.loglinear.fitting import RANK_DEFICIENT
from habeas.counts.table import OverlapTable
from habeas.model import WrongUsage

ASSUMPTION = (
    "The dependence between lists that the model leaves out is absent among the unseen as well: "
    "the interaction of all lists, which nothing in the data can show, is nil."
)

NO_UPPER_LIMIT = "the likelihood never falls enough: these lists set no upper limit to the total"


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
