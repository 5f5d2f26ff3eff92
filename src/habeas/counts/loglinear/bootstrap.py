"""BCa bootstrap in which every resample chooses its model anew.

Silverman, Chan & Vincent (2024): multinomial resamples of the cells, the model reselected by BIC
among the candidates that have an extended maximum likelihood estimate, and Efron's
bias-corrected and accelerated quantiles (DiCiccio & Efron 1996).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from habeas.counts.estimate import Status
from habeas.counts.loglinear.existence import existence_code
from habeas.counts.loglinear.fitting import UNDECIDED, Fits, Floats, Integers, fit

Reselection = Callable[[Floats], Floats]


@dataclass(frozen=True)
class BcaInterval:
    """Limits (totals), the replicates that gave a total, and how the quantiles were moved."""

    low: float
    high: float
    draws: Floats
    without_model: int
    bias: float
    acceleration: float

    def as_plain(self) -> dict[str, float]:
        """How the quantiles were moved, for the diagnostics."""
        return {
            "bias": self.bias,
            "acceleration": self.acceleration,
            "resamples_without_model": self.without_model,
        }

    def warnings(self, resamples: int) -> tuple[str, ...]:
        """What a reader should know of the resamples."""
        if not self.without_model:
            return ()
        return (
            f"{self.without_model} of {resamples} resamples have no model with an extended "
            "maximum likelihood estimate and are left out",
        )

    def standing(self, total: float, resamples: int, level: float) -> tuple[Status, str]:
        """Whether the limits may be relied on, and why not.

        A resample without an estimate stands for a total that may be any: where more than
        (1 - level) / 2 of them are such, the upper limit is among those left out.
        """
        if not self.draws.size:
            return Status.NO_EXTENDED_MLE, "no resample has an estimate"
        if self.without_model > (1 - level) / 2 * resamples:
            return Status.NOT_IDENTIFIABLE, "so many that these lists set no upper limit"
        if not self.low <= total <= self.high or self.low == self.high:
            return Status.NOT_CONVERGED, (
                "the bootstrap's limits do not hold the estimate itself: its resamples are too "
                "skewed or too few; take the profile interval of the log-linear method"
            )
        return Status.OK, ""


def best_columns(fits: Fits, scores: Floats) -> Integers:
    """For each table the model of the lowest score that has code 0; -1 where none has.

    Goes down the scores and asks the linear program only where the fit left the question open.
    """
    order = np.argsort(np.where(np.isnan(scores), np.inf, scores), axis=1, kind="stable")
    sorted_codes = np.take_along_axis(fits.codes, order, axis=1)
    settled = sorted_codes == 0
    # For each table, the first model that may do: settled, or open to the linear program.
    possible = settled | (sorted_codes == UNDECIDED)
    chosen = np.full(len(order), -1, dtype=np.int64)
    for row in range(len(order)):
        place = int(possible[row].argmax())
        while place < possible.shape[1]:
            column = int(order[row, place])
            if settled[row, place] or (
                possible[row, place] and existence_code(fits.tables[row], fits.models[column]) == 0
            ):
                chosen[row] = column
                break
            place += 1
    return chosen


def reselect_by(criterion: str, models: Integers, starts: Floats | None = None) -> Reselection:
    """A function from tables to totals: the best model of each, NaN where there is none."""

    def totals(tables: Floats) -> Floats:
        fits = fit(tables, models, starts=starts)
        columns = best_columns(fits, fits.scores(criterion))
        rows = np.arange(len(columns))
        return np.where(columns >= 0, fits.totals[rows, columns], np.nan)

    return totals


def bca_interval(
    people: NDArray[np.int64],
    estimate: float,
    reselection: Reselection,
    *,
    resamples: int,
    level: float,
    seed: int,
    jackknife: Reselection | None = None,
) -> BcaInterval:
    """Bias-corrected and accelerated limits of the total.

    `people`: 2^L counts; `estimate`: the total from them. Replicates for which no model has an
    estimate are left out and counted. `jackknife`: a cheaper reselection for the acceleration,
    which needs one for each occupied cell.
    """
    tables = resampled(people, resamples, seed)
    every = reselection(tables)
    draws = every[np.isfinite(every)]
    if draws.size == 0:
        return BcaInterval(math.nan, math.nan, draws, resamples, math.nan, math.nan)
    # A share of 0 or 1 would send the limits to infinity: half a replicate either way.
    half = 0.5 / draws.size
    share = float(np.clip((draws < estimate).mean(), half, 1 - half))
    bias = float(ndtri(share))
    acceleration = _acceleration(people, jackknife or reselection)
    low, high = (
        float(np.quantile(draws, _moved(tail, bias, acceleration), method="median_unbiased"))
        for tail in ((1 - level) / 2, (1 + level) / 2)
    )
    return BcaInterval(low, high, draws, resamples - draws.size, bias, acceleration)


def resampled(people: NDArray[np.int64], resamples: int, seed: int) -> Floats:
    """Multinomial resamples of the n observed people, resamples × cells."""
    observed = int(people.sum())
    generator = np.random.default_rng(seed)
    return generator.multinomial(observed, people / observed, size=resamples).astype(np.float64)


def _moved(tail: float, bias: float, acceleration: float) -> float:
    quantile = bias + float(ndtri(tail))
    return float(ndtr(bias + quantile / (1 - acceleration * quantile)))


def _acceleration(people: NDArray[np.int64], reselection: Reselection) -> float:
    """By the jackknife, one person out of each occupied cell in turn (Efron 1987, eq. 6.6)."""
    cells = np.flatnonzero(people)
    tables = np.repeat(people[np.newaxis, :].astype(np.float64), len(cells), axis=0)
    tables[np.arange(len(cells)), cells] -= 1
    totals = reselection(tables)
    known = np.isfinite(totals)
    weights = people[cells][known].astype(np.float64)
    if not weights.size:
        return 0.0
    residuals = (weights @ totals[known]) / weights.sum() - totals[known]
    spread = float(weights @ residuals**2)
    return float(weights @ residuals**3) / (6 * spread**1.5) if spread > 0 else 0.0
