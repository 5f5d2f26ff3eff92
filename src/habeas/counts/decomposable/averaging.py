"""The posterior of the total, averaged over all decomposable graphs."""

from __future__ import annotations

from dataclasses import dataclass

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
    node_weights,
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
# The end of the grid begins here.
_EDGE = 0.9


@dataclass(frozen=True)
class Averaged:
    """The posterior of the total, and what each graph has of it.

    `shares`: posterior probability of each graph, in the order of `graphs`; a graph that was left
    out has 0. `edge_share`: the posterior probability of the top tenth of the unseen.
    """

    graphs: DecomposableGraphs
    posterior: Posterior
    shares: NDArray[np.float64]
    edge_share: float
    grid: Lattice
    log_prior: NDArray[np.float64]
    nodes: NDArray[np.float64]
    terms: NDArray[np.float64]
    multiplicity: NDArray[np.float64]

    @property
    def complete_share(self) -> float:
        """p_sat: the posterior probability of the complete graph."""
        return float(self.shares[self.graphs.complete])

    def of_graph(self, row: int) -> Posterior:
        """The posterior of the total if this one graph held."""
        values = log_marginal_of(self.graphs, row, self.terms) + self.multiplicity
        log_density = self.log_prior + _between(self.nodes, values, self.grid.unseen)
        return Posterior(self.posterior.totals, _density(self.grid, log_density))


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

    coarse = first_nodes(whole, _FIRST_NODES)
    coarse_terms = set_terms.at(coarse)
    coarse_ways = _log_ways(table.observed, coarse)
    coarse_sums = _summed(coarse_terms, left_out) + coarse_ways
    guess = believed + _between(coarse, coarse_sums, whole.unseen)
    there = whole.where(guess)
    grid, believed, guess = whole.part(there), believed[there], guess[there]
    rough = _density(grid, guess)

    fine = closer_nodes(grid, rough, _CLOSER_NODES)
    fine_terms = set_terms.at(fine)
    fine_ways = _log_ways(table.observed, fine)
    reference = _between(coarse, coarse_sums, fine)
    weights = node_weights(grid, rough, fine)
    fine_sums, shares = _summed_with_shares(fine_terms, reference - fine_ways, weights, left_out)

    nodes, places = np.unique(np.concatenate([fine, coarse]), return_index=True)
    sums = np.concatenate([fine_sums + fine_ways, coarse_sums])[places]
    found = _density(grid, believed + _between(nodes, sums, grid.unseen))
    return Averaged(
        graphs=graphs,
        posterior=Posterior(grid.unseen + table.observed, found),
        shares=shares,
        edge_share=float(found[grid.unseen > _EDGE * last_unseen].sum()),
        grid=grid,
        log_prior=believed,
        nodes=nodes,
        terms=np.concatenate([fine_terms, coarse_terms], axis=1)[:, places],
        multiplicity=np.concatenate([fine_ways, coarse_ways])[places],
    )


def _log_ways(observed: int, unseen: NDArray[np.float64]) -> NDArray[np.float64]:
    """log N!/n0!, the part of the multinomial coefficient that depends on the unseen."""
    return np.asarray(gammaln(observed + unseen + 1) - gammaln(unseen + 1))


def _between(
    nodes: NDArray[np.float64], values: NDArray[np.float64], unseen: NDArray[np.float64]
) -> NDArray[np.float64]:
    """A cubic spline through the nodes, in the logarithm of n0 + 1."""
    if len(nodes) == 1:
        return np.full(len(unseen), values[0])
    return np.asarray(CubicSpline(np.log1p(nodes), values)(np.log1p(unseen)))


def _density(grid: Lattice, log_density: NDArray[np.float64]) -> NDArray[np.float64]:
    density = np.exp(log_density - log_density.max()) * grid.widths
    return np.asarray(density / density.sum())


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
    shares = np.maximum(shares, 0.0)
    return np.concatenate(sums), shares / shares.sum()


def _leave_out(values: NDArray[np.float64], rows: slice, row: int | None) -> None:
    if row is not None and rows.start <= row < rows.stop:
        values[row - rows.start] = -np.inf
