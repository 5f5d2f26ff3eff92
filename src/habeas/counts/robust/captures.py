"""People with their lists and covariates, put into an order that names and rows do not change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from habeas.counts.table import OverlapTable
from habeas.model import InputRefused, WrongUsage

# A pattern is an index into a table of 2^L classes; more lists than this leave them empty anyhow.
MOST_LISTS = 12


@dataclass(frozen=True)
class Captures:
    """n people on at least one of L lists, and their p covariates.

    `table`: their overlaps, under the user's names. `patterns`: n, over the lists of
    `table.canonical()`. `covariates`: n × p. People stand in the order of pattern and covariates.
    """

    table: OverlapTable
    patterns: NDArray[np.int64]
    covariates: NDArray[np.float64]


def captures(records: ArrayLike, covariates: ArrayLike, lists: Sequence[str] | None) -> Captures:
    """From a 0/1 matrix n × L and covariates n × p (p may be 0).

    Raises InputRefused for a value that is neither 0 nor 1, a covariate that is not a finite
    number, and people on no list; WrongUsage for shapes that do not fit together.
    """
    on = _zero_one(records)
    known = np.asarray(covariates, dtype=np.float64)
    if known.ndim == 1:
        known = known[:, None]
    names = tuple(lists) if lists is not None else _numbered(on.shape[1])
    _check_shapes(on, known, names)
    table = _table(on, names)
    canonical = on[:, list(table.canonical_order)]
    patterns = canonical @ (1 << np.arange(on.shape[1], dtype=np.int64))
    order = np.lexsort((*known.T[::-1], patterns))
    return Captures(table, patterns[order], known[order])


def _numbered(count: int) -> tuple[str, ...]:
    return tuple(f"list {j + 1}" for j in range(count))


def _zero_one(records: ArrayLike) -> NDArray[np.int64]:
    given = np.asarray(records)
    if given.ndim != 2:
        raise WrongUsage(
            f"captures of {given.ndim} dimensions", remedy="give a matrix: a row each person"
        )
    wrong = np.argwhere(~np.isin(given, (0, 1)))
    if len(wrong):
        row, column = wrong[0]
        raise InputRefused(
            f"a capture is 0 or 1, not {given[row, column]}",
            where=f"row {row + 1}, list {column + 1}",
        )
    return given.astype(np.int64)


def _check_shapes(
    on: NDArray[np.int64], known: NDArray[np.float64], names: tuple[str, ...]
) -> None:
    if on.shape[1] != len(names):
        raise WrongUsage(f"{len(names)} names for {on.shape[1]} lists")
    if known.ndim != 2 or len(known) != len(on):
        raise WrongUsage(
            f"covariates of shape {known.shape} for {len(on)} people",
            remedy="give a matrix with a row for each person",
        )
    if on.shape[1] > MOST_LISTS:
        raise InputRefused(
            f"{on.shape[1]} lists are too many for this method",
            remedy=f"merge lists until there are at most {MOST_LISTS}, or name a pair",
        )
    missing = np.argwhere(~np.isfinite(known))
    if len(missing):
        row, column = missing[0]
        raise InputRefused(
            "a covariate is not a finite number",
            where=f"row {row + 1}, covariate {column + 1}",
            remedy="impute it, or add a covariate that says that it is missing",
        )


def _table(on: NDArray[np.int64], names: tuple[str, ...]) -> OverlapTable:
    patterns = on @ (1 << np.arange(on.shape[1], dtype=np.int64))
    nowhere = np.flatnonzero(patterns == 0)
    if len(nowhere):
        raise InputRefused(
            f"{len(nowhere)} people on no list at all",
            where=f"row {nowhere[0] + 1}",
            remedy="remove them: who is on no list is what is to be estimated",
        )
    found, people = np.unique(patterns, return_counts=True)
    return OverlapTable.of(
        names, {int(p): int(count) for p, count in zip(found, people, strict=True)}
    )
