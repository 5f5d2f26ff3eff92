"""Draws from the posterior of who is who, block by block, started from a resolution."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from habeas.model import WrongUsage
from habeas.people.clustering import Decided
from habeas.people.clustering.linkage import repeat_costs
from habeas.people.decision import Decision
from habeas.people.evidence.evidence import Evidence
from habeas.people.facts import Facts, blank_rows, facts_of
from habeas.people.partitions.atoms import Atoms, atoms_of
from habeas.people.partitions.draws import Draws
from habeas.people.partitions.sizes import prior_of_sizes, sizes_of
from habeas.people.partitions.worth import Worth, worth
from habeas.people.resolution import Resolution

REST = 15
ROUNDS = 3
DRAWS_A_ROUND = 8
RECORDS_A_ROUND = 30_000
PORTIONS = 16
MOST_MATES = 50_000
LEAST_SLOPE = 0.3

Ints = NDArray[np.int32]


def sample_partitions(
    resolution: Resolution,
    *,
    draws: int = 100,
    seed: int = 1,
    decisions: Iterable[Decision] = (),
) -> Draws:
    """Partitions of the records, each as likely as the evidence leaves it.

    Hard facts and reviewers' decisions hold in every draw; a list's habit of naming somebody once
    weighs as the model learned it. The same resolution, seed and decisions give the same draws.
    Raises WrongUsage without draws, or for a resolution that kept no evidence.
    """
    if draws < 1:
        raise WrongUsage("there is nothing to draw", remedy="take at least 1 draw")
    sampler = Sampler.of(resolution, decisions, seed=seed)
    return replace(sampler.draws(draws, seed=seed), bends=sampler.bends(seed=seed))


@dataclass(frozen=True, eq=False)
class Sampler:
    """Blocks ready for drawing, and the `sizes` (LARGEST,) of persons that their draws tell.

    `mates` (k,): what evidence says, without any prior, of pairs that are one person.
    """

    resolution: Resolution
    evidence: Evidence
    atoms: Atoms
    facts: Facts
    rows: Ints
    sizes: NDArray[np.float64]
    worth: Worth
    mates: NDArray[np.float64]

    @classmethod
    def of(cls, resolution: Resolution, decisions: Iterable[Decision], *, seed: int) -> Sampler:
        """The sampler of a resolution, sizes learned. Raises WrongUsage without evidence."""
        evidence = resolution.evidence
        if evidence is None:
            raise WrongUsage(
                "the resolution has no evidence to draw from", remedy="resolve the records anew"
            )
        from habeas.people.facts.pair_kernel import folded

        atoms = atoms_of(resolution, evidence, Decided.of(decisions, resolution.records))
        facts = facts_of(resolution.records)
        rows = blank_rows(len(atoms))
        folded(atoms.of_record, facts.rows, facts.days, facts.hard, rows)
        sampler = cls(
            resolution,
            evidence,
            atoms,
            facts,
            rows,
            sizes_of(resolution.person),
            worth(resolution, evidence, seed=seed),
            _of_mates(resolution, evidence, seed),
        )
        for each in range(ROUNDS):
            sampler = sampler._learned(seed=seed + 1000 * (each + 1))
        return sampler

    def draws(self, count: int, *, seed: int) -> Draws:
        """`count` draws of all blocks."""
        blocks = np.arange(len(self.atoms.blocks) - 1)
        return _draws(self.resolution, self.atoms, self._run(blocks, count, seed))

    def bends(self, *, seed: int) -> tuple[tuple[float, float], ...]:
        """How many more persons if evidence is worth less, and if more: in slope, then in shift."""
        here = self.sampled
        share = max(float(np.mean(here)), 1e-9)

        def persons(slope: float = 0.0, shift: float = 0.0) -> float:
            drawn = self.sampled_labels(DRAWS_A_ROUND, seed=seed, slope=slope, shift=shift)
            return float(np.mean([len(np.unique(label[here])) for label in drawn])) / share

        usual = persons()
        slope, shift = self.worth.slope_spread, self.worth.shift_spread
        return (
            (persons(slope=-slope) - usual, persons(slope=slope) - usual),
            (persons(shift=-shift) - usual, persons(shift=shift) - usual),
        )

    @property
    def sampled(self) -> NDArray[np.bool_]:
        """Which records are in the sample of blocks that learning goes by, (n,)."""
        return np.asarray((self.atoms.block % self._step == 0)[self.atoms.of_record])

    def sampled_labels(
        self, count: int, *, seed: int, slope: float = 0.0, shift: float = 0.0
    ) -> Iterator[Ints]:
        """Draws of those blocks: for each the person (n,) of every record, if it is `sampled`.

        `slope` and `shift` are how much more evidence is worth than it seems to be.
        """
        blocks = np.arange(0, len(self.atoms.blocks) - 1, self._step)
        for labels in self._run(blocks, count, seed, slope, shift):
            yield _whole(self.atoms, labels)[self.atoms.of_record]

    @property
    def _step(self) -> int:
        return max(1, len(self.resolution.records) // RECORDS_A_ROUND)

    def _learned(self, *, seed: int) -> Sampler:
        """With the sizes of persons that a round of draws of some blocks shows."""
        here = self.sampled
        found = [sizes_of(label[here]) for label in self.sampled_labels(DRAWS_A_ROUND, seed=seed)]
        sizes = np.mean(found, axis=0) / max(float(np.mean(here)), 1e-9)
        return replace(self, sizes=sizes)

    def _norm(self, slope: float) -> float:
        """What a link adds, so that evidence to a power is a likelihood ratio again.

        By chance the ratio is 1 on average; its power has the mean, over true pairs, of its power
        less one.
        """
        if not len(self.mates):
            return 0.0
        return float(-np.log(np.mean(np.exp((slope - 1.0) * self.mates))))

    def _run(
        self,
        which: NDArray[np.int64],
        count: int,
        seed: int,
        more_slope: float = 0.0,
        shift: float = 0.0,
    ) -> NDArray[np.int16]:
        """Labels (count, atoms) of draws, within each of the blocks `which`; others are nought."""
        from habeas.people.partitions.block_kernel import sample_blocks

        atoms, model, compared = self.atoms, self.evidence.model, self.evidence.compared
        slope = max(self.worth.slope + more_slope, LEAST_SLOPE)
        sizes = prior_of_sizes(self.sizes, self.evidence, seed=seed)
        sizes += (self._norm(slope) + shift) * np.arange(len(sizes))
        out = np.zeros((count, len(atoms)), dtype=np.int16)
        arguments = (
            atoms.blocks,
            atoms.begin,
            atoms.rows,
            atoms.start,
            atoms.edges,
            atoms.edge_begin,
            atoms.parted,
            atoms.parted_begin,
            (compared.arrays, compared.usual, model.table, model.prior_log_odds),
            compared.features.list,
            repeat_costs(model),
            np.append(slope, sizes),
            self.rows,
            (self.facts.days, self.facts.hard),
        )

        def sample(portion: NDArray[np.int64]) -> None:
            sample_blocks(portion, *arguments, count, REST, seed, out)

        # The kernel lets go of the interpreter, and every block has a seed of its own.
        with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as threads:
            list(threads.map(sample, np.array_split(which, PORTIONS)))
        return out


def _of_mates(resolution: Resolution, evidence: Evidence, seed: int) -> NDArray[np.float64]:
    """What evidence says of pairs of one person, (k,)."""
    pairs, person = resolution.pairs, resolution.person
    mates = np.flatnonzero(person[pairs.left] == person[pairs.right])
    if len(mates) > MOST_MATES:
        mates = np.random.default_rng(seed).choice(mates, MOST_MATES, replace=False)
    left, right = pairs.left[mates], pairs.right[mates]
    lists = evidence.compared.features.list
    prior = evidence.model.prior_log_odds[lists[left], lists[right]].astype(np.float64)
    return evidence.log_odds(left, right).astype(np.float64) - prior


def _whole(atoms: Atoms, labels: NDArray[np.integer]) -> Ints:
    """Labels that no two blocks share, (atoms,): the number of an atom."""
    return np.asarray(labels + atoms.blocks[atoms.block], dtype=np.int32)


def _draws(resolution: Resolution, atoms: Atoms, out: NDArray[np.int16]) -> Draws:
    """The draws, with all atoms of a person that no draw changes made one group."""
    number = atoms.block
    changed = (out != out[0]).any(axis=0)
    lively = np.zeros(len(atoms.blocks), dtype=np.bool_)
    lively[number[changed]] = True
    moving = lively[number]
    settled = _whole(atoms, out[0])[~moving]
    group = np.empty(len(atoms), dtype=np.int32)
    group[moving] = np.arange(moving.sum())
    group[~moving] = moving.sum() + np.unique(settled, return_inverse=True)[1]
    labels = (out[:, moving] + atoms.blocks[number][moving]).astype(np.int32)
    return Draws(resolution.records, group[atoms.of_record], labels)
