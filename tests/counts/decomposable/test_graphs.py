"""Decomposable graphs: how many, that they are what they are called, their cliques."""

from itertools import combinations

import pytest

from habeas.counts.decomposable.graphs import cliques_of, decomposable_graphs, edge_bit


@pytest.mark.parametrize(
    ("vertices", "expected"),
    [(1, 1), (2, 2), (3, 8), (4, 61), (5, 822), (6, 18_154), (7, 617_675)],
)
def test_all_labelled_decomposable_graphs_are_there_once(vertices: int, expected: int) -> None:
    graphs = decomposable_graphs(vertices)
    assert len(graphs) == expected
    assert len(set(graphs.edges.tolist())) == expected


def _has_edge(edges: int, first: int, second: int) -> bool:
    return bool(edges >> edge_bit(first, second) & 1)


def _has_a_cycle_without_chord(edges: int, size: int) -> bool:
    """Four or five vertices form one exactly when each is joined to two of the others."""
    return any(
        all(sum(_has_edge(edges, v, other) for other in ring if other != v) == 2 for v in ring)
        for length in (4, 5)
        for ring in combinations(range(size), length)
    )


@pytest.mark.parametrize("size", [4, 5])
def test_a_graph_is_there_exactly_when_every_long_cycle_has_a_chord(size: int) -> None:
    known = set(decomposable_graphs(size).edges.tolist())
    for edges in range(1 << (size * (size - 1) // 2)):
        assert (edges in known) != _has_a_cycle_without_chord(edges, size)


def test_the_complete_graph_is_found() -> None:
    graphs = decomposable_graphs(4)
    assert graphs.edges[graphs.complete] == 0b111111


def test_cliques_are_the_largest_sets_that_are_joined_throughout() -> None:
    edges = sum(1 << edge_bit(i, j) for i, j in [(0, 1), (1, 2), (0, 2), (2, 3)])
    assert cliques_of(edges, 5) == [(0, 1, 2), (2, 3), (4,)]
