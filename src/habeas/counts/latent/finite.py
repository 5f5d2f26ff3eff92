"""Latent class models with one class, two, three …: the evidence for hidden kinds of people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from habeas.counts.table import OverlapTable

_STARTS = 6
_STEPS = 1500
_TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class ClassModel:
    """A model with `classes` classes at its best fit.

    `loglik` and `bic` are on the scale of the log-linear models (Poisson, with -log y! and a free
    total), so that the two can be compared; `parameters` never exceed the 2^L - 1 cells.
    """

    classes: int
    loglik: float
    parameters: int
    bic: float
    total: float


def class_models(table: OverlapTable, most: int = 4) -> tuple[ClassModel, ...]:
    """The best fits with 1, 2, … classes, until BIC rises or `most` is reached.

    Each is the best of six starts drawn from the table's own seed. The first two are always there.
    """
    canonical = table.canonical()
    on = canonical.patterns.astype(np.float64)
    people = canonical.counts.astype(np.float64)
    random = np.random.default_rng(table.seed())
    found: list[ClassModel] = []
    for classes in range(1, most + 1):
        found.append(_best(on, people, classes, random))
        if classes > 1 and found[-1].bic > found[-2].bic:
            break
    return tuple(found)


def _best(
    on: NDArray[np.float64],
    people: NDArray[np.float64],
    classes: int,
    random: np.random.Generator,
) -> ClassModel:
    from habeas.counts.latent.kernel.mixture import climb

    lists = on.shape[1]
    observed = people.sum()
    best, total = -np.inf, np.inf
    for _ in range(_STARTS if classes > 1 else 1):
        weights = random.dirichlet(np.ones(classes))
        capture = random.uniform(0.05, 0.7, (classes, lists))
        reached = climb(on, people, weights, capture, _STEPS, _TOLERANCE)
        if reached > best:
            unseen = float((weights * (1 - capture).prod(axis=1)).sum())
            best, total = reached, observed / (1 - unseen)
    loglik = float(best + observed * np.log(observed) - observed - gammaln(people + 1).sum())
    parameters = min(classes * (lists + 1), 2**lists - 1)
    bic = -2 * loglik + parameters * float(np.log(observed))
    return ClassModel(classes, loglik, parameters, bic, float(total))
