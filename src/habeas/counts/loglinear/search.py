"""Forward and backward search over pairs, where there are too many models to fit them all."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from habeas.counts.loglinear.existence import existence_code
from habeas.counts.loglinear.fitting import UNDECIDED, Floats, Integers, fit
from habeas.model import InputRefused

MOST_SEARCHED_LISTS = 14
_MOST_ROUNDS = 200


def searched_models(people: Floats, list_count: int, criterion: str) -> Integers:
    """The pairwise models met from the main effects on, models × terms.

    Each round fits all models with one pair more or one less, and goes to the best by the
    criterion that has an extended maximum likelihood estimate, as long as that is better.
    Raises InputRefused above 14 lists.
    """
    check_searchable(list_count)
    singles = [1 << j for j in range(list_count)]
    pairs = [a | b for a, b in combinations(singles, 2)]
    search = _Search(people, singles, criterion)
    current: tuple[int, ...] = ()
    search.visit([current], {})
    for _ in range(_MOST_ROUNDS):
        around = [tuple(sorted({*current} ^ {pair})) for pair in pairs]
        search.visit([m for m in around if m not in search.scores], search.coefficients[current])
        best = min(around, key=lambda model: search.scores[model])
        if search.scores[best] >= search.scores[current]:
            break
        current = best
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
