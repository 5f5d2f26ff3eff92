"""The doubly robust total: who was captured may depend on what is known of a person.

The learner may be wrong by more than a sampling error, and the total still right to first order:
its error is the product of two learning errors (Das, Kennedy, Jewell, arXiv 2104.14091, theorem
on the bias of the one-step estimator; for K lists Dulce Rubio, Kennedy, arXiv 2407.03539).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from habeas.counts.assumptions import assumption
from habeas.counts.estimate import Estimate, Status, estimated, refused
from habeas.counts.robust.captures import Captures, captures
from habeas.counts.robust.classes import Scheme, all_lists, one_pair
from habeas.counts.robust.crossfit import Probabilities, cross_fitted
from habeas.counts.robust.functional import Problem, Total, corrected, plug_in
from habeas.counts.robust.learners import Classifier, name_of
from habeas.counts.robust.standing import empty_cells, rests_on_one, warnings_about
from habeas.counts.simple.lognormal import lognormal_interval, normal_quantile
from habeas.counts.table import OverlapTable
from habeas.model import WrongUsage

METHOD = "doubly-robust"


def doubly_robust(
    records: ArrayLike,
    covariates: ArrayLike,
    *,
    lists: Sequence[str] | None = None,
    pair: tuple[str, str] | None = None,
    learner: str | Classifier = "logistic",
    folds: int = 5,
    truncate: float = 0.01,
    xi: float = 1.0,
    level: float = 0.95,
    seed: int = 1,
) -> Estimate:
    """The total behind n people (n × L, 0/1) with numeric covariates (n × p, p may be 0).

    Two lists, or a `pair` of the lists by name: independent given the covariates (up to the
    ratio `xi` = n10 n01 / (n11 n00) given the covariates). More lists: no interaction of the
    highest order given the covariates (`xi` is the product of the odd cells over that of the even
    ones, the unseen among them). `learner`: "logistic", "forest", "boosting", or a classifier in
    the manner of scikit-learn, fitted out of fold to all capture patterns at once. `truncate`:
    the least probability of a pattern that is believed.

    The interval is log-normal in the number of unseen people, with the variance of
    `habeas.counts.robust.functional`. NO_OVERLAP or NOT_IDENTIFIABLE where a pattern that is
    needed is empty, where the total comes out at or below the observed, and where one person
    carries most of the variance, so that the interval's normal approximation has no ground.

    Raises InputRefused for records that cannot be, WrongUsage for settings that cannot be, and
    MissingExtra without scikit-learn.
    """
    (estimate,) = doubly_robust_curve(
        records,
        covariates,
        (xi,),
        lists=lists,
        pair=pair,
        learner=learner,
        folds=folds,
        truncate=truncate,
        level=level,
        seed=seed,
    )
    return estimate


def doubly_robust_curve(
    records: ArrayLike,
    covariates: ArrayLike,
    xis: Sequence[float],
    *,
    lists: Sequence[str] | None = None,
    pair: tuple[str, str] | None = None,
    learner: str | Classifier = "logistic",
    folds: int = 5,
    truncate: float = 0.01,
    level: float = 0.95,
    seed: int = 1,
) -> tuple[Estimate, ...]:
    """One estimate for each ξ, from one fit of the learner; all else as in `doubly_robust`."""
    people = captures(records, covariates, lists)
    _check_settings(xis, folds, truncate, level, len(people.patterns))
    settings = {
        "learner": name_of(learner),
        "folds": folds,
        "truncate": truncate,
        "seed": seed,
        "covariates": people.covariates.shape[1],
        "pair": list(pair) if pair else None,
    }
    table = people.table
    if table.list_count < 2:
        advice = "one list alone says nothing about who is on none; add a second"
        alone = refused(table, METHOD, Status.TOO_FEW_LISTS, advice, level=level, settings=settings)
        return (alone,) * len(xis)
    scheme = _scheme(table, pair)
    classes = scheme.of_pattern[people.patterns]
    counts = np.bincount(classes, minlength=len(scheme.names))
    empty = empty_cells(table, scheme, counts, pair is not None)
    if empty is not None:
        status, *words = empty
        none = refused(table, METHOD, Status(status), *words, level=level, settings=settings)
        return (none,) * len(xis)
    probabilities = cross_fitted(
        classes,
        len(scheme.names),
        people.covariates,
        learner=learner,
        folds=folds,
        truncate=truncate,
        seed=table.seed(seed),
    )
    fitted = _Fitted(people, scheme, classes, counts, probabilities)
    return tuple(_estimate(fitted, float(xi), level, settings) for xi in xis)


@dataclass(frozen=True)
class _Fitted:
    """What every ξ shares: the people, their classes (n), people per class (C), probabilities."""

    people: Captures
    scheme: Scheme
    classes: NDArray[np.int64]
    counts: NDArray[np.int64]
    probabilities: Probabilities


def _scheme(table: OverlapTable, pair: tuple[str, str] | None) -> Scheme:
    canonical = table.canonical()
    if pair is None:
        return all_lists(canonical, table.lists)
    for name in pair:
        if name not in table.lists:
            raise WrongUsage(
                f"there is no list {name!r}", remedy=f"take two of {', '.join(table.lists)}"
            )
    if pair[0] == pair[1]:
        raise WrongUsage("a pair is two different lists")
    first, second = sorted(canonical.lists.index(name) for name in pair)
    return one_pair(canonical, first, second)


def _estimate(fitted: _Fitted, xi: float, level: float, settings: dict[str, Any]) -> Estimate:
    table, scheme = fitted.people.table, fitted.scheme
    q = fitted.probabilities.q
    problem = Problem(fitted.classes, q, scheme.signs, scheme.covered, xi)
    total = corrected(problem)
    diagnostics = _diagnostics(fitted, problem, total)
    settings = {**settings, "xi": xi}
    assumptions = (assumption(METHOD),)
    if total.point <= table.observed:
        return refused(
            table,
            METHOD,
            Status.NOT_IDENTIFIABLE,
            f"the total comes out at {total.point:,.0f}, not above the {table.observed:,} people "
            "observed: the assumption and these lists contradict each other, or too few people "
            "stand on a pattern that it rests on",
            level=level,
            settings=settings,
            diagnostics=diagnostics,
            assumptions=assumptions,
        )
    heavy = rests_on_one(diagnostics)
    return estimated(
        table,
        METHOD,
        lognormal_interval(table.observed, total.point, total.variance, level),
        level=level,
        settings=settings,
        diagnostics=diagnostics,
        assumptions=assumptions,
        status=Status.NOT_IDENTIFIABLE if heavy else Status.OK,
        warnings=(*heavy, *warnings_about(scheme, fitted.counts, diagnostics)),
    )


def _diagnostics(fitted: _Fitted, problem: Problem, total: Total) -> dict[str, Any]:
    counts, signs = fitted.counts, fitted.scheme.signs
    spread = (total.shares - total.shares.mean()) ** 2
    unseen = float(np.exp(np.log(counts[signs != 0]) @ signs[signs != 0])) / problem.xi
    return {
        "standard_error": float(np.sqrt(total.variance)),
        "plug_in": plug_in(problem),
        "without_covariates": float(counts @ fitted.scheme.covered) + unseen,
        "capture_probability": problem.n / total.point if total.point > 0 else None,
        "truncated": fitted.probabilities.truncated,
        "largest_share": float(np.abs(total.shares).max() / abs(total.point)),
        "largest_share_of_variance": float(spread.max() / max(spread.sum(), 1e-300)),
        "people_by_pattern": {
            name: int(count) for name, count in zip(fitted.scheme.names, counts, strict=True)
        },
    }


def _check_settings(
    xis: Sequence[float],
    folds: int,
    truncate: float,
    level: float,
    people: int,
) -> None:
    if not all(np.isfinite(xi) and xi > 0 for xi in xis):
        raise WrongUsage("xi is a ratio above 0; 1 says: no dependence")
    if not 2 <= folds <= max(2, people):
        raise WrongUsage(f"{folds} folds for {people} people", remedy="take 2 to 10")
    if not 0 < truncate < 0.5:
        raise WrongUsage(f"probabilities cannot be truncated at {truncate}", remedy="take .01")
    normal_quantile(level)  # says what is wrong with an impossible one
