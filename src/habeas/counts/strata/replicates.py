"""Estimates from several imputed or linked versions of the data, made into one."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri, stdtrit

from habeas.counts.estimate import Estimate, Status
from habeas.counts.strata.spread import drawn_totals, is_usable, log_unseen, mean_unseen
from habeas.counts.strata.total import DRAWS, commonest
from habeas.model import WrongUsage

How = Literal["rubin", "pool"]


def combine_replicates(
    estimates: Sequence[Estimate],
    how: How = "rubin",
    *,
    level: float = 0.95,
    source: str = "replicates",
) -> Estimate:
    """One estimate from R replicates of the same stratum or total.

    "rubin", as verdata has it: the point is the mean over replicates of the mean unseen, plus the
    mean observed; the interval is exp(mean ± t·sd) on log n0 with variance W + (1 + 1/R)·B (W:
    mean of the variances within, B: variance between) and df = (R-1)·(1 + W/((R+1)·B))² (Gelman
    and others, Bayesian Data Analysis; Rubin's own df of 1987 is larger, so this errs to the wide
    side). What varies in the observed number from one replicate to another is not in it. "pool":
    equally many draws of each replicate, thrown together; quantiles of these.

    `diagnostics["variance"]` splits the variance of log n0 in `within` and what is between
    replicates, under the name `source` ("missing stratum", "linkage" …). Any replicate that is
    not OK takes the point away: status and warning say so, the limits become the hull of all, open
    upwards where one of them is. `observed` is the least over replicates, who are certain.

    Raises WrongUsage for no estimates, or another `how`.
    """
    if not estimates:
        raise WrongUsage("there are no replicates to combine")
    if how not in ("rubin", "pool"):
        raise WrongUsage(f"there is no combination {how!r}", remedy="take rubin or pool")
    usable = [estimate for estimate in estimates if is_usable(estimate)]
    blank = _blank(estimates, how, level)
    figures: dict[str, Any] = {}
    if usable:
        split = _variance(usable, source)
        diagnostics = dict(blank.diagnostics) | {"variance": split}
        figures = _rubin(usable, level, split) if how == "rubin" else _pooled(usable, level)
        diagnostics["quantiles"] = {name: figures[name] for name in ("low", "point", "high")}
        blank = replace(blank, diagnostics=diagnostics)
    if len(usable) == len(estimates):
        return replace(blank, **figures)
    return replace(blank, **_hull(estimates, len(usable)))


def _blank(estimates: Sequence[Estimate], how: How, level: float) -> Estimate:
    first = estimates[0]
    digests = sorted(estimate.digest for estimate in estimates)
    observed = [estimate.observed for estimate in estimates]
    return Estimate(
        method=f"{first.method}, {len(estimates)} replicates combined ({how})",
        lists=first.lists,
        observed=min(observed),
        status=Status.OK,
        low=None,
        point=None,
        high=None,
        digest=hashlib.sha256("\n".join(digests).encode()).hexdigest(),
        level=level,
        assumptions=tuple(dict.fromkeys(a for each in estimates for a in each.assumptions)),
        warnings=tuple(dict.fromkeys(w for each in estimates for w in each.warnings)),
        diagnostics={
            "replicates": len(estimates),
            "observed": {"mean": float(np.mean(observed)), "most": max(observed)},
        },
        settings=dict(first.settings) | {"how": how},
    )


def _variance(usable: Sequence[Estimate], source: str) -> dict[str, Any]:
    """W, (1 + 1/R)·B and their sum, all of log n0."""
    moments = [log_unseen(estimate) for estimate in usable]
    count = len(usable)
    within = float(np.mean([deviation**2 for _, deviation in moments]))
    between = float(np.var([mean for mean, _ in moments], ddof=1)) if count > 1 else 0.0
    extra = (1 + 1 / count) * between
    return {"of": "log unseen", "within": within, source: extra, "total": within + extra}


def _rubin(usable: Sequence[Estimate], level: float, split: dict[str, Any]) -> dict[str, Any]:
    count = len(usable)
    mean = float(np.mean([log_unseen(estimate)[0] for estimate in usable]))
    observed = float(np.mean([estimate.observed for estimate in usable]))
    between = (split["total"] - split["within"]) / (1 + 1 / count)
    if between > 0:
        df = (count - 1) * (1 + split["within"] / ((count + 1) * between)) ** 2
        quantile = float(stdtrit(df, (1 + level) / 2))
    else:
        quantile = float(ndtri((1 + level) / 2))
    reach = quantile * math.sqrt(split["total"])
    return {
        "low": math.exp(mean - reach) + observed,
        "point": float(np.mean([mean_unseen(estimate) for estimate in usable])) + observed,
        "high": math.exp(mean + reach) + observed,
    }


def _pooled(usable: Sequence[Estimate], level: float) -> dict[str, Any]:
    each = -(-DRAWS // len(usable))
    random = np.random.default_rng(1)
    ordered = sorted(usable, key=lambda estimate: estimate.digest)
    draws: NDArray[np.float64] = np.concatenate(
        [drawn_totals(estimate, each, random) for estimate in ordered]
    )
    low, point, high = np.quantile(draws, [(1 - level) / 2, 0.5, (1 + level) / 2])
    return {"low": float(low), "point": float(point), "high": float(high), "draws": draws}


def _hull(estimates: Sequence[Estimate], usable: int) -> dict[str, Any]:
    lows = [each.observed if each.low is None else each.low for each in estimates]
    highs = [each.high for each in estimates if each.high is not None]
    warning = (
        f"{len(estimates) - usable} of {len(estimates)} replicates give no figure that can be "
        "relied on; the limits are those of all replicates together"
    )
    return {
        "status": commonest(each.status for each in estimates),
        "low": float(min(lows)),
        "high": float(max(highs)) if len(highs) == len(estimates) else None,
        "warnings": (warning,),
    }
