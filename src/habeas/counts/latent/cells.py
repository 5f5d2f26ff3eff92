"""What the chains say about each cell, for predictive checks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from habeas.counts.latent.chains import LatentChains


def cell_probabilities(
    chains: LatentChains, patterns: Sequence[int] | None = None
) -> NDArray[np.float64]:
    """The probability of each capture pattern under each kept draw, chains × kept × patterns.

    `patterns`: bit j for list j of the table, 0 for those on no list; by default the table's
    non-empty cells in their order. Among the people on some list, a pattern has its probability
    divided by one less that of pattern 0.
    """
    if patterns is None:
        patterns = [pattern for pattern, _ in chains.table.cells]
    logs_on = np.log(chains.capture)
    logs_off = np.log1p(-chains.capture)
    lists = np.arange(chains.table.list_count)
    columns = []
    for pattern in patterns:
        on = np.array([pattern >> int(j) & 1 for j in lists], dtype=bool)
        logs = logs_on[..., on].sum(axis=-1) + logs_off[..., ~on].sum(axis=-1)
        columns.append((chains.weights * np.exp(logs)).sum(axis=-1))
    return np.stack(columns, axis=-1)
