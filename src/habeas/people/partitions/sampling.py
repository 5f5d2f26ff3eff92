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
from habeas.people.resolution import Resolution

REST = 15
ROUNDS = 3
DRAWS_A_ROUND = 8
RECORDS_A_ROUND = 30_000
PORTIONS = 16
# One standard deviation of what the weight of evidence may be worth: its parts are not quite
# independent, and expectation–maximisation does not say by how much.
WORTH_SPREAD = 0.15

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
    return replace(sampler.draws(draws, seed=seed), bent=sampler.bent(seed=seed))


@dataclass(frozen=True, eq=False)
class Sampler:
    """Blocks ready for drawing, and the `sizes` (LARGEST,) of persons that their draws tell."""

    resolution: Resolution
    evidence: Evidence
    atoms: Atoms
    facts: Facts
    rows: Ints
    sizes: NDArray[np.float64]

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
        sampler = cls(resolution, evidence, atoms, facts, rows, sizes_of(resolution.person))
        for each in range(ROUNDS):
            sampler = sampler._learned(seed=seed + 1000 * (each + 1))
        return sampler

    def draws(self, count: int, *, seed: int) -> Draws:
        """`count` draws of all blocks."""
        blocks = np.arange(len(self.atoms.blocks) - 1)
        return _draws(self.resolution, self.atoms, self._run(blocks, count, seed, 1.0))

    def bent(self, *, seed: int) -> tuple[float, float]:
        """How many more persons there are if evidence counts for WORTH_SPREAD less, and more."""
        here = self.sampled
        usual, less, more = (
            float(
                np.mean(
                    [
                        len(np.unique(label[here]))
                        for label in self.sampled_labels(DRAWS_A_ROUND, seed=seed, slope=slope)
                    ]
                )
            )
            for slope in (1.0, 1.0 - WORTH_SPREAD, 1.0 + WORTH_SPREAD)
        )
        share = max(float(np.mean(here)), 1e-9)
        return (less - usual) / share, (more - usual) / share

    @property
    def sampled(self) -> NDArray[np.bool_]:
        """Which records are in the sample of blocks that learning goes by, (n,)."""
        return np.asarray((self.atoms.block % self._step == 0)[self.atoms.of_record])

    def sampled_labels(self, count: int, *, seed: int, slope: float = 1.0) -> Iterator[Ints]:
        """Draws of those blocks: for each the person (n,) of every record, if it is `sampled`."""
        blocks = np.arange(0, len(self.atoms.blocks) - 1, self._step)
        for labels in self._run(blocks, count, seed, slope):
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

    def _run(
        self, which: NDArray[np.int64], count: int, seed: int, slope: float
    ) -> NDArray[np.int16]:
        """Labels (count, atoms) of draws, within each of the blocks `which`; others are nought."""
        from habeas.people.partitions.block_kernel import sample_blocks

        atoms, model, compared = self.atoms, self.evidence.model, self.evidence.compared
        sizes = prior_of_sizes(self.sizes, self.evidence, seed=seed)
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
