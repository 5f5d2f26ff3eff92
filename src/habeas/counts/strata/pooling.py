"""Partial pooling: strata borrow from each other as far as they are alike, beside the unpooled.

The model is the normal one with known variances (Rubin 1981; Gelman and others, Bayesian Data
Analysis, 5.4: "eight schools") on y = log(n0/n), the log odds of not having been recorded:

    y_s ~ Normal(theta_s, sigma_s),  theta_s ~ Normal(mu, tau),  mu flat,  tau half-Cauchy.

y_s and sigma_s are the mean and standard deviation of each stratum's own draws (or of the
lognormal through its limits). tau is integrated on a grid; mu and theta_s given tau are drawn.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from habeas.counts.assumptions import assumption
from habeas.counts.strata.result import StrataResult
from habeas.counts.strata.spread import is_usable, log_unseen
from habeas.counts.strata.stratum import StratumEstimate
from habeas.counts.strata.total import digest_of
from habeas.model import WrongUsage

FEWEST_STRATA = 3
_GRID = 1000

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class PooledStrata:
    """Strata that borrowed from each other, beside what each said alone.

    `spread`: by replicate, what the strata have in common: low, median and high of `mu` (log odds
    of not having been recorded) and of `tau` (its standard deviation between strata: 0 would make
    all strata equally visible), and how many strata took part.
    """

    pooled: StrataResult
    unpooled: StrataResult
    spread: Mapping[int | None, Mapping[str, Any]]


@dataclass(frozen=True)
class Hierarchy:
    """Joint posterior draws: `tau` and `mu` one each, `theta` draws × strata."""

    tau: Floats
    mu: Floats
    theta: Floats


def pool_strata(
    result: StrataResult,
    *,
    seed: int = 1,
    draws: int = 1000,
    level: float = 0.95,
    tau_scale: float = 1.0,
) -> PooledStrata:
    """Shrink the strata of each replicate towards each other, by the model above.

    Strata that could not be estimated lend nothing, borrow nothing, and keep their status; so do
    all strata of a replicate with fewer than three that could, and its warnings say so. The
    normal form holds for y only as far as a stratum's interval is lognormal on n0; a prior that
    stands behind its draws is taken for data. `tau_scale` is the median of tau's prior, 1 being a
    factor e in the odds.

    Raises WrongUsage for a result that is pooled or combined already.
    """
    if result.joint or result.is_combined:
        raise WrongUsage("only strata that were estimated one by one can be pooled")
    replicates: dict[int | None, list[StratumEstimate]] = defaultdict(list)
    for row in result.rows:
        replicates[row.replicate].append(row)
    spread: dict[int | None, dict[str, Any]] = {}
    rows: list[StratumEstimate] = []
    for replicate, members in replicates.items():
        usable = [row for row in members if is_usable(row.estimate)]
        spread[replicate] = {"strata": len(usable)}
        if len(usable) < FEWEST_STRATA:
            rows += [_too_few(row) for row in members]
            continue
        fit = _fitted(usable, seed, draws, tau_scale)
        spread[replicate] |= _summary(fit, level)
        places = {id(row): place for place, row in enumerate(usable)}
        for row in members:
            place = places.get(id(row))
            rows.append(row if place is None else _shrunk(row, fit, place, level))
    order = {(row.key, row.replicate): place for place, row in enumerate(result.rows)}
    rows.sort(key=lambda row: order[row.key, row.replicate])
    joint = frozenset(replicate for replicate, common in spread.items() if "tau" in common)
    return PooledStrata(StrataResult(tuple(rows), result.distinct_tables, joint), result, spread)


def drawn_hierarchy(
    y: Floats, sigma: Floats, *, random: np.random.Generator, draws: int, tau_scale: float
) -> Hierarchy:
    """Joint draws of (tau, mu, theta) for S strata with means `y` and deviations `sigma`.

    The marginal of tau is equation 5.21 of Bayesian Data Analysis. The grid is even in the
    quantiles of the half-Cauchy prior, so that prior needs no term and no upper end.
    """
    grid = tau_scale * np.tan(np.pi / 2 * (np.arange(_GRID) + 0.5) / _GRID)
    log_weight, centre, deviation = (np.empty(_GRID) for _ in range(3))
    for place, tau in enumerate(grid):
        precision = 1 / (sigma**2 + tau**2)
        total = precision.sum()
        centre[place] = (precision * y).sum() / total
        deviation[place] = total**-0.5
        misfit = (precision * (y - centre[place]) ** 2).sum()
        log_weight[place] = np.log(precision).sum() / 2 - math.log(total) / 2 - misfit / 2
    weight = np.exp(log_weight - log_weight.max())
    chosen = random.choice(_GRID, size=draws, p=weight / weight.sum())
    tau = grid[chosen]
    mu = random.normal(centre[chosen], deviation[chosen])
    own = sigma**2 / (sigma**2 + tau[:, None] ** 2)
    mean = own * mu[:, None] + (1 - own) * y
    return Hierarchy(tau, mu, random.normal(mean, sigma * np.sqrt(1 - own)))


def _fitted(rows: Sequence[StratumEstimate], seed: int, draws: int, tau_scale: float) -> Hierarchy:
    moments = np.array([log_unseen(row.estimate) for row in rows])
    seen = np.array([row.estimate.observed for row in rows], dtype=np.float64)
    # The seed comes from the tables, as everywhere: the same strata give the same draws.
    random = np.random.default_rng([int(digest_of(rows)[:16], 16), seed])
    # A stratum that knows its total to the person would make the grid's first point all.
    sigma = np.maximum(moments[:, 1], 1e-6)
    return drawn_hierarchy(
        moments[:, 0] - np.log(seen), sigma, random=random, draws=draws, tau_scale=tau_scale
    )


def _shrunk(row: StratumEstimate, fit: Hierarchy, place: int, level: float) -> StratumEstimate:
    own = row.estimate
    draws = own.observed * (1 + np.exp(fit.theta[:, place]))
    low, point, high = (
        float(value) for value in np.quantile(draws, [(1 - level) / 2, 0.5, (1 + level) / 2])
    )
    sigma = log_unseen(own)[1]
    unpooled = {"low": own.low, "point": own.point, "high": own.high}
    estimate = replace(
        own,
        method=f"{own.method}, partially pooled",
        low=low,
        point=point,
        high=high,
        level=level,
        assumptions=(*own.assumptions, assumption("strata-pooled")),
        diagnostics={
            "quantiles": {"low": low, "point": point, "high": high},
            "unpooled": unpooled,
            "borrowed": float(np.mean(sigma**2 / (sigma**2 + fit.tau**2))),
        },
        members=(*own.members, replace(own, members=(), draws=None)),
        draws=draws,
    )
    return replace(row, estimate=estimate)


def _summary(fit: Hierarchy, level: float) -> dict[str, dict[str, float]]:
    return {
        name: dict(
            zip(
                ("low", "median", "high"),
                np.quantile(draws, [(1 - level) / 2, 0.5, (1 + level) / 2]).tolist(),
                strict=True,
            )
        )
        for name, draws in (("mu", fit.mu), ("tau", fit.tau))
    }


def _too_few(row: StratumEstimate) -> StratumEstimate:
    if not is_usable(row.estimate):
        return row
    note = f"not pooled: fewer than {FEWEST_STRATA} strata could be estimated"
    warnings = (*row.estimate.warnings, note)
    return replace(row, estimate=replace(row.estimate, warnings=warnings))
