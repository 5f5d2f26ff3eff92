"""Silverman's Bayesian threshold: keep the pairs whose posterior is clearly away from nothing."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np

from habeas.counts.assumptions import assumption
from habeas.counts.estimate import Estimate, Status, estimated
from habeas.counts.loglinear.fitting import Floats
from habeas.counts.loglinear.model import Model
from habeas.counts.loglinear.posterior import Posterior, sample_posterior
from habeas.counts.loglinear.search import check_searchable
from habeas.counts.loglinear.standing import (
    check_interval,
    main_effects_refusal,
    occupied_in_order,
    refusal,
)
from habeas.counts.table import OverlapTable

_METHOD = "bayes-threshold"
# Pairs whose ratio is within this share of the threshold are named: a shorter chain, or a few
# people more, would decide otherwise.
_NEAR = 0.1
# With so few the limits of an interval move by a quarter of a standard deviation between seeds.
_FEWEST_DRAWS = 200


def bayes_threshold(
    table: OverlapTable,
    *,
    threshold: float = 2.0,
    prior_variance: float = 1.0,
    size: int = 10_000,
    level: float = 0.95,
    seed: int = 1,
) -> Estimate:
    """The total by the pairs whose posterior mean is `threshold` standard deviations from 0.

    All pairs get a N(0, `prior_variance`) prior, intercept and lists a flat one; pairs with
    |mean / sd| >= `threshold` are kept and the model is fitted again with the same priors.
    Point: the posterior median of n + exp(intercept); interval: its quantiles. `size` is the
    number of weighted draws; those of the result are `draws`, equally weighted.

    Status TOO_FEW_LISTS, NO_OVERLAP; NO_EXTENDED_MLE or NOT_IDENTIFIABLE where the model of main
    effects has no estimate: their flat prior leaves no posterior then (elsewhere it is proper);
    NOT_CONVERGED where the draws are worth fewer than 200 independent ones. Raises
    InputRefused above 14 lists. Source: Silverman (2020); README 3.2.
    """
    check_interval(size, level)
    settings = {
        "threshold": threshold, "prior_variance": prior_variance, "size": size, "seed": seed,
    }  # fmt: skip
    told: dict[str, Any] = {
        "level": level,
        "assumptions": (assumption(_METHOD),),
        "settings": settings,
    }
    if (hindrance := refusal(table, _METHOD)) is not None:
        return hindrance
    count = check_searchable(sum(size > 0 for size in table.list_sizes))
    part, positions = occupied_in_order(table)
    if (hindrance := main_effects_refusal(part, table, _METHOD, **told)) is not None:
        return hindrance
    people = part.dense()[1:].astype(np.float64)
    generator = np.random.default_rng(part.seed(seed))
    pairs = [1 << a | 1 << b for a, b in combinations(range(count), 2)]
    first = _sample(people, count, pairs, prior_variance, size, generator)
    mean, deviation = first.moments()
    ratios = (mean / deviation)[1 + count :]
    kept = [s for s, ratio in zip(pairs, ratios, strict=True) if abs(ratio) >= threshold]
    second = _sample(people, count, kept, prior_variance, size, generator)
    totals = part.observed + np.exp(second.draws[:, 0])
    low, middle, high = second.quantiles(totals, ((1 - level) / 2, 0.5, (1 + level) / 2))

    def name(*terms: int) -> str:
        return str(Model.of(count, terms).relabelled(positions, table.list_count))

    near = [
        name(s)
        for s, ratio in zip(pairs, ratios, strict=True)
        if abs(abs(ratio) / threshold - 1) < _NEAR
    ]
    few = min(first.effective, second.effective) < _FEWEST_DRAWS
    return estimated(
        table, _METHOD, (low, middle, high),
        status=Status.NOT_CONVERGED if few else Status.OK,
        warnings=("the draws are worth too few independent ones",) if few else (),
        **told,
        draws=second.resampled(totals, size, generator),
        diagnostics={
            "model": name(*kept),
            "near_the_threshold": near,
            "effective_draws": [round(first.effective), round(second.effective)],
            "ratios": {
                name(s): float(ratio) for s, ratio in zip(pairs, ratios, strict=True)
            },
        },
    )  # fmt: skip


def _sample(
    people: Floats,
    list_count: int,
    pairs: list[int],
    prior_variance: float,
    size: int,
    generator: np.random.Generator,
) -> Posterior:
    terms = [0, *(1 << j for j in range(list_count)), *pairs]
    cells = np.arange(1, 1 << list_count)
    design = np.array([(cells & s) == s for s in terms], dtype=np.float64).T
    precision = np.zeros(len(terms))
    precision[1 + list_count :] = 1 / prior_variance
    return sample_posterior(people, design, precision, size, generator)
