"""The used cells of a table as a tree of patterns, in the form the compiled chain reads."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.counts.table import OverlapTable


@dataclass(frozen=True)
class CellTree:
    """Node 0 is the empty cell; each other node is its parent's pattern and one list more.

    `parent`, `last`: the parent's position (always before the node) and the added list.
    `people`: in the node's cell, 0 for nodes that only lead to others.
    """

    patterns: tuple[int, ...]
    parent: NDArray[np.int64]
    last: NDArray[np.int64]
    people: NDArray[np.float64]


def cell_tree(table: OverlapTable) -> CellTree:
    """The tree whose nodes are the table's non-empty cells and the patterns between."""
    people = dict(table.cells)
    needed = {0}
    for pattern in people:
        while pattern not in needed:
            needed.add(pattern)
            pattern &= ~(1 << (pattern.bit_length() - 1))
    order = sorted(needed)
    place = {pattern: node for node, pattern in enumerate(order)}
    last = [pattern.bit_length() - 1 for pattern in order]
    parent = [
        place[pattern & ~(1 << added)] if pattern else 0
        for pattern, added in zip(order, last, strict=True)
    ]
    return CellTree(
        tuple(order),
        np.array(parent, dtype=np.int64),
        np.array([max(added, 0) for added in last], dtype=np.int64),
        np.array([float(people.get(pattern, 0)) for pattern in order]),
    )
