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
    met: dict[tuple[int, ...], float] = {}
    current: tuple[int, ...] = ()
    _fit_new([current], singles, people, criterion, met)
    for _ in range(_MOST_ROUNDS):
        around = [tuple(sorted({*current} ^ {pair})) for pair in pairs if _anyone(people, pair)]
        _fit_new([m for m in around if m not in met], singles, people, criterion, met)
        best = min(around, key=lambda m: met[m], default=current)
        if met.get(best, np.inf) >= met[current]:
            break
        current = best
    return _matrix(list(met), singles)


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


def _anyone(people: Floats, pair: int) -> bool:
    """A pair that nobody is on is -infinity: it costs a parameter and empties its cells."""
    return bool(people[(np.arange(len(people)) & pair) == pair].any())


def _fit_new(
    models: list[tuple[int, ...]],
    singles: list[int],
    people: Floats,
    criterion: str,
    met: dict[tuple[int, ...], float],
) -> None:
    if not models:
        return
    matrix = _matrix(models, singles)
    fits = fit(people, matrix)
    scores = fits.scores(criterion)[0]
    for row, model in enumerate(models):
        code = int(fits.codes[0, row])
        if code & UNDECIDED:
            code = existence_code(fits.tables[0], matrix[row])
        met[model] = float(scores[row]) if code == 0 else np.inf


def _matrix(models: list[tuple[int, ...]], singles: list[int]) -> Integers:
    width = len(singles) + max(len(model) for model in models)
    matrix = np.zeros((len(models), width), dtype=np.int64)
    for row, model in enumerate(models):
        matrix[row, : len(singles) + len(model)] = [*singles, *model]
    return matrix
