"""The whole posterior of a small table, by cliques and separators in fifty digits."""

from decimal import Decimal, localcontext
from functools import cache

import numpy as np
import pytest

from habeas.counts import OverlapTable
from habeas.counts.decomposable import decomposable, posterior

SMALL = OverlapTable.of(["A", "B", "C"], {1: 2, 2: 1, 3: 1, 4: 3, 5: 1, 7: 1})

# Every graph on three lists: cliques, then separators, as sets of lists (bit j: list j).
GRAPHS = {
    "A, B, C": ([1, 2, 4], []),
    "AB, C": ([3, 4], []),
    "AC, B": ([5, 2], []),
    "BC, A": ([6, 1], []),
    "AB, AC": ([3, 5], [1]),
    "AB, BC": ([3, 6], [2]),
    "AC, BC": ([5, 6], [4]),
    "ABC": ([7], []),
}


Weights = dict[str, list[Decimal]]


@cache
def _rising(start: Decimal) -> list[Decimal]:
    """1, start, start (start + 1), …: the ratios of gamma functions, without one."""
    products = [Decimal(1)]
    for step in range(30 * SMALL.observed):
        products.append(products[-1] * (start + step))
    return products


def _margin_probability(members: int, unseen: int, delta: Decimal) -> Decimal:
    """The Dirichlet-multinomial probability of the margin over some lists, no coefficient."""
    prior = delta * 2 ** (3 - members.bit_count())
    cells: dict[int, int] = {0: unseen}
    for pattern, people in SMALL.cells:
        cells[pattern & members] = cells.get(pattern & members, 0) + people
    probability = Decimal(1)
    for people in cells.values():
        probability *= _rising(prior)[people]
    return probability / _rising(8 * delta)[SMALL.observed + unseen]


def _weights(delta: Decimal, first: int, last: int) -> Weights:
    """Posterior weight of each graph and number of unseen people, prior 1/N."""
    n = SMALL.observed
    factorials = _rising(Decimal(1))
    weights: Weights = {name: [] for name in GRAPHS}
    for unseen in range(first, last + 1):
        ways = factorials[n + unseen] / factorials[unseen] / (n + unseen)
        margins = [_margin_probability(members, unseen, delta) for members in range(8)]
        for name, (cliques, separators) in GRAPHS.items():
            weight = ways
            for clique in cliques:
                weight *= margins[clique]
            for separator in separators:
                weight /= margins[separator]
            weights[name].append(weight)
    return weights


def _exactly(delta: float, first: int) -> Weights:
    with localcontext(prec=50):
        return _weights(Decimal(delta), first, 20 * SMALL.observed)


@pytest.mark.parametrize("delta", [0.125, 0.5, 1.0])
@pytest.mark.parametrize("complete", [True, False])
@pytest.mark.parametrize("first", [1, 0])
def test_every_probability_is_the_exact_one(delta: float, complete: bool, first: int) -> None:
    weights = _exactly(delta, first)
    if not complete:
        del weights["ABC"]
    sums = [sum(column) for column in zip(*weights.values(), strict=True)]
    everything = sum(sums)

    found = posterior(SMALL, delta=delta, complete_graph=complete, first_unseen=first)
    exact = {SMALL.observed + first + k: float(w / everything) for k, w in enumerate(sums)}
    expected = [exact[int(total)] for total in found.totals]
    np.testing.assert_allclose(found.probabilities, expected, rtol=1e-9)

    estimate = decomposable(SMALL, delta=delta, complete_graph=complete, first_unseen=first)
    saturated = float(sum(weights["ABC"]) / everything) if complete else 0.0
    assert estimate.diagnostics["p_sat"] == pytest.approx(saturated, abs=1e-12)
    for shown in estimate.diagnostics["top_graphs"]:
        own = weights[", ".join(sorted(map("".join, shown["cliques"]), key=lambda c: (-len(c), c)))]
        assert shown["probability"] == pytest.approx(float(sum(own) / everything), abs=1e-12)
        reached = np.cumsum([float(weight / sum(own)) for weight in own])
        assert shown["median"] == SMALL.observed + first + np.searchsorted(reached, 0.5)
