"""Chao's lower bound as a log-linear model: Rcapture's "Mth Chao (LB)"."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from habeas.counts.assumptions import assumption
from habeas.counts.estimate import Estimate, Status, estimated, refused
from habeas.counts.loglinear.columns import ColumnFit, fit_columns
from habeas.counts.loglinear.fitting import Floats
from habeas.counts.loglinear.profile import Profile, multinomial, profile_interval
from habeas.counts.loglinear.search import check_searchable
from habeas.counts.loglinear.standing import (
    NO_UPPER_LIMIT,
    check_interval,
    main_effects_refusal,
    occupied_in_order,
    refusal,
)
from habeas.counts.table import OverlapTable

_METHOD = "chao-model"


def mth_chao(table: OverlapTable, *, level: float = 0.95) -> Estimate:
    """A lower bound of the total where people differ in how easily they are listed.

    Poisson regression on intercept, lists, and columns max(k - j + 1, 0), j = 3..L, k the number
    of lists of a cell: any pattern of heterogeneity gives them coefficients of 0 or more, so
    negative ones are taken out one at a time (the most negative first) and the rest refitted.
    The point is n + exp(intercept), the interval that of the multinomial profile likelihood.

    Status TOO_FEW_LISTS, NO_OVERLAP, NO_EXTENDED_MLE. Raises InputRefused above 14 lists. Source:
    Baillargeon & Rivest (2007), Rcapture; Rivest & Baillargeon (2007); README 3.1.
    """
    check_interval(1, level)
    told: dict[str, Any] = {"level": level, "assumptions": (assumption(_METHOD),)}
    if (hindrance := refusal(table, _METHOD)) is not None:
        return hindrance
    count = check_searchable(sum(size > 0 for size in table.list_sizes))
    part, _ = occupied_in_order(table)
    if (hindrance := main_effects_refusal(part, table, _METHOD, **told)) is not None:
        return hindrance
    people = part.dense()[1:].astype(np.float64)
    design = chao_design(count)
    kept, fitted = without_negative(people, design, count)
    if not fitted.converged:
        return refused(
            table, _METHOD, Status.NO_EXTENDED_MLE,
            "the likelihood of the model has no maximum: some cells that it needs are empty",
            **told,
        )  # fmt: skip
    unseen = float(np.exp(fitted.coefficients[0]))
    profile = profile_interval(_profile(people, design, count), part.observed, unseen, level)
    if not math.isfinite(profile.high):
        return refused(
            table, _METHOD, Status.NOT_IDENTIFIABLE, NO_UPPER_LIMIT,
            **told,
        )  # fmt: skip
    variance = unseen + unseen**2 * float(fitted.covariance[0, 0])
    return estimated(
        table, _METHOD, (profile.low, part.observed + unseen, profile.high),
        **told,
        diagnostics={
            "profile_maximum": profile.maximum,
            "standard_error": variance**0.5,
            "heterogeneity_columns": [int(k) - count + 2 for k in kept if k > count],
            "bic": -2 * fitted.loglik + len(kept) * float(np.log(part.observed)),
        },
    )  # fmt: skip


def chao_design(list_count: int) -> Floats:
    """Cells 1 .. 2^L - 1 × (intercept, lists, max(k - j + 1, 0) for j = 3..L)."""
    cells = np.arange(1, 1 << list_count)
    on = (cells[:, np.newaxis] >> np.arange(list_count)) & 1
    lists = on.sum(axis=1, keepdims=True)
    levels = np.arange(3, list_count + 1)
    design: Floats = np.hstack([np.ones_like(lists), on, np.maximum(lists - levels + 1, 0)]).astype(
        np.float64
    )
    return design


def without_negative(
    people: Floats, design: Floats, list_count: int
) -> tuple[list[int], ColumnFit]:
    """The fit once no heterogeneity column has a negative coefficient, and the columns left."""
    kept = list(range(design.shape[1]))
    while True:
        fitted = fit_columns(people, design[:, kept])
        extra = [place for place, column in enumerate(kept) if column > list_count]
        if not extra:
            return kept, fitted
        lowest = min(extra, key=lambda place: float(fitted.coefficients[place]))
        if fitted.coefficients[lowest] >= 0:
            return kept, fitted
        del kept[lowest]


def _profile(people: Floats, design: Floats, list_count: int) -> Profile:
    """The multinomial profile log likelihood of n0 (see profile.py).

    Columns are taken out anew for each n0, so that it is the profile of the bound's whole model.
    """
    empty = np.zeros((1, design.shape[1]))
    empty[0, 0] = 1.0
    whole = np.vstack([empty, design])
    observed = float(people.sum())

    def profile(unseen: float) -> tuple[float, float]:
        _, refit = without_negative(np.concatenate([[unseen], people]), whole, list_count)
        return multinomial(refit.loglik, float(refit.coefficients[0]), observed, unseen)

    return profile
