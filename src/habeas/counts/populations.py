"""Populations whose true size is known: to see how an estimator does before trusting it.

The model: people fall into classes; within a class each list captures with its own probability,
and captures may depend on each other by log-linear interactions. All cell probabilities are in
closed form, so that a drawn table differs from the truth by sampling alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NotRequired, TypedDict

import numpy as np
from numpy.typing import NDArray

from habeas.counts.table import OverlapTable


@dataclass(frozen=True, slots=True)
class CaptureClass:
    """A share of the people, and each list's probability to hold one of them."""

    weight: float
    capture: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Interaction:
    """Lists (from 0) whose joint capture is exp(theta) times as likely; -inf: never together."""

    lists: tuple[int, ...]
    theta: float


@dataclass(frozen=True, slots=True)
class LinkageErrors:
    """What record linkage does to a table.

    `missed`: the probability that somebody on two or more lists is split, one list taken off into
    a record of its own. `false`: that somebody on one list is merged into somebody else.
    """

    missed: float
    false: float


@dataclass(frozen=True, slots=True)
class Population:
    """`size` people (the truth), their classes, interactions and the linkage behind the table."""

    size: int
    classes: tuple[CaptureClass, ...]
    interactions: tuple[Interaction, ...] = ()
    linkage: LinkageErrors | None = None

    @property
    def list_count(self) -> int:
        """L, the number of lists."""
        return len(self.classes[0].capture)

    def cell_probabilities(self) -> NDArray[np.float64]:
        """The probability of each of the 2^L capture patterns, indexed by pattern."""
        patterns = np.arange(1 << self.list_count)
        on = (patterns[:, None] >> np.arange(self.list_count)) & 1
        tilt = np.zeros(len(patterns))
        for interaction in self.interactions:
            together = on[:, list(interaction.lists)].all(axis=1)
            tilt[together] += interaction.theta
        total = np.zeros(len(patterns))
        for share in self.classes:
            capture = np.array(share.capture)
            cells = np.where(on == 1, capture, 1 - capture).prod(axis=1) * np.exp(tilt)
            total += share.weight * cells / cells.sum()
        return total

    def draw(self, random: np.random.Generator) -> OverlapTable:
        """A table of those who were captured, after linkage where the population names errors."""
        counts = random.multinomial(self.size, self.cell_probabilities())
        counts[0] = 0
        if self.linkage is not None:
            counts = _linked(counts, self.linkage, random)
        lists = tuple(f"list {j + 1}" for j in range(self.list_count))
        return OverlapTable.of(lists, {p: int(c) for p, c in enumerate(counts) if p and c})


def _linked(
    counts: NDArray[np.int64], errors: LinkageErrors, random: np.random.Generator
) -> NDArray[np.int64]:
    """The counts as a faulty linkage would have them: first splits, then false merges."""
    records: list[int] = []
    for pattern, people in enumerate(counts):
        members = [1 << j for j in range(int(pattern).bit_length()) if pattern >> j & 1]
        if len(members) < 2:
            records += [pattern] * int(people)
            continue
        for split in random.random(int(people)) < errors.missed:
            if not split:
                records.append(pattern)
                continue
            lost = members[int(random.integers(len(members)))]
            records += [pattern ^ lost, lost]
    merged = np.array(records)
    single = (merged & (merged - 1)) == 0
    victims = np.flatnonzero(single & (random.random(len(merged)) < errors.false))
    gone = np.zeros(len(merged), dtype=bool)
    for victim in victims:
        host = int(random.integers(len(merged)))
        if gone[victim] or gone[host] or host == victim:
            continue
        merged[host] |= merged[victim]
        gone[victim] = True
    return np.bincount(merged[~gone], minlength=len(counts))


def random_population(random: np.random.Generator) -> Population:
    """A population drawn from a stated prior, for judging an estimator where nobody tuned it.

    Size: log-uniform from 300 to 6,000. Lists: 3, 4 or 5. Classes: 1, 2 or 3 with probabilities
    .5, .35, .15, weights Dirichlet(3, …). Capture: logit-normal per list (mean -1.4, sd .5) plus a
    shift per class (normal, sd 1). Each pair of lists interacts with probability .25 by a theta
    that is normal (sd .6). What nobody would estimate (under 60 people seen) is drawn again.
    """
    while True:
        size = int(np.exp(random.uniform(np.log(300), np.log(6000))))
        lists = int(random.integers(3, 6))
        shares = random.dirichlet(np.full(int(random.choice([1, 2, 3], p=[0.5, 0.35, 0.15])), 3.0))
        base = random.normal(-1.4, 0.5, lists)
        pairs = [(i, j) for j in range(lists) for i in range(j)]
        population = Population(
            size,
            tuple(_class(share, base, len(shares), random) for share in shares),
            tuple(
                Interaction(pair, float(random.normal(0, 0.6)))
                for pair in pairs
                if random.random() < 0.25
            ),
        )
        if size * (1 - population.cell_probabilities()[0]) >= 60:
            return population


def _class(
    share: float, base: NDArray[np.float64], classes: int, random: np.random.Generator
) -> CaptureClass:
    shift = random.normal(0, 1.0) if classes > 1 else 0.0
    capture = 1 / (1 + np.exp(-(base + shift)))
    return CaptureClass(float(share), tuple(float(p) for p in capture))


class ClassRow(TypedDict):
    """A capture class as plain data: weight, and a probability for each list."""

    w: float
    p: list[float]


class PopulationRow(TypedDict):
    """A population as plain data. `theta`: lists from 1 and a value, null for never together."""

    N: int
    classes: list[ClassRow]
    theta: NotRequired[list[tuple[list[int], float | None]]]
    link: NotRequired[dict[str, float]]


def population_of(row: PopulationRow) -> Population:
    """A population from plain data, as a file of scenarios holds it."""
    link = row.get("link")
    return Population(
        row["N"],
        tuple(CaptureClass(share["w"], tuple(share["p"])) for share in row["classes"]),
        tuple(
            Interaction(tuple(j - 1 for j in lists), -np.inf if value is None else value)
            for lists, value in row.get("theta", [])
        ),
        LinkageErrors(link["miss"], link["false"]) if link else None,
    )
