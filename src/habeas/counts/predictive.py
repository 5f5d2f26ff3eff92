"""Predictive checks: would a model, as fitted, have drawn a table like the one that is there?

Gelman, Meng & Stern 1996 (Statistica Sinica 6), equation 5, with the Freeman-Tukey discrepancy,
which stays well behaved where cells are small or empty. A model that passes may still be wrong of
the unseen, of which no cell speaks; a model that fails has no claim to them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, betaincc

from habeas.counts.table import OverlapTable
from habeas.model import WrongUsage

# Fewer draws are gone through again until there are as many tables; more are thinned evenly.
_FEWEST_TABLES = 1000
_MOST_TABLES = 4000


@dataclass(frozen=True)
class CellCheck:
    """One cell against the model, given the number n of people seen.

    `lists`: the lists that its people are on. `expected`, `low`, `high`: mean and central range of
    the people that the model would draw. `tail`: the two-sided probability, under the model, of a
    count at least as far out as `observed` (twice the smaller tail, at most 1).
    """

    lists: tuple[str, ...]
    observed: int
    expected: float
    low: float
    high: float
    tail: float


@dataclass(frozen=True)
class PredictiveCheck:
    """All cells of a table against a model.

    `p_value`: the share of drawn tables that lie at least as far from the model as the real one,
    by the sum of (sqrt(count) - sqrt(expected))^2 over cells; near 0, the model does not fit. As
    the model was fitted to the same table, it is a lenient test: small values mean more than large.
    `level`: of the cells' ranges. `tables`: how many were drawn.
    """

    cells: tuple[CellCheck, ...]
    p_value: float
    level: float
    tables: int

    def surprising(self, probability: float = 0.05) -> tuple[CellCheck, ...]:
        """Cells that a fitting model would show with at most this probability in all (Bonferroni).

        The most surprising stands first.
        """
        bound = probability / len(self.cells)
        return tuple(
            sorted((cell for cell in self.cells if cell.tail < bound), key=lambda cell: cell.tail)
        )


def cell_checks(
    table: OverlapTable,
    cell_probability_draws: NDArray[np.float64],
    seed: int = 1,
    *,
    level: float = 0.95,
) -> PredictiveCheck:
    """Check every cell, and all together, against fitted or posterior cell probabilities.

    `cell_probability_draws`: draws × 2^L, columns by pattern as in `OverlapTable.dense`; a single
    row checks one fitted model. Rows need not add up to 1, and column 0 (on no list) is not used:
    the check is given n, the number of people seen. Tails are exact for each draw (binomial) and
    averaged; ranges and the p-value come from tables drawn with the table's seed.
    Raises WrongUsage for another shape, for what are no probabilities, and for a table of nobody.
    """
    if not 0 < level < 1:
        raise WrongUsage(f"the level is {level:g}", remedy="take one between 0 and 1, such as .95")
    patterns = _canonical_patterns(table)
    probabilities = _given_seen(table, cell_probability_draws, patterns)
    counts, n = table.dense()[patterns], table.observed
    drawn = np.random.default_rng(table.seed(seed)).multinomial(n, probabilities)

    expected = n * probabilities
    real = _discrepancy(counts, expected)
    # A hair of room, so that a table drawn equal to the real one counts as equally far.
    as_far = _discrepancy(drawn, expected) >= real * (1 - 1e-12)
    edges = [(1 - level) / 2, (1 + level) / 2]
    low, high = np.quantile(drawn, edges, axis=0, method="inverted_cdf")
    tails = _tails(counts, n, probabilities)
    means = expected.mean(axis=0)
    return PredictiveCheck(
        cells=tuple(
            CellCheck(
                lists=tuple(name for j, name in enumerate(table.lists) if patterns[at] >> j & 1),
                observed=int(counts[at]),
                expected=float(means[at]),
                low=float(low[at]),
                high=float(high[at]),
                tail=float(tails[at]),
            )
            for at in np.argsort(patterns)
        ),
        p_value=float((1 + as_far.sum()) / (1 + len(drawn))),
        level=level,
        tables=len(drawn),
    )


def _given_seen(
    table: OverlapTable, draws: NDArray[np.float64], patterns: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Probabilities of these patterns among those seen, one row a table to be drawn."""
    given = np.asarray(draws, dtype=np.float64)
    cells = 1 << table.list_count
    if given.ndim != 2 or len(given) == 0 or given.shape[1] != cells:
        raise WrongUsage(
            f"the cell probabilities have the shape {given.shape}",
            remedy=f"give draws × {cells} cells, indexed by pattern",
        )
    if not table.observed:
        raise WrongUsage("a table of nobody cannot be checked")
    seen = given[_rows(len(given))][:, patterns]
    sums = seen.sum(axis=1, keepdims=True)
    if not (np.isfinite(seen).all() and (seen >= 0).all() and (sums > 0).all()):
        raise WrongUsage("the cell probabilities are no probabilities")
    return np.asarray(seen / sums)


def _rows(draws: int) -> NDArray[np.int64]:
    """Which draws to use: each equally often, or evenly thinned."""
    if draws > _MOST_TABLES:
        return np.linspace(0, draws - 1, _MOST_TABLES).round().astype(np.int64)
    times = -(-_FEWEST_TABLES // draws)
    return np.tile(np.arange(draws), times)


def _canonical_patterns(table: OverlapTable) -> NDArray[np.int64]:
    """All patterns but 0, in an order that names and positions of lists do not change."""
    canonical = np.arange(1, 1 << table.list_count)
    own = np.zeros_like(canonical)
    for new, old in enumerate(table.canonical_order):
        own |= (canonical >> new & 1) << old
    return own


def _discrepancy(counts: NDArray[np.int64], expected: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(((np.sqrt(counts) - np.sqrt(expected)) ** 2).sum(axis=1))


def _tails(
    counts: NDArray[np.int64], n: int, probabilities: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Twice the smaller of P(at most this many) and P(at least), averaged over draws first.

    Both are regularised incomplete beta functions; at their ends they are 1.
    """
    distinct, times = np.unique(probabilities, axis=0, return_counts=True)
    below, above = np.minimum(counts, n - 1), np.maximum(counts, 1)
    at_most = np.where(counts == n, 1.0, betaincc(below + 1, n - below, distinct))
    at_least = np.where(counts == 0, 1.0, betainc(above, n - above + 1, distinct))
    smaller = np.minimum(
        np.average(at_most, axis=0, weights=times), np.average(at_least, axis=0, weights=times)
    )
    return np.asarray(np.minimum(1.0, 2 * smaller))
