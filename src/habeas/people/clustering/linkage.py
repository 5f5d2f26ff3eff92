"""Which records are one person: from the evidence, the facts, and what reviewers decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.people.clustering.decided import Decided
from habeas.people.clustering.portions import MOST_PAIRS, Portion, portions
from habeas.people.evidence.evidence import Evidence
from habeas.people.evidence.model import Compared, Model
from habeas.people.facts import Facts, Reason

MOST_LISTS = 63

# How the evidence of several rows adds up: the mean weight times their number to this power.
GROWTH = 0.1

# Pairs that fall short of the threshold by this much may weigh in a person, but bring nobody in:
# of 100,000 records it leaves 8 (invented lists, standard) and 19 (hard) elsewhere.
WEAKER = 2.0

REFUSALS = 12


@dataclass(frozen=True, eq=False)
class Linked:
    """`cluster` (n,) labels each row by the first row of its cluster.

    `refused` counts the merges that the evidence asked for and that a fact (by its name) or a
    reviewer ("reviewer") forbade.
    """

    cluster: NDArray[np.int32]
    refused: Mapping[str, int]


Answer = tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int64]]


@dataclass(frozen=True, eq=False)
class Linkage:
    """All that linking any portion of the records needs: evidence, facts and decisions."""

    compared: Compared
    model: Model
    facts: Facts
    decided: Decided
    threshold: float
    growth: float = GROWTH

    def link(self, portion: Portion) -> Answer:
        """The rows of a portion (k,), the first row of the cluster of each (k,), and refusals."""
        from habeas.people.clustering.linkage_kernel import link

        compared, decided = self.compared.take(portion.rows), self.decided.take(portion.rows)
        lists = compared.features.list
        within = np.minimum(lists, MOST_LISTS - 1).astype(np.int64)
        cluster, refused = link(
            (portion.left, portion.right),
            compared.arrays,
            compared.usual,
            _weights(self.model),
            lists,
            np.where(lists < MOST_LISTS, np.int64(1) << within, 0).astype(np.int64),
            repeat_costs(self.model),
            (self.facts.rows[portion.rows], self.facts.days, self.facts.hard),
            (decided.same, (decided.begin, decided.apart)),
            np.float32(self.growth),
            np.float32(self.threshold),
        )
        return portion.rows, portion.rows[cluster], refused

    def one_by_one(self, cut: Iterable[Portion]) -> Iterator[Answer]:
        """Every portion, linked here."""
        return map(self.link, cut)


def linked(
    linkage: Linkage,
    left: NDArray[np.int32],
    right: NDArray[np.int32],
    *,
    run: Callable[[Linkage, Iterable[Portion]], Iterable[Answer]] = Linkage.one_by_one,
    most_pairs: int = MOST_PAIRS,
) -> Linked:
    """Clusters of all records by linkage, the strongest evidence first, from pairs (m,).

    `run` links the portions, in any order and anywhere; `most_pairs` is the size of a portion.
    """
    odds = Evidence(linkage.compared, linkage.model).log_odds(left, right)
    cut = portions(
        len(linkage.compared.features),
        left,
        right,
        strong=odds > linkage.threshold - WEAKER,
        same=linkage.decided.same,
        most_pairs=most_pairs,
    )
    cluster = np.arange(len(linkage.compared.features), dtype=np.int32)
    refused = np.zeros(REFUSALS, dtype=np.int64)
    for rows, labels, counts in run(linkage, cut):
        cluster[rows] = labels
        refused += counts
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
