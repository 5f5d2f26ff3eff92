"""All hierarchical log-linear models of a table at once, each with the weight of its BIC."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from habeas.counts.assumptions import assumption
from habeas.counts.estimate import Estimate, Status, estimated, refused
from habeas.counts.loglinear.estimator import Selected
from habeas.counts.loglinear.standing import refusal
from habeas.counts.table import OverlapTable

METHOD = "log-linear-averaged"
# Models that together carry less than this are left out: they cannot move a 95 % limit.
_LIGHTEST = 1e-4
_POINTS = 400
_DRAWS = 2000
_MOST_MODELS = 100_000


def averaged(
    table: OverlapTable,
    *,
    max_order: int | None = None,
    level: float = 0.95,
    seed: int = 1,
) -> Estimate:
    """The total averaged over hierarchical log-linear models by their BIC (Raftery 1995, eq. 35).

    Every candidate with an extended maximum likelihood estimate (as in `log_linear`) weighs
    exp(-BIC/2); within a model log n0 is normal with its standard error, as for the lognormal
    interval. `point` is the median of the mixture, `low` and `high` its quantiles, `draws` 2,000
    evenly spaced quantiles of it in an order set by `seed`. Unlike one chosen model's interval
    this one knows that others fit about as well.

    `diagnostics`: bic of the best model, its name and its weight, models that weigh in. Refused
    as `log_linear` is.
    """
    if (found := refusal(table, METHOD)) is not None:
        return found
    selected = Selected.of(table, max_order, "bic", None, _MOST_MODELS)
    told: dict[str, Any] = {
        "level": level,
        "assumptions": (assumption(METHOD),),
        "settings": {"max_order": selected.max_order, "seed": seed},
    }
    if selected.standing is not Status.OK:
        return refused(table, METHOD, selected.standing, selected.why_not(), **told)
    weights, unseen, spread = _weighted(selected)
    values, probabilities = _mixture(weights, unseen, spread)
    tail = (1 - level) / 2
    low, point, high = (
        table.observed + float(np.interp(p, probabilities, values)) for p in (tail, 0.5, 1 - tail)
    )
    order = np.random.default_rng(table.seed(seed)).permutation(_DRAWS)
    draws = table.observed + np.interp((order + 0.5) / _DRAWS, probabilities, values)
    facts = {
        "model": selected.report["model"],
        "bic": selected.report["bic"],
        "weight": float(weights.max()),
        "models": len(weights),
        "deviance_p": selected.report.get("deviance_p"),
    }
    return estimated(table, METHOD, (low, point, high), diagnostics=facts, draws=draws, **told)


def _weighted(
    selected: Selected,
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Weight, unseen people and standard error of log n0 of every model that weighs in."""
    candidates = selected.candidates
    columns = candidates.ranked
    scores = candidates.scores[columns]
    weights = np.exp(-(scores - scores.min()) / 2)
    weights /= weights.sum()
    columns, weights = columns[weights > _LIGHTEST], weights[weights > _LIGHTEST]
    unseen = np.maximum(candidates.fits.unseen[0, columns], 1e-9)
    variance = np.maximum(candidates.fits.variance[0, columns], 0.0)
    return weights / weights.sum(), unseen, np.sqrt(np.log1p(variance / unseen**2))


def _mixture(
    weights: NDArray[np.float64], unseen: NDArray[np.float64], spread: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Unseen people in rising order, with the mixture's probability up to each."""
    normal = ndtri((np.arange(_POINTS) + 0.5) / _POINTS)
    values = (unseen[:, None] * np.exp(spread[:, None] * normal)).ravel()
    shares = np.repeat(weights / _POINTS, _POINTS)
    order = np.argsort(values, kind="stable")
    return values[order], np.cumsum(shares[order]) - shares[order] / 2
