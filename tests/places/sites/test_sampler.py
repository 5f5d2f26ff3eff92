"""The compiled sampler against an exact enumeration, and against its own prior."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

import numpy as np
import pytest
from scipy.stats import chisquare

from habeas.places.sites.kernel.hyper import log_population
from habeas.places.sites.kernel.types import CATEGORIES, Priors, Units
from tests.places.sites.prior_world import (
    draw_world,
    priors_of_the_line,
    sampled,
    settings,
    units_from,
)

Partition = tuple[int, ...]  # −1: mistaken; sites are numbered in the order of their first unit


def partitions(count: int) -> Iterator[Partition]:
    if count == 0:
        yield ()
        return
    for before in partitions(count - 1):
        for label in range(-1, max(before, default=-1) + 2):
            yield (*before, label)


def log_fit(units: Units, priors: Priors, members: list[int]) -> float:
    weight = priors.cells.copy()
    for unit in members:
        dense = np.zeros(len(weight))
        here = slice(units.start[unit], units.start[unit + 1])
        dense[units.cells[here]] = units.values[here]
        weight = weight * dense
    return math.log(weight.sum()) if weight.sum() > 0 else -math.inf


def log_joint(partition: Partition, units: Units, priors: Priors) -> float:
    """P(partition, data) with K and γ summed out numerically."""
    labels = [label for label in set(partition) if label >= 0]
    members = {label: [u for u, at in enumerate(partition) if at == label] for label in labels}
    true = sum(map(len, members.values()))
    value = sum(log_fit(units, priors, some) for some in members.values())
    value += math.lgamma(len(partition) - true + priors.mistaken[0])
    value += math.lgamma(true + priors.mistaken[1])
    for wrong in (False, True):
        counts = np.zeros(CATEGORIES)
        for unit, label in enumerate(partition):
            counts[units.category[unit]] += (label < 0) == wrong
        value += sum(map(math.lgamma, counts + priors.category))
        value -= math.lgamma(float((counts + priors.category).sum()))
    total = -math.inf
    for step in np.linspace(-3.5, 3.5, 11):
        gamma = math.exp(priors.shape[0] + priors.shape[1] * step)
        sizes = sum(math.lgamma(gamma + len(m)) - math.lgamma(gamma) for m in members.values())
        first = max(1, len(labels))
        over_k = np.logaddexp.reduce(
            [
                log_population(len(labels), true, gamma, k, priors.population)
                for k in range(first, 400)
            ]
        )
        total = np.logaddexp(total, over_k + sizes - 0.5 * step * step)
    return float(value + total)


def canonical(row: np.ndarray) -> Partition:
    names: dict[int, int] = {}
    return tuple(-1 if s < 0 else names.setdefault(int(s), len(names)) for s in row)


def test_partitions_come_up_as_often_as_their_exact_probability() -> None:
    given = settings(draws=4000)
    priors = priors_of_the_line(given)
    units = units_from([10, 11, 13], [0, 0, 3], priors)
    exact = {p: log_joint(p, units, priors) for p in partitions(3)}
    top = np.logaddexp.reduce(list(exact.values()))
    chances = {p: math.exp(value - top) for p, value in exact.items()}
    kept = sampled(units, priors, given, thin=4)
    counts = Counter(canonical(row) for row in kept.site)
    for partition, chance in chances.items():
        error = 5 * math.sqrt(chance * (1 - chance) / 2000) + 2e-3
        assert counts[partition] / 4000 == pytest.approx(chance, abs=error), partition


def ranks(worlds: int, units: int, seed: int) -> dict[str, list[int]]:
    """The rank of the truth among nine draws, with ties broken at random."""
    rng = np.random.default_rng(seed)
    given = settings(draws=9)
    priors = priors_of_the_line(given)
    found: dict[str, list[int]] = {"seen": [], "wrong": [], "shape": []}
    for _ in range(worlds):
        world = draw_world(rng, priors, units)
        kept = sampled(world.units, priors, settings(9, seed=int(rng.integers(1 << 30))), thin=12)
        for name, truth, draws in (
            ("seen", world.seen, kept.seen),
            ("wrong", world.wrong, kept.wrong),
            ("shape", world.shape, kept.shape),
        ):
            ties = int(np.sum(draws == truth))
            found[name].append(int(np.sum(draws < truth)) + int(rng.integers(ties + 1)))
    return found


def check_uniform(found: dict[str, list[int]]) -> None:
    for name, some in found.items():
        pairs = np.bincount(some, minlength=10).reshape(5, 2).sum(axis=1)
        assert chisquare(pairs).pvalue > 1e-4, (name, pairs)


def test_the_truth_has_every_rank_as_often_as_any_other() -> None:
    check_uniform(ranks(worlds=60, units=16, seed=5))


@pytest.mark.long
def test_the_truth_has_every_rank_as_often_in_many_larger_worlds() -> None:
    check_uniform(ranks(worlds=1500, units=60, seed=6))
