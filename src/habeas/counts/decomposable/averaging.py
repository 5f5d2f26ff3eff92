"""The posterior of the total, averaged over all decomposable graphs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from habeas.counts.decomposable.graphs import DecomposableGraphs, decomposable_graphs
from habeas.counts.decomposable.marginals import LogMarginals, SetTerms, log_marginal_of
from habeas.counts.decomposable.posterior import (
    Lattice,
    Posterior,
    closer_nodes,
    first_nodes,
    lattice,
    node_weights,
)
from habeas.counts.decomposable.priors import Prior, log_prior
from habeas.counts.decomposable.spline import spline
from habeas.counts.table import OverlapTable

# The log marginal is smooth in log n0. With these many values of n0 and a cubic spline between
# them, the posterior's distribution function differs from that of the full grid by 1e-6 at most
# on the reference tables (1e-5 from six lists on); fewer than one person at any quantile.
_FIRST_NODES, _CLOSER_NODES = 96, 512
_FIRST_NODES_OF_MANY, _CLOSER_NODES_OF_MANY = 64, 224
# From six lists on, these many values of n0 are worked on at once, so that no matrix grows large.
_MANY_LISTS = 6
_BLOCK = 64
# The end of the grid begins here.
_EDGE = 0.9


@dataclass(frozen=True)
class Averaged:
    """The posterior of the total, and what each graph has of it.

    `shares`: posterior probability of each graph, in the order of `graphs`; a graph that was left
    out has 0. `edge_share`: the posterior probability of the top tenth of the unseen.
    `nodes`: the values of n0 that graphs were computed at, with their set terms, the weights of a
    sum over all n0, and the log that each graph is divided by.
    """

    graphs: DecomposableGraphs
    posterior: Posterior
    shares: NDArray[np.float64]
    edge_share: float
    observed: int
    nodes: NDArray[np.float64]
    terms: NDArray[np.float64]
    weights: NDArray[np.float64]
    reference: NDArray[np.float64]

    @property
    def complete_share(self) -> float:
        """p_sat: the posterior probability of the complete graph."""
        return float(self.shares[self.graphs.complete])

    def median_of(self, row: int) -> float:
        """The median of the total if this one graph held.

        Exact where every number is a node; else each node's part is spread evenly around it.
        """
        marginal = log_marginal_of(self.graphs, row, self.terms)
        reached = np.cumsum(self.weights * np.exp(marginal - self.reference))
        borders = self.nodes.copy()
        borders[:-1] = np.floor((self.nodes[:-1] + self.nodes[1:]) / 2)
        return self.observed + float(np.ceil(np.interp(0.5 * reached[-1], reached, borders)))


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
    What is interpolated is log p(table | graph, n0) with the number of ways N!/n0! to see these
    people, because of the two together the complete graph is flat and the others nearly so.
    """
    graphs = decomposable_graphs(table.list_count)
    left_out = None if complete_graph else graphs.complete
    set_terms = SetTerms(table, delta)
    whole = lattice(first_unseen, last_unseen)
    believed = log_prior(prior, whole.unseen + table.observed, table.observed + first_unseen)

    coarse_count, fine_count = _node_counts(table.list_count)
    coarse = first_nodes(whole, coarse_count)
    coarse_terms = set_terms.at(coarse)
    coarse_ways = _log_ways(table.observed, coarse)
    coarse_sums = _summed(coarse_terms, left_out) + coarse_ways
    guess = believed + _between(coarse, coarse_sums, whole)
    there = whole.where(guess)
    grid, believed, guess = whole.part(there), believed[there], guess[there]
    rough = _density(grid, guess)

    fine = closer_nodes(grid, rough, fine_count)
    fine_terms = set_terms.at(fine)
    fine_ways = _log_ways(table.observed, fine)
    reference = np.interp(fine, grid.unseen, guess - believed) - fine_ways
    weights = node_weights(grid, rough, fine)
    fine_sums, shares = _summed_with_shares(fine_terms, reference, weights, left_out)

    nodes, places = np.unique(np.concatenate([fine, coarse]), return_index=True)
    sums = np.concatenate([fine_sums + fine_ways, coarse_sums])[places]
    found = _density(grid, believed + _between(nodes, sums, grid))
    return Averaged(
        graphs=graphs,
        posterior=Posterior(grid.unseen + table.observed, found),
        shares=shares,
        edge_share=float(found[grid.unseen > _EDGE * last_unseen].sum()),
        observed=table.observed,
        nodes=fine,
        terms=fine_terms,
        weights=weights,
        reference=reference,
    )


def _node_counts(lists: int) -> tuple[int, int]:
    if lists >= _MANY_LISTS:
        return _FIRST_NODES_OF_MANY, _CLOSER_NODES_OF_MANY
    return _FIRST_NODES, _CLOSER_NODES


def _log_ways(observed: int, unseen: NDArray[np.float64]) -> NDArray[np.float64]:
    """log N!/n0!, the part of the multinomial coefficient that depends on the unseen."""
    return np.asarray(gammaln(observed + unseen + 1) - gammaln(unseen + 1))


def _between(
    nodes: NDArray[np.float64], values: NDArray[np.float64], grid: Lattice
) -> NDArray[np.float64]:
    """The cubic spline through values at the nodes, in the logarithm of n0 + 1."""
    return spline(np.log1p(nodes), values, grid.positions)


def _density(grid: Lattice, log_density: NDArray[np.float64]) -> NDArray[np.float64]:
    density = np.exp(log_density - log_density.max()) * grid.widths
    return np.asarray(density / density.sum())


def _blocks(terms: NDArray[np.float64]) -> list[slice]:
    lists, values = len(terms).bit_length() - 1, terms.shape[1]
    step = _BLOCK if lists >= _MANY_LISTS else values
    return [slice(start, start + step) for start in range(0, values, step)]


def _summed(terms: NDArray[np.float64], left_out: int | None) -> NDArray[np.float64]:
    """log of the sum of p(table | graph, n0) over graphs, at each column."""
    sums = []
    for block in _blocks(terms):
        total = np.full(terms[:, block].shape[1], -np.inf)
        for rows, values in LogMarginals(np.ascontiguousarray(terms[:, block])).chunks():
            _leave_out(values, rows, left_out)
            highest = values.max(axis=0)
            values -= np.where(np.isfinite(highest), highest, 0.0)
            np.exp(values, out=values)
            with np.errstate(divide="ignore"):  # a chunk of the left out graph alone
                total = np.logaddexp(total, np.log(values.sum(axis=0)) + highest)
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
    lists = len(terms).bit_length() - 1
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
    shares = np.maximum(shares, 0.0)
    return np.concatenate(sums), shares / shares.sum()


def _leave_out(values: NDArray[np.float64], rows: slice, row: int | None) -> None:
    if row is not None and rows.start <= row < rows.stop:
        values[row - rows.start] = -np.inf
