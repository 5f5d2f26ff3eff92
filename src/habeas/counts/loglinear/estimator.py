"""The log-linear estimate of a total: model chosen by a criterion or given, three intervals."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import ndtri

from habeas.counts.assumptions import assumption
from habeas.counts.estimate import Estimate, Status, estimated, refused
from habeas.counts.loglinear.bootstrap import BcaInterval, Reselection, bca_interval, reselect_by
from habeas.counts.loglinear.enumeration import MOST_PAIRWISE_LISTS
from habeas.counts.loglinear.existence import existence_code
from habeas.counts.loglinear.fit_report import fit_report
from habeas.counts.loglinear.fitting import UNDECIDED, Floats, fit
from habeas.counts.loglinear.model import Model
from habeas.counts.loglinear.profile import model_profile, profile_interval
from habeas.counts.loglinear.selection import Ranking, default_order, ranking
from habeas.counts.loglinear.standing import (
    NO_UPPER_LIMIT,
    check_interval,
    occupied_in_order,
    refusal,
)
from habeas.counts.table import OverlapTable
from habeas.model import WrongUsage

INTERVALS = ("profile", "bootstrap", "wald")
_METHOD = "log-linear"
# Reselection among so many best models of the table gives, from ten models on, the interval that
# reselection among all gives (Silverman, Chan & Vincent 2024, Table 2).
_DEFAULT_TOP = {2: 1, 3: 8, 4: 113, 5: 30, 6: 30, 7: 30, 8: 30}
_TOP_ABOVE = 10
# Removing one person of hundreds seldom changes the model: for the acceleration so many will do
# where there are thousands of cells.
_TOP_FOR_JACKKNIFE = 5
_RUNNERS_UP = 10


def log_linear(
    table: OverlapTable,
    *,
    max_order: int | None = None,
    criterion: str = "bic",
    model: str | None = None,
    interval: str = "profile",
    resamples: int = 200,
    top: int | None = None,
    level: float = 0.95,
    seed: int = 1,
) -> Estimate:
    """The total by the hierarchical log-linear model that a criterion prefers, or a given one.

    `max_order`: the largest interaction among the candidates; by default 2 from five lists on,
    all but the interaction of all lists below. Above 6 lists, where the candidates cannot all be
    fitted, a forward and backward search over pairs takes the place of enumeration.
    `criterion`: "bic" or "aic", among the models that have an extended maximum likelihood
    estimate and identify N. `model`: such as "[123,14,34]", instead of a choice.
    `interval`: "profile" (multinomial profile likelihood of the chosen model; the point is then
    its maximum), "wald" (lognormal in the unseen), or "bootstrap" (BCa with the model chosen anew
    in each of `resamples` resamples, among the `top` models of this table); for the latter two
    the point is the Poisson estimate n + exp(intercept).

    Status NO_EXTENDED_MLE or NOT_IDENTIFIABLE where no candidate, or not the given model, has an
    estimate; TOO_FEW_LISTS, NO_OVERLAP. Raises WrongUsage for settings that do not fit.

    Source: Fienberg & Rinaldo (2012); Chan, Silverman &
    Vincent (2021); Silverman, Chan & Vincent (2024); Cormack (1992) for the profile.
    """
    _check(interval, resamples, level)
    settings = {
        "criterion": criterion,
        "interval": interval,
        "model": model,
        "seed": seed,
        "resamples": resamples if interval == "bootstrap" else None,
    }
    reason = refusal(table, _METHOD)
    if reason is not None:
        return reason
    part = Selected.of(table, max_order, criterion, model, top)
    settings |= {"max_order": part.max_order, "top": len(part.candidates.ranked)}
    if part.standing is not Status.OK:
        return refused(
            table, _METHOD, part.standing, part.why_not(), settings=settings, level=level,
            assumptions=(assumption(_METHOD),), diagnostics=part.report,
        )  # fmt: skip
    return part.with_interval(table, interval, resamples, level, seed, settings)


def independence(table: OverlapTable, *, level: float = 0.95) -> Estimate:
    """The total if the lists are independent: main effects only (Rcapture's model Mt).

    The point is the maximum of the multinomial profile likelihood, the interval its limits.
    """
    found = log_linear(table, model="[]", interval="profile", level=level)
    return Estimate(
        **{
            **{name: getattr(found, name) for name in found.__dataclass_fields__},
            "method": "independence",
            "assumptions": (assumption("independence"),),
        }
    )


@dataclass(frozen=True)
class Selected:
    """A table in canonical order, its candidate models, and the one chosen."""

    people: Floats
    positions: tuple[int, ...]
    table: OverlapTable
    max_order: int
    candidates: Ranking
    given: Model | None
    standing: Status
    report: dict[str, Any]

    @classmethod
    def of(
        cls,
        table: OverlapTable,
        max_order: int | None,
        criterion: str,
        model: str | None,
        top: int | None,
    ) -> Selected:
        """Fit the candidates to the table; a given model is the only candidate."""
        part, positions = occupied_in_order(table)
        people = part.dense().astype(np.float64)
        count = part.list_count
        order = default_order(count) if max_order is None else max_order
        if order < 1:
            raise WrongUsage("a model has at least its main effects", remedy="take max_order >= 1")
        most = top or _DEFAULT_TOP.get(count, _TOP_ABOVE)
        given = None
        if model is None:
            candidates = ranking(people, count, order, criterion, max(most, _RUNNERS_UP + 1))
        else:
            given = Model.parse(model, table.list_count)
            candidates = _only(people, _within(given, positions), criterion)
            order = given.highest_order
        standing = Status.OK if len(candidates.ranked) else candidates.without_any()
        report = fit_report(candidates, positions, table.list_count, people)
        kept = Ranking(candidates.fits, criterion, candidates.ranked[:most], candidates.searched)
        return cls(people, positions, part, order, kept, given, standing, report)

    def why_not(self) -> str:
        """Why there is no estimate, for a reader."""
        subject = f"the model {self.given}" if self.given else "any candidate model"
        if self.standing is Status.NOT_IDENTIFIABLE:
            return f"the cells with people in them do not determine the total under {subject}"
        return (
            f"no extended maximum likelihood estimate exists under {subject}: "
            "the likelihood keeps rising without end"
        )

    def reselection(self, most: int | None = None) -> Reselection:
        """The choice among the best candidates, for other tables."""
        fits, columns = self.candidates.fits, self.candidates.ranked[:most]
        return reselect_by(
            self.candidates.criterion, fits.models[columns], fits.coefficients[columns]
        )

    def with_interval(
        self,
        table: OverlapTable,
        interval: str,
        resamples: int,
        level: float,
        seed: int,
        settings: dict[str, Any],
    ) -> Estimate:
        """The chosen model's total with its interval."""
        fits, best = self.candidates.fits, int(self.candidates.ranked[0])
        total, unseen = float(fits.totals[0, best]), float(fits.unseen[0, best])
        profile = profile_interval(
            model_profile(self.people, fits.models[best], fits.coefficients[best]),
            self.table.observed,
            unseen,
            level,
        )
        told: dict[str, Any] = {
            "level": level,
            "settings": settings,
            "assumptions": (assumption(_METHOD),),
            "diagnostics": self.report | {"profile_maximum": profile.maximum},
        }
        if interval == "bootstrap":
            bca = self.bootstrap(total, resamples, level, seed)
            told["diagnostics"] |= {"bootstrap": bca.as_plain()}
            status, reason = bca.standing(total, resamples, level)
            if status is not Status.OK:
                return refused(table, _METHOD, status, *bca.warnings(resamples), reason, **told)
            told |= {"draws": bca.draws, "warnings": bca.warnings(resamples)}
            quantiles = (bca.low, total, bca.high)
        elif interval == "wald":
            quantiles = wald(self.table.observed, unseen, float(fits.variance[0, best]), level)
        else:
            quantiles = (profile.low, profile.maximum, profile.high)
        if not math.isfinite(quantiles[2]):
            return refused(table, _METHOD, Status.NOT_IDENTIFIABLE, NO_UPPER_LIMIT, **told)
        return estimated(table, _METHOD, quantiles, **told)

    def bootstrap(self, total: float, resamples: int, level: float, seed: int) -> BcaInterval:
        """BCa limits around the total, with the choice among the candidates made anew."""
        wide = self.table.list_count > MOST_PAIRWISE_LISTS
        return bca_interval(
            self.people.astype(np.int64),
            total,
            self.reselection(),
            resamples=resamples,
            level=level,
            seed=self.table.seed(seed),
            jackknife=self.reselection(_TOP_FOR_JACKKNIFE) if wide else None,
        )


def wald(observed: int, unseen: float, variance: float, level: float) -> tuple[float, float, float]:
    """Limits from log n0 ± z sd(log n0), with the variance of the intercept alone."""
    spread = math.sqrt(max(variance - unseen, 0.0)) / unseen
    factor = float(np.exp(float(ndtri((1 + level) / 2)) * spread))
    return observed + unseen / factor, observed + unseen, observed + unseen * factor


def _only(people: Floats, model: Model, criterion: str) -> Ranking:
    """A ranking with one candidate, which is ranked if it has an estimate."""
    terms = np.array([model.terms], dtype=np.int64)
    fits = fit(people, terms)
    if fits.codes[0, 0] & UNDECIDED:
        fits.codes[0, 0] = existence_code(people, model.terms)
    ranked = np.flatnonzero(fits.codes[0] == 0)
    return Ranking(fits, criterion, ranked, searched=False)


def _within(given: Model, positions: tuple[int, ...]) -> Model:
    """A model in the user's numbering, in that of the fitted table (empty lists left out)."""
    places = {old: new for new, old in enumerate(positions)}
    moved = [
        sum(1 << places[j] for j in range(given.list_count) if term >> j & 1)
        for term in given.terms
        if all(j in places for j in range(given.list_count) if term >> j & 1)
    ]
    return Model.of(len(positions), moved)


def _check(interval: str, resamples: int, level: float) -> None:
    if interval not in INTERVALS:
        raise WrongUsage(
            f"there is no interval {interval!r}", remedy=f"take one of {', '.join(INTERVALS)}"
        )
    check_interval(resamples, level)
