"""Fits of many models of one table, as arrays of what selection and reports need."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, xlogy

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Counts = NDArray[np.float64] | NDArray[np.int64]

NO_MAXIMUM, RANK_DEFICIENT, UNDECIDED = 1, 2, 4
_NO_STARTS = np.empty((0, 1))


@dataclass(frozen=True)
class Fits:
    """Tables × models: what each model says of each table.

    `unseen`: people on no list; `variance`: of `unseen`, as sqrt gives Rcapture's standard error
    (n0 + n0^2 var(intercept)); `loglik`: Poisson, with -log y!; `terms`: with the intercept,
    dropped ones counted; `codes`: 0 where an extended maximum likelihood estimate exists and N is
    identified, else the sum of NO_MAXIMUM, RANK_DEFICIENT; UNDECIDED asks for the linear program.
    `coefficients`: models × (terms, then the intercept) for the last table.
    """

    tables: Floats
    models: Integers
    unseen: Floats
    variance: Floats
    loglik: Floats
    terms: Integers
    codes: Integers
    coefficients: Floats

    @cached_property
    def observed(self) -> Floats:
        """n of each table, tables × 1."""
        people: Floats = self.tables[:, 1:].sum(axis=1, keepdims=True)
        return people

    @cached_property
    def bic(self) -> Floats:
        """-2 loglik + terms * log n, as Rcapture and Silverman, Chan & Vincent (2024)."""
        return -2 * self.loglik + self.terms * np.log(self.observed)

    @cached_property
    def aic(self) -> Floats:
        """-2 loglik + 2 terms."""
        return -2 * self.loglik + 2 * self.terms

    @cached_property
    def deviance(self) -> Floats:
        """Twice the distance to the saturated likelihood."""
        return np.maximum(2 * (_saturated(self.tables) - self.loglik), 0.0)

    def scores(self, criterion: str) -> Floats:
        """The criterion "bic" or "aic"."""
        return self.bic if criterion == "bic" else self.aic

    @cached_property
    def totals(self) -> Floats:
        """N: observed and unseen."""
        return self.observed + self.unseen


def fit(
    tables: Counts,
    models: Integers,
    *,
    starts: Floats | None = None,
    with_empty_cell: bool = False,
) -> Fits:
    """Fit every model (rows of `every_model`) to every table (rows of 2^L counts).

    `starts` are the coefficients of an earlier fit of the same models; `with_empty_cell` takes
    cell 0 as observed (counts may then be fractions there).
    """
    from habeas.counts.loglinear.fit_kernel import fit_models

    people = np.array(np.atleast_2d(tables), dtype=np.float64, order="C")
    models = np.ascontiguousarray(models, dtype=np.int64)
    if not with_empty_cell:
        people[:, 0] = 0.0
    shape = (people.shape[0], models.shape[0])
    results, codes = np.empty((*shape, 4)), np.empty(shape, dtype=np.int64)
    coefficients = np.zeros((models.shape[0], models.shape[1] + 1))
    begun = _NO_STARTS if starts is None else np.ascontiguousarray(starts, dtype=np.float64)
    fit_models(people, models.copy(), begun, with_empty_cell, results, codes, coefficients)
    constant = gammaln(people + 1).sum(axis=1, keepdims=True)
    return Fits(
        tables=people,
        models=models,
        unseen=results[:, :, 0],
        variance=results[:, :, 1],
        loglik=results[:, :, 2] - constant,
        terms=results[:, :, 3].astype(np.int64),
        codes=codes,
        coefficients=coefficients,
    )


def fitted_cells(coefficients: Floats, terms: Integers, list_count: int) -> Floats:
    """Fitted people in each of the 2^L cells (cell 0: the unseen), from one model's coefficients.

    A coefficient of -inf empties the cells that contain its term.
    """
    predictor = np.zeros(1 << list_count)
    for term, value in zip((*terms, 0), coefficients, strict=True):
        predictor[int(term)] += value if term > 0 or math.isfinite(value) else 0.0
    predictor[0] = coefficients[-1]
    for j in range(list_count):
        parted = predictor.reshape(-1, 2, 1 << j)
        parted[:, 1] += parted[:, 0]
    return np.exp(predictor)


def _saturated(tables: Floats) -> Floats:
    own: Floats = (xlogy(tables, tables) - tables - gammaln(tables + 1)).sum(axis=1, keepdims=True)
    return own
