"""Every model of a table side by side."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from habeas.counts.loglinear.existence import existence_code
from habeas.counts.loglinear.fitting import UNDECIDED
from habeas.counts.loglinear.selection import default_order, ranking
from habeas.counts.loglinear.standing import occupied_in_order, refusal
from habeas.counts.table import OverlapTable
from habeas.model import InputRefused


@dataclass(frozen=True)
class FittedModel:
    """One model: its total, or None with the code that says why there is none.

    `code`: 0 for an estimate; 1 where no extended maximum likelihood estimate exists, 2 where the
    total is not identified, 3 for both. `bic` and `aic` are None too where the code is not 0.
    """

    model: str
    code: int
    total: float | None
    standard_error: float | None
    bic: float | None
    aic: float | None
    deviance: float | None


def model_table(table: OverlapTable, max_order: int | None = None) -> tuple[FittedModel, ...]:
    """All hierarchical models up to an order (by default as `log_linear`), the best BIC first.

    Above 6 lists: the models that its search meets. Models without an estimate come last. Raises
    InputRefused for a table that carries no estimate at all, WrongUsage for too many models.
    """
    reason = refusal(table, "log-linear")
    if reason is not None:
        raise InputRefused(reason.warnings[0])
    part, positions = occupied_in_order(table)
    count = part.list_count
    order = default_order(count) if max_order is None else max_order
    found = ranking(part.dense().astype(np.float64), count, order, "bic", 1)
    fits = found.fits
    for column in np.flatnonzero(fits.codes[0] & UNDECIDED):
        fits.codes[0, column] = existence_code(fits.tables[0], fits.models[column])
    rows = []
    for column in np.lexsort((fits.bic[0], fits.codes[0] != 0)):
        code = int(fits.codes[0, column])
        numbers = (fits.totals, np.sqrt(fits.variance), fits.bic, fits.aic, fits.deviance)
        values = [float(some[0, column]) if code == 0 else None for some in numbers]
        model = found.model(int(column), count).relabelled(positions, table.list_count)
        rows.append(FittedModel(str(model), code, *values))
    return tuple(rows)
