"""The candidate models of a table, fitted, in the order of a criterion."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from habeas.counts.estimate import Status
from habeas.counts.loglinear.enumeration import (
    MOST_PAIRWISE_LISTS,
    every_model,
    model_of,
)
from habeas.counts.loglinear.existence import existence_code
from habeas.counts.loglinear.fitting import UNDECIDED, Fits, Floats, Integers, fit
from habeas.counts.loglinear.model import Model
from habeas.counts.loglinear.search import searched_models
from habeas.model import WrongUsage

CRITERIA = ("bic", "aic")


@dataclass(frozen=True)
class Ranking:
    """Fits of one table by all candidate models, and the columns in the order of the criterion.

    `ranked` holds only models with code 0; `codes` are settled for these and for all that stand
    before the last one asked for.
    """

    fits: Fits
    criterion: str
    ranked: Integers
    searched: bool

    @property
    def scores(self) -> Floats:
        """The criterion of every model."""
        every: Floats = self.fits.scores(self.criterion)[0]
        return every

    def model(self, column: int, list_count: int) -> Model:
        """A candidate as a Model of the fitted table."""
        return model_of(self.fits.models[column], list_count)

    def without_any(self) -> Status:
        """The standing where no model has code 0."""
        deficient = (self.fits.codes[0] & 2) > 0
        return Status.NOT_IDENTIFIABLE if deficient.all() else Status.NO_EXTENDED_MLE


def default_order(list_count: int) -> int:
    """2 from five lists on, else all but the interaction of all lists."""
    return 2 if list_count >= 5 else max(list_count - 1, 1)


def ranking(people: Floats, list_count: int, max_order: int, criterion: str, most: int) -> Ranking:
    """Fit the candidates and rank the best `most` of them that have an estimate.

    Up to 6 lists these are all hierarchical models up to `max_order`; above, those met by a
    forward and backward search over pairs. Raises WrongUsage for a criterion that is not there.
    """
    if criterion not in CRITERIA:
        raise WrongUsage(f"there is no criterion {criterion!r}", remedy="take bic or aic")
    searched = list_count > MOST_PAIRWISE_LISTS
    if searched and max_order > 2:
        raise WrongUsage(
            f"{list_count} lists are searched by pairs only", remedy="take max_order=2"
        )
    if searched:
        models = searched_models(people, list_count, criterion)
    else:
        models = every_model(list_count, max_order)
    fits = fit(people, models)
    scores = fits.scores(criterion)[0]
    return Ranking(fits, criterion, _ranked(fits, scores, most), searched)


def _ranked(fits: Fits, scores: Floats, most: int) -> Integers:
    ranked: list[int] = []
    for column in np.argsort(scores, kind="stable"):
        if len(ranked) == most:
            break
        if fits.codes[0, column] & UNDECIDED:
            fits.codes[0, column] = existence_code(fits.tables[0], fits.models[column])
        if fits.codes[0, column] == 0 and np.isfinite(scores[column]):
            ranked.append(int(column))
    return np.array(ranked, dtype=np.int64)
