"""The log probability of a table under each decomposable graph, as a function of the unseen.

Dawid & Lauritzen 1993 (hyper-Dirichlet law); Madigan & York 1997, for population sizes. For a set
S of lists let m_S be the table's margin over S, with the n0 unseen people in its all-zero cell, and
a_S = delta 2^(L-|S|). Then log p(table | graph, n0) is the sum over the graph's cliques minus the
sum over its separators of

    f_S(n0) = sum over cells [lnG(m_S + a_S) - lnG(a_S)] + lnG(2^L delta) - lnG(N + 2^L delta).

Only the all-zero cell and the last term depend on n0.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from habeas.counts.decomposable.graphs import DecomposableGraphs, decomposable_graphs, opened
from habeas.counts.table import OverlapTable

# Graphs worked on at once: with 64 values of n0 this is 2 MB, which a processor keeps close by.
_CHUNK = 4096


class SetTerms:
    """f_S(n0) of one table for every set S of its lists, at any n0."""

    def __init__(self, table: OverlapTable, delta: float) -> None:
        count = table.list_count
        counts = table.dense().astype(np.float64)
        patterns = np.arange(1 << count)
        sizes = np.array([int(members).bit_count() for members in patterns])
        self.list_count = count
        self._total = delta * 2.0**count
        self._prior = delta * 2.0 ** (count - sizes)
        self._observed = float(table.observed)
        self._absent = np.empty(1 << count)
        self._fixed = np.empty(1 << count)
        for members in range(1 << count):
            margin = np.bincount(patterns & members, weights=counts)
            self._absent[members] = margin[0]
            margin[0] = 0
            people = margin[margin > 0]
            prior = self._prior[members]
            self._fixed[members] = gammaln(people + prior).sum() - len(people) * gammaln(prior)

    def at(self, unseen: NDArray[np.float64]) -> NDArray[np.float64]:
        """f_S for each set (rows, by bitmask) and each number of unseen people (columns)."""
        zero = (self._absent + self._prior)[:, None] + unseen
        terms = gammaln(zero) + (self._fixed - gammaln(self._prior))[:, None]
        terms += gammaln(self._total) - gammaln(self._observed + self._total + unseen)
        terms[0] = 0.0
        return np.asarray(terms)


class LogMarginals:
    """log p(table | graph, n0) for all graphs on the lists, at a few values of n0.

    `terms`: f_S, one row a set of lists (by bitmask), one column a value of n0.
    """

    def __init__(self, terms: NDArray[np.float64]) -> None:
        self._terms = terms
        self._size = len(terms).bit_length() - 1
        self._kept: dict[int, NDArray[np.float64]] = {}

    def chunks(self) -> Iterator[tuple[slice, NDArray[np.float64]]]:
        """(rows, log p) over all graphs, a few thousand at a time: rows × values of n0."""
        return self._chunks((1 << self._size) - 1)

    def _chunks(self, vertices: int) -> Iterator[tuple[slice, NDArray[np.float64]]]:
        members = [j for j in range(self._size) if vertices >> j & 1]
        for extension in decomposable_graphs(len(members)).extensions:
            smaller = self._whole(vertices ^ (1 << members[extension.vertex]))
            without, joined = _sets(vertices, extension.vertex)
            gains = self._terms[joined] - self._terms[without]
            for start in range(0, len(extension.parent), _CHUNK):
                part = slice(start, start + _CHUNK)
                values = smaller[extension.parent[part]]
                values += gains[extension.neighbours[part]]
                first = extension.rows.start + start
                yield slice(first, first + len(values)), values

    def _whole(self, vertices: int) -> NDArray[np.float64]:
        """log p of all graphs on some of the lists."""
        if vertices == 0:
            return np.zeros((1, self._terms.shape[1]))
        known = self._kept.get(vertices)
        if known is not None:
            return known
        graphs = decomposable_graphs(vertices.bit_count())
        whole = np.empty((len(graphs), self._terms.shape[1]))
        for rows, values in self._chunks(vertices):
            whole[rows] = values
        # Sets of all lists but one are asked for once, and are the large ones.
        if vertices.bit_count() < self._size - 1:
            self._kept[vertices] = whole
        return whole


@cache
def _sets(vertices: int, added: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """All sets of the vertices without `added` (a position among them), and the same with it."""
    members = [j for j in range(vertices.bit_length()) if vertices >> j & 1]
    local = opened(np.arange(1 << (len(members) - 1)), added)
    without = np.zeros_like(local)
    for place, member in enumerate(members):
        without |= (local >> place & 1) << member
    return without, without | 1 << members[added]


def log_marginal_of(
    graphs: DecomposableGraphs, row: int, terms: NDArray[np.float64]
) -> NDArray[np.float64]:
    """log p of one graph at the columns of `terms`, by taking its vertices off one by one."""
    value = np.zeros(terms.shape[1])
    lists = list(range(graphs.size))
    while lists:
        extension = next(e for e in graphs.extensions if row < e.rows.stop)
        place = row - extension.rows.start
        removed = lists.pop(extension.vertex)
        joined = int(extension.neighbours[place])
        neighbours = sum(1 << j for at, j in enumerate(lists) if joined >> at & 1)
        value += terms[neighbours | 1 << removed] - terms[neighbours]
        row = int(extension.parent[place])
        graphs = decomposable_graphs(len(lists))
    return value
