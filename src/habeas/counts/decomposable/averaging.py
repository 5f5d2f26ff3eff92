"""The posterior of the total, averaged over all decomposable graphs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import CubicSpline
from scipy.special import gammaln, logsumexp

from habeas.counts.decomposable.graphs import DecomposableGraphs, decomposable_graphs
from habeas.counts.decomposable.marginals import LogMarginals, SetTerms, log_marginal_of
from habeas.counts.decomposable.posterior import (
    Lattice,
    Posterior,
    closer_nodes,
    first_nodes,
    lattice,
)
from habeas.counts.decomposable.priors import Prior, log_prior
from habeas.counts.table import OverlapTable

# The log marginal is smooth in log n0. These many values of n0, with a cubic spline between them,
# give the integer quantiles of the full grid on every reference table (tests say so).
_FIRST_NODES = 96
_CLOSER_NODES = 224
# Values of n0 worked on at once, from six lists on, so that no matrix grows large.
_BLOCK = 64
_ALL_AT_ONCE_LISTS = 5


@dataclass(frozen=True)
class Averaged:
    """The posterior of the total, and what each graph has of it.

    `shares`: posterior probability of each graph, in the order of `graphs`; a graph that was left
    out has 0. `log_base`: on the lattice, all of the log posterior but the log marginal.
    """

    graphs: DecomposableGraphs
    posterior: Posterior
    shares: NDArray[np.float64]
    grid: Lattice
    log_base: NDArray[np.float64]
    nodes: NDArray[np.float64]
    terms: NDArray[np.float64]

    @cached_property
    def complete_share(self) -> float:
        """p_sat: the posterior probability of the complete graph."""
        return float(self.shares[self.graphs.complete])

    def of_graph(self, row: int) -> Posterior:
        """The posterior of the total if this one graph held."""
        marginal = log_marginal_of(self.graphs, row, self.terms)
        return _posterior(self.grid, self.posterior.totals, self.log_base, self.nodes, marginal)


def averaged(
    table: OverlapTable,
    *,
    delta: float,
    complete_graph: bool,
    prior: Prior,
    first_unseen: int,
    last_unseen: int,
) -> Averaged:
    """Average over all decomposable graphs, each as probable beforehand as any other.

    Two passes over the graphs: a coarse one that finds where the posterior is, then a fine one.
    """
    graphs = decomposable_graphs(table.list_count)
    left_out = None if complete_graph else graphs.complete
    grid = lattice(first_unseen, last_unseen)
    totals = grid.unseen + table.observed
    log_base = gammaln(totals + 1) - gammaln(grid.unseen + 1)
    log_base += log_prior(prior, totals, table.observed + first_unseen)
    set_terms = SetTerms(table, delta)

    coarse = first_nodes(first_unseen, last_unseen, _FIRST_NODES)
    coarse_terms = set_terms.at(coarse)
    coarse_sum = _summed(coarse_terms, left_out)
    guess = _between(coarse, coarse_sum, grid.unseen)
    fine = closer_nodes(grid, log_base + guess, _CLOSER_NODES)
    fine_terms = set_terms.at(fine)
    at_fine = np.interp(fine, grid.unseen, guess)
    weights = _node_weights(grid, log_base + guess, fine)
    fine_sum, shares = _summed_with_shares(fine_terms, at_fine, weights, left_out)

    nodes, places = np.unique(np.concatenate([fine, coarse]), return_index=True)
    terms = np.concatenate([fine_terms, coarse_terms], axis=1)[:, places]
    sums = np.concatenate([fine_sum, coarse_sum])[places]
    posterior = _posterior(grid, totals, log_base, nodes, sums)
    return Averaged(graphs, posterior, shares, grid, log_base, nodes, terms)


def _between(
    nodes: NDArray[np.float64], values: NDArray[np.float64], unseen: NDArray[np.float64]
) -> NDArray[np.float64]:
    """A cubic spline through the nodes, in the logarithm of n0 + 1."""
    if len(nodes) == len(unseen):
        return values
    if len(nodes) < 2:
        return np.full(len(unseen), values[0])
    return np.asarray(CubicSpline(np.log1p(nodes), values)(np.log1p(unseen)))


def _posterior(
    grid: Lattice,
    totals: NDArray[np.float64],
    log_base: NDArray[np.float64],
    nodes: NDArray[np.float64],
    marginal: NDArray[np.float64],
) -> Posterior:
    log_density = log_base + _between(nodes, marginal, grid.unseen)
    density = np.exp(log_density - log_density.max()) * grid.widths
    return Posterior(totals, density / density.sum())


def _node_weights(
    grid: Lattice, log_density: NDArray[np.float64], nodes: NDArray[np.float64]
) -> NDArray[np.float64]:
    """How much of the posterior each node speaks for, by linear interpolation between nodes."""
    density = np.exp(log_density - log_density.max()) * grid.widths
    right = np.clip(np.searchsorted(nodes, grid.unseen), 1, len(nodes) - 1)
    span = nodes[right] - nodes[right - 1]
    upper = np.clip((grid.unseen - nodes[right - 1]) / span, 0.0, 1.0)
    weights = np.bincount(right, upper * density, len(nodes))
    weights += np.bincount(right - 1, (1 - upper) * density, len(nodes))
    return weights


def _blocks(terms: NDArray[np.float64]) -> list[slice]:
    lists, values = int(len(terms)).bit_length() - 1, terms.shape[1]
    step = values if lists <= _ALL_AT_ONCE_LISTS else _BLOCK
    return [slice(start, start + step) for start in range(0, values, step)]


def _summed(terms: NDArray[np.float64], left_out: int | None) -> NDArray[np.float64]:
    """log of the sum of p(table | graph, n0) over graphs, at each column."""
    sums = []
    for block in _blocks(terms):
        total = np.full(terms[:, block].shape[1], -np.inf)
        for rows, values in LogMarginals(np.ascontiguousarray(terms[:, block])).chunks():
            _leave_out(values, rows, left_out)
            total = np.logaddexp(total, logsumexp(values, axis=0))
        sums.append(total)
    return np.concatenate(sums)


def _summed_with_shares(
    terms: NDArray[np.float64],
    reference: NDArray[np.float64],
    weights: NDArray[np.float64],
    left_out: int | None,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The same, and the share of each graph in the posterior.

    `reference`: the log of the sum, roughly, which keeps every exponential near or below 1.
    """
    lists = int(len(terms)).bit_length() - 1
    shares = np.zeros(len(decomposable_graphs(lists)))
    sums = []
    for block in _blocks(terms):
        total = np.zeros(terms[:, block].shape[1])
        for rows, values in LogMarginals(np.ascontiguousarray(terms[:, block])).chunks():
            _leave_out(values, rows, left_out)
            values -= reference[block]
            np.exp(values, out=values)
            total += values.sum(axis=0)
            shares[rows] += values @ weights[block]
        sums.append(np.log(total) + reference[block])
    return np.concatenate(sums), shares / shares.sum()


def _leave_out(values: NDArray[np.float64], rows: slice, row: int | None) -> None:
    if row is not None and rows.start <= row < rows.stop:
        values[row - rows.start] = -np.inf
