"""Which records are one person, from pairs and what lists say about repeats."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from habeas.people.blocking import Candidates
from habeas.people.evidence.model import Compared, Model

MOST_LISTS = 63


def linked(
    compared: Compared,
    model: Model,
    found: Candidates,
    log_odds: NDArray[np.float32],
    *,
    threshold: float = 0.0,
) -> NDArray[np.int32]:
    """Cluster labels of all records, (n,)."""
    from habeas.people.clustering.linkage_kernel import link

    lists = compared.features.list
    cost = repeat_costs(model)
    bits = np.where(lists < MOST_LISTS, np.int64(1) << np.minimum(lists, MOST_LISTS - 1), 0).astype(
        np.int64
    )
    return link(
        (found.left, found.right, log_odds),
        compared.arrays,
        compared.usual,
        model.table,
        model.prior_log_odds,
        lists,
        bits,
        cost,
        threshold,
    )  # type: ignore[no-any-return]  # numba's dispatcher is untyped


def repeat_costs(model: Model) -> NDArray[np.float32]:
    """How much less likely a repeat inside a list is than a row in another list, (64,), ≤ 0."""
    prior = model.prior_log_odds.astype(np.float64)
    count = len(prior)
    cost = np.zeros(64, dtype=np.float32)
    for place in range(min(count, MOST_LISTS)):
        others = np.delete(prior[place], place)
        if len(others):
            cost[place] = min(0.0, prior[place, place] - float(np.median(others)))
    return cost
