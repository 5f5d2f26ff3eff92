"""What is told of a chosen model beside its total."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.special import chdtrc

from habeas.counts.loglinear.fitting import Floats, fitted_cells
from habeas.counts.loglinear.selection import Ranking

_RUNNERS_UP = 10


def fit_report(
    ranking: Ranking, positions: tuple[int, ...], list_count: int, people: Floats
) -> dict[str, Any]:
    """Model, criteria, goodness of fit and runners-up, as plain values.

    Model names are in the user's numbering. Degrees of freedom count the cells and terms that
    remain once terms without anybody are dropped; the p-values compare deviance and Pearson's
    X² with chi² of those.
    """
    fits = ranking.fits
    if not len(ranking.ranked):
        return {"models": int(fits.models.shape[0])}
    best = int(ranking.ranked[0])
    terms = fits.models[best]
    used = terms[terms > 0]
    coefficients = fits.coefficients[best]
    fitted = fitted_cells(coefficients, terms, len(positions))[1:]
    alive = fitted > 0
    dropped = int(np.isneginf(coefficients[: len(used)]).sum())
    freedom = int(alive.sum()) - (len(used) + 1 - dropped)
    pearson = float(((people[1:] - fitted)[alive] ** 2 / fitted[alive]).sum())
    deviance = float(fits.deviance[0, best])
    scores = ranking.scores
    count = len(positions)

    def name(column: int) -> str:
        return str(ranking.model(column, count).relabelled(positions, list_count))

    return {
        "model": name(best),
        "poisson_total": float(fits.totals[0, best]),
        "standard_error": float(np.sqrt(fits.variance[0, best])),
        "bic": float(fits.bic[0, best]),
        "aic": float(fits.aic[0, best]),
        "loglik": float(fits.loglik[0, best]),
        "deviance": deviance,
        "pearson": pearson,
        "degrees_of_freedom": freedom,
        "deviance_p": float(chdtrc(freedom, deviance)) if freedom else None,
        "pearson_p": float(chdtrc(freedom, pearson)) if freedom else None,
        "terms_without_anybody": dropped,
        "models": int(fits.models.shape[0]),
        "searched": ranking.searched,
        "runners_up": [
            {
                "model": name(int(column)),
                "difference": float(scores[column] - scores[best]),
                "total": float(fits.totals[0, column]),
            }
            for column in ranking.ranked[1 : _RUNNERS_UP + 1]
        ],
    }
