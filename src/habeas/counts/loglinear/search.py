"""Forward and backward search over pairs, where there are too many models to fit them all."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from habeas.counts.loglinear.existence import existence_code
from habeas.counts.loglinear.fitting import UNDECIDED, Floats, Integers, fit
from habeas.model import InputRefused

MOST_SEARCHED_LISTS = 14
# Where all pairwise models can be listed, so many rounds found the best of them on each of the 11
# reference tables of four to six lists and on 25 resamples of these, as 8 did; with none, six
# were missed by up to 6 units of BIC.
PATIENCE = 10


def searched_models(
    people: Floats, list_count: int, criterion: str, patience: int = PATIENCE
) -> Integers:
    """The pairwise models met from the main effects on, models × terms.

    Best first: of the models met, the best by the criterion whose neighbours (one pair more or
    one less) have not been met is taken, and these are fitted; until the best of all has stood
    through `patience` such rounds. Models without an extended maximum likelihood estimate are
    met but never taken. With no patience this is the usual stepwise search, which a pair that
    helps only together with another leads astray. Raises InputRefused above 14 lists.
    """
    check_searchable(list_count)
    singles = [1 << j for j in range(list_count)]
    pairs = [a | b for a, b in combinations(singles, 2)]
    search = _Search(people, singles, criterion)
    search.visit([()], {})
    taken: set[tuple[int, ...]] = set()
    best: tuple[int, ...] = ()
    stood = 0
    while stood <= patience:
        waiting = [model for model in search.scores if model not in taken]
        current = min(waiting, key=lambda model: search.scores[model])
        if search.scores[current] == np.inf:
            break
        taken.add(current)
        around = [tuple(sorted({*current} ^ {pair})) for pair in pairs]
        search.visit([m for m in around if m not in search.scores], search.coefficients[current])
        found = min(search.scores, key=lambda model: search.scores[model])
        best, stood = (found, 0) if found != best else (best, stood + 1)
    return search.matrix(list(search.scores))


class _Search:
    """The models met so far (as their pairs), with score and coefficients by term."""

    def __init__(self, people: Floats, singles: list[int], criterion: str) -> None:
        self._people = people
        self._singles = singles
        self._criterion = criterion
        self.scores: dict[tuple[int, ...], float] = {}
        self.coefficients: dict[tuple[int, ...], dict[int, float]] = {}

    def matrix(self, models: list[tuple[int, ...]]) -> Integers:
        """Models × terms, 0 behind a model's last."""
        width = len(self._singles) + max(len(model) for model in models)
        matrix = np.zeros((len(models), width), dtype=np.int64)
        for row, model in enumerate(models):
            matrix[row, : len(self._singles) + len(model)] = [*self._singles, *model]
        return matrix

    def visit(self, models: list[tuple[int, ...]], neighbour: dict[int, float]) -> None:
        """Fit new models, from a neighbour's coefficients; inf is the score of one without MLE."""
        if not models:
            return
        matrix = self.matrix(models)
        starts = None
        if neighbour:
            terms = np.hstack([matrix, np.zeros((len(models), 1), dtype=np.int64)])
            starts = np.vectorize(lambda term: neighbour.get(int(term), 0.0))(terms)
        fits = fit(self._people, matrix, starts=starts)
        scores = fits.scores(self._criterion)[0]
        for row, model in enumerate(models):
            code = int(fits.codes[0, row])
            if code & UNDECIDED:
                code = existence_code(fits.tables[0], matrix[row])
            self.scores[model] = float(scores[row]) if code == 0 else np.inf
            values = np.nan_to_num(fits.coefficients[row], neginf=0.0)
            self.coefficients[model] = dict(zip([*matrix[row].tolist(), 0], values, strict=True))


def check_searchable(list_count: int) -> int:
    """The number of lists, where all 2^L cells can be fitted again and again.

    Raises InputRefused above 14.
    """
    if list_count > MOST_SEARCHED_LISTS:
        raise InputRefused(
            f"{list_count} lists are too many for a search of log-linear models",
            remedy=f"merge lists until there are at most {MOST_SEARCHED_LISTS}",
        )
    return list_count
