"""All labelled decomposable (chordal) graphs on up to seven lists.

A graph is decomposable exactly when some vertex is simplicial (its neighbours form a clique) and
what is left without it is decomposable (Dirac 1961; Fulkerson & Gross 1965). So the graphs on k
vertices are those on k - 1 with a vertex added to each of their cliques, and

    log p(graph) = log p(graph without v) + f(v and its neighbours) - f(its neighbours)

for every term f over vertex sets that adds up over cliques and is subtracted over separators.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

MOST_LISTS = 7


@dataclass(frozen=True)
class Extension:
    """The graphs made by adding one vertex `vertex` to smaller graphs, in the order of `parent`.

    `parent`: index of the smaller graph, whose vertices 0.. are the other vertices in order.
    `neighbours`: the clique it was joined to, as a bitmask over the smaller graph's vertices.
    `rows`: where these graphs stand among all graphs of their size.
    """

    vertex: int
    parent: NDArray[np.int32]
    neighbours: NDArray[np.uint8]
    rows: slice


@dataclass(frozen=True)
class DecomposableGraphs:
    """All labelled decomposable graphs on `size` vertices.

    `edges`: a bitmask for each graph; the pair (i, j), i < j, is bit j(j-1)/2 + i.
    `extensions`: how each graph comes from one with a vertex fewer; every graph stands in one.
    """

    size: int
    edges: NDArray[np.int64]
    extensions: tuple[Extension, ...]

    def __len__(self) -> int:
        return len(self.edges)

    @property
    def complete(self) -> int:
        """The row of the complete graph."""
        return int(np.argmax(self.edges))


@cache
def decomposable_graphs(size: int) -> DecomposableGraphs:
    """All labelled decomposable graphs on 0 to 7 vertices: 1, 1, 2, 8, 61, 822, 18154, 617675."""
    if size == 0:
        return DecomposableGraphs(0, np.zeros(1, dtype=np.int64), ())
    smaller = decomposable_graphs(size - 1)
    parent, clique = (part.astype(np.int32) for part in np.nonzero(_cliques(smaller)))
    seen = np.zeros(1 << (size * (size - 1) // 2), dtype=bool)
    found: list[NDArray[np.int64]] = []
    extensions: list[Extension] = []
    start = 0
    for vertex in reversed(range(size)):
        edges = _moved(smaller, vertex)[parent] | _stars(size, vertex)[clique]
        new = ~seen[edges]
        if not new.any():
            continue
        seen[edges] = True
        rows = slice(start, start + int(new.sum()))
        extensions.append(Extension(vertex, parent[new], clique[new].astype(np.uint8), rows))
        found.append(edges[new])
        start = rows.stop
    return DecomposableGraphs(size, np.concatenate(found), tuple(extensions))


def edge_bit(first: int, second: int) -> int:
    """The place of a pair of vertices in the bitmask of edges."""
    low, high = sorted((first, second))
    return high * (high - 1) // 2 + low


def cliques_of(edges: int, size: int) -> list[tuple[int, ...]]:
    """The maximal cliques of one graph, each a tuple of vertices, in lexicographic order."""
    complete = [
        members for members in range(1, 1 << size) if edges & _pairs(members) == _pairs(members)
    ]
    maximal = [
        members
        for members in complete
        if not any(members != other and members & other == members for other in complete)
    ]
    return sorted(tuple(j for j in range(size) if members >> j & 1) for members in maximal)


def opened(masks: NDArray[np.int64], vertex: int) -> NDArray[np.int64]:
    """Vertex masks with a 0 inserted at `vertex`: from the smaller graph to the larger one."""
    low = masks & ((1 << vertex) - 1)
    return low | (masks >> vertex << (vertex + 1))


@cache
def _pairs(members: int) -> int:
    """All edges among a set of vertices."""
    inside = [j for j in range(members.bit_length()) if members >> j & 1]
    return sum(1 << edge_bit(i, j) for j in inside for i in inside if i < j)


def _cliques(graphs: DecomposableGraphs) -> NDArray[np.bool_]:
    """Which vertex sets are complete (the empty one is), graphs × 2^size."""
    pairs = np.array([_pairs(members) for members in range(1 << graphs.size)], dtype=np.int64)
    return np.asarray((graphs.edges[:, None] & pairs) == pairs)


def _moved(smaller: DecomposableGraphs, vertex: int) -> NDArray[np.int64]:
    """The edges of the smaller graphs, their vertices from `vertex` on moved up by one."""
    moved = np.zeros_like(smaller.edges)
    for high in range(smaller.size):
        for low in range(high):
            target = edge_bit(low + (low >= vertex), high + (high >= vertex))
            moved |= (smaller.edges >> edge_bit(low, high) & 1) << target
    return moved


def _stars(size: int, vertex: int) -> NDArray[np.int64]:
    """The edges from `vertex` to each set of the other vertices."""
    stars = np.zeros(1 << (size - 1), dtype=np.int64)
    sets = np.arange(1 << (size - 1))
    for other in range(size - 1):
        bit = edge_bit(vertex, other + (other >= vertex))
        stars |= (sets >> other & 1) << bit
    return stars
