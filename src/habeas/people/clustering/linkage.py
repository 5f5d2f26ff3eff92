"""Which records are one person: from the evidence, the facts, and what reviewers decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.people.clustering.decided import Decided
from habeas.people.evidence.evidence import Evidence
from habeas.people.evidence.model import Compared, Model
from habeas.people.facts import Facts, Reason

MOST_LISTS = 63

# How the evidence of several rows adds up: the mean weight times their number to this power.
GROWTH = 0.1


@dataclass(frozen=True, eq=False)
class Linked:
    """`cluster` (n,) labels each row by the first row of its cluster.

    `refused` counts the merges that the evidence asked for and that a fact (by its name) or a
    reviewer ("reviewer") forbade.
    """

    cluster: NDArray[np.int32]
    refused: Mapping[str, int]


def linked(
    compared: Compared,
    model: Model,
    left: NDArray[np.int32],
    right: NDArray[np.int32],
    facts: Facts,
    decided: Decided,
    *,
    threshold: float,
    growth: float = GROWTH,
) -> Linked:
    """Clusters of all records by linkage, the strongest evidence first, from pairs (m,)."""
    from habeas.people.clustering.linkage_kernel import link

    lists = compared.features.list
    within = np.minimum(lists, MOST_LISTS - 1).astype(np.int64)
    cluster, refused = link(
        left,
        right,
        compared.arrays,
        compared.usual,
        _weights(model),
        lists,
        np.where(lists < MOST_LISTS, np.int64(1) << within, 0).astype(np.int64),
        repeat_costs(model),
        facts.rows.copy(),
        facts.days,
        facts.hard,
        decided.same,
        (decided.begin, decided.apart),
        np.float32(growth),
        np.float32(threshold),
    )
    names = ["reviewer", *(Reason(number).name.lower() for number in range(1, len(Reason)))]
    counted = {name: int(count) for name, count in zip(names, refused, strict=False) if count}
    return Linked(cluster, counted)


def belonging(
    compared: Compared, model: Model, person: NDArray[np.int32], *, growth: float = GROWTH
) -> NDArray[np.float32]:
    """The log odds that each row belongs with the rest of its person, (n,); infinite if alone."""
    from habeas.people.clustering.linkage_kernel import belonging as compiled

    order = np.argsort(person, kind="stable").astype(np.int32)
    begin = np.concatenate([[0], np.cumsum(np.bincount(person))]).astype(np.int64)
    out = np.full(len(person), np.inf, dtype=np.float32)
    lists = compared.features.list
    compiled(
        person,
        order,
        begin,
        compared.arrays,
        compared.usual,
        _weights(model),
        lists,
        repeat_costs(model),
        np.float32(growth),
        out,
    )
    return out


def between_persons(
    evidence: Evidence,
    person: NDArray[np.int32],
    first: NDArray[np.int32],
    second: NDArray[np.int32],
    *,
    growth: float = GROWTH,
) -> NDArray[np.float32]:
    """The log odds that persons `first` and `second` (k,) are one human, (k,)."""
    from habeas.people.clustering.between_kernel import between

    order = np.argsort(person, kind="stable").astype(np.int32)
    begin = np.concatenate([[0], np.cumsum(np.bincount(person))]).astype(np.int64)
    out = np.zeros(len(first), dtype=np.float32)
    compared, model = evidence.compared, evidence.model
    between(
        first.astype(np.int32),
        second.astype(np.int32),
        order,
        begin,
        compared.arrays,
        compared.usual,
        _weights(model),
        compared.features.list,
        repeat_costs(model),
        np.float32(growth),
        out,
    )
    return out


def repeat_costs(model: Model) -> NDArray[np.float32]:
    """How much less likely a repeat inside a list is than a row in another list, (64,), ≤ 0."""
    prior = model.prior_log_odds.astype(np.float64)
    cost = np.zeros(MOST_LISTS + 1, dtype=np.float32)
    for place in range(min(len(prior), MOST_LISTS)):
        others = np.delete(prior[place], place)
        if len(others):
            cost[place] = min(0.0, prior[place, place] - float(np.median(others)))
    return cost


def _weights(model: Model) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    return model.table, model.information, model.prior_log_odds
