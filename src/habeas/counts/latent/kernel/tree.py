"""The used cells of a table as a tree of patterns, in the form the compiled chain reads."""

from __future__ import annotations

import numpy as np

from habeas.counts.latent.kernel.types import Cells
from habeas.counts.table import OverlapTable


def cell_tree(table: OverlapTable) -> tuple[tuple[int, ...], Cells]:
    """The table's non-empty cells and the patterns between: patterns in order, and the tree.

    Node 0 is the empty cell; each other node is its parent's pattern and one list more. `parent`
    and `last` hold the parent's position (always before the node) and the added list; `people` are
    those in the node's cell, 0 where a node only leads to others.
    """
    people = dict(table.cells)
    needed = {0}
    for pattern in people:
        while pattern not in needed:
            needed.add(pattern)
            pattern &= ~(1 << (pattern.bit_length() - 1))
    order = sorted(needed)
    place = {pattern: node for node, pattern in enumerate(order)}
    last = [max(pattern.bit_length() - 1, 0) for pattern in order]
    parent = [
        place[pattern & ~(1 << added)] if pattern else 0
        for pattern, added in zip(order, last, strict=True)
    ]
    return tuple(order), Cells(
        np.array(parent, dtype=np.int64),
        np.array(last, dtype=np.int64),
        np.array([float(people.get(pattern, 0)) for pattern in order]),
    )
