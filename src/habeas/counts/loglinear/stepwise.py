"""Forward selection of pairs by Poisson tails, as SparseMSE does it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import pdtr, pdtrc

from habeas.counts.assumptions import assumption
from habeas.counts.estimate import Estimate, Status, estimated, refused
from habeas.counts.loglinear.bootstrap import bca_interval
from habeas.counts.loglinear.existence import existence_code
from habeas.counts.loglinear.fitting import UNDECIDED, Fits, Floats, fit, fitted_cells
from habeas.counts.loglinear.model import Model, in_order
from habeas.counts.loglinear.search import check_searchable
from habeas.counts.loglinear.standing import (
    check_interval,
    occupied_in_order,
    refusal,
    status_of,
)
from habeas.counts.table import OverlapTable

_METHOD = "stepwise"


@dataclass(frozen=True)
class _Steps:
    """The model arrived at, its fit, and its existence code."""

    terms: tuple[int, ...]
    fits: Fits
    code: int


def stepwise(
    table: OverlapTable,
    *,
    threshold: float = 0.02,
    resamples: int = 200,
    level: float = 0.95,
    seed: int = 1,
) -> Estimate:
    """The total by pairs added one at a time while their Poisson tail is below a threshold.

    From the main effects on: for each pair not yet in the model, X is Poisson with the fitted
    number of people on both lists, and p the smaller of P(X <= seen), P(X >= seen). The pair with
    the smallest p goes in while p < `threshold`; a pair that would leave the model without an
    extended maximum likelihood estimate is passed over. The interval is BCa with the selection
    done anew in each of `resamples` resamples.

    Status as of `log_linear`. Raises InputRefused above 14 lists. Source: Chan, Silverman &
    Vincent (2021).
    """
    check_interval(resamples, level)
    settings = {"threshold": threshold, "resamples": resamples, "seed": seed}
    if (hindrance := refusal(table, _METHOD)) is not None:
        return hindrance
    count = check_searchable(sum(size > 0 for size in table.list_sizes))
    part, positions = occupied_in_order(table)
    people = part.dense()
    found = _select(people.astype(np.float64), count, threshold)
    if found.code:
        return refused(
            table, _METHOD, status_of(found.code),
            "the model of main effects has no extended maximum likelihood estimate",
            assumptions=(assumption(_METHOD),), settings=settings, level=level,
        )  # fmt: skip

    def totals(tables: Floats) -> Floats:
        every = (_select(people, count, threshold) for people in tables)
        return np.array([one.fits.totals[0, 0] if one.code == 0 else np.nan for one in every])

    total = float(found.fits.totals[0, 0])
    interval = bca_interval(
        people, total, totals, resamples=resamples, level=level, seed=part.seed(seed)
    )
    model = Model(count, in_order(found.terms)).relabelled(positions, table.list_count)
    told: dict[str, Any] = {
        "level": level,
        "assumptions": (assumption(_METHOD),),
        "settings": settings,
        "warnings": interval.warnings(resamples),
        "diagnostics": {
            "model": str(model),
            "poisson_total": total,
            "bic": float(found.fits.bic[0, 0]),
            "deviance": float(found.fits.deviance[0, 0]),
            "standard_error": float(np.sqrt(found.fits.variance[0, 0])),
            "bootstrap": interval.as_plain(),
        },
    }
    status, reason = interval.standing(total, resamples, level)
    if status is not Status.OK:
        return refused(table, _METHOD, status, *told.pop("warnings"), reason, **told)
    quantiles = (interval.low, total, interval.high)
    return estimated(table, _METHOD, quantiles, draws=interval.draws, **told)


@lru_cache(maxsize=16)
def _pairs(list_count: int) -> tuple[tuple[int, ...], NDArray[np.float64]]:
    """All pairs, and for each the cells that contain it: pairs × 2^L."""
    pairs = [1 << a | 1 << b for a, b in combinations(range(list_count), 2)]
    cells = np.arange(1 << list_count)
    return tuple(pairs), np.array([(cells & s) == s for s in pairs], dtype=np.float64)


def _select(people: Floats, list_count: int, threshold: float) -> _Steps:
    pairs, contained = _pairs(list_count)
    seen = contained @ people
    current = _fitted(people, [1 << j for j in range(list_count)])
    while current.code == 0:
        fitted = fitted_cells(current.fits.coefficients[0], current.fits.models[0], list_count)
        expected = contained @ fitted
        # P(X <= t) and P(X >= t) of a Poisson number.
        tails = np.minimum(pdtr(seen, expected), np.where(seen > 0, pdtrc(seen - 1, expected), 1))
        following = None
        for place in np.argsort(tails, kind="stable"):
            if tails[place] >= threshold:
                break
            if pairs[place] in current.terms:
                continue
            candidate = _fitted(people, [*current.terms, pairs[place]])
            if candidate.code == 0:
                following = candidate
                break
        if following is None:
            break
        current = following
    return current


def _fitted(people: Floats, terms: list[int]) -> _Steps:
    fits = fit(people, np.array([terms], dtype=np.int64))
    code = int(fits.codes[0, 0])
    if code & UNDECIDED:
        code = existence_code(people, terms)
    return _Steps(tuple(terms), fits, code)
