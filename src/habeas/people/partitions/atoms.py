"""Blocks of records in which anything is uncertain, and the sets that are never taken apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.people.clustering import Decided
from habeas.people.evidence.evidence import Evidence
from habeas.people.partitions.unscored import unscored
from habeas.people.resolution import Resolution

# Pairs of one person surer than this (one in 2,000 wrong) are never taken apart.
GLUED = 7.5
# Pairs less likely than this (one in 55) are not tried.
LEAST = -4.0
MOST_IN_BLOCK = 160

Ints = NDArray[np.int32]
Places = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Atoms:
    """`a` sets of records that stay together, ordered by block; see `block_kernel.sample_blocks`.

    `of_record` (n,): the atom of each record. Atom k holds `rows[begin[k]:begin[k + 1]]`; block b
    holds the atoms from `blocks[b]` to `blocks[b + 1]`. `start` (a,): a label to begin with,
    counted within the block. `edges` (e, 2): atoms that may be one person, `parted` (p, 2): atoms
    that a reviewer parted, both by block.
    """

    of_record: Ints
    begin: Places
    rows: Ints
    blocks: Places
    start: Ints
    edges: Places
    edge_begin: Places
    parted: Places
    parted_begin: Places

    def __len__(self) -> int:
        return len(self.begin) - 1

    @property
    def size(self) -> Places:
        """The number of records of each atom, (a,)."""
        return np.diff(self.begin)

    @property
    def block(self) -> Places:
        """The block of each atom, (a,)."""
        return np.repeat(np.arange(len(self.blocks) - 1), np.diff(self.blocks))


def atoms_of(resolution: Resolution, evidence: Evidence, decided: Decided) -> Atoms:
    """Atoms and blocks of a resolution, by its pairs and those that its lone records still meet."""
    from habeas.people.partitions.block_kernel import bounded_components, components

    n = len(resolution.records)
    person, pairs = resolution.person, resolution.pairs
    odds = pairs.log_odds
    sure = (person[pairs.left] == person[pairs.right]) & (odds > GLUED) & ~pairs.barred
    _, atom = np.unique(
        components(
            n,
            np.append(pairs.left[sure], decided.same[:, 0]).astype(np.int32),
            np.append(pairs.right[sure], decided.same[:, 1]).astype(np.int32),
        ),
        return_inverse=True,
    )
    count = int(atom.max(initial=-1)) + 1
    person_of = np.zeros(count, dtype=np.int32)
    person_of[atom] = person
    tried = ~pairs.barred & (odds > LEAST)
    a, b, strength = atom[pairs.left[tried]], atom[pairs.right[tried]], odds[tried]
    more_left, more_right, more = _lone(resolution, evidence)
    mates = _mates(person_of)
    a = np.concatenate([mates[:, 0], a, atom[more_left]])
    b = np.concatenate([mates[:, 1], b, atom[more_right]])
    strength = np.concatenate([np.full(len(mates), np.inf), strength, more])
    different = a != b
    a, b, strength = a[different], b[different], strength[different]
    strongest = np.argsort(-strength, kind="stable")
    size = np.bincount(atom, minlength=count).astype(np.int32)
    most = max(MOST_IN_BLOCK, int(np.bincount(person).max(initial=0)))
    block = bounded_components(
        count, a[strongest].astype(np.int32), b[strongest].astype(np.int32), size, most
    )
    order = np.argsort(block, kind="stable")
    place = np.empty(count, dtype=np.int64)
    place[order] = np.arange(count)
    atom, block, person_of = place[atom], block[order], person_of[order]
    first = np.flatnonzero(np.append(True, block[1:] != block[:-1])) if count else block
    blocks = np.append(first, count).astype(np.int64)
    number = np.repeat(np.arange(len(blocks) - 1), np.diff(blocks))
    edges, edge_begin = _by_block(place[a], place[b], number)
    apart = np.repeat(np.arange(n), np.diff(decided.begin))
    parted, parted_begin = _by_block(atom[apart], atom[decided.apart], number)
    return Atoms(
        of_record=atom.astype(np.int32),
        begin=np.append(0, np.cumsum(np.bincount(atom, minlength=count))).astype(np.int64),
        rows=np.argsort(atom, kind="stable").astype(np.int32),
        blocks=blocks,
        start=_start(person_of, number, blocks),
        edges=edges,
        edge_begin=edge_begin,
        parted=parted,
        parted_begin=parted_begin,
    )


def _lone(resolution: Resolution, evidence: Evidence) -> tuple[Ints, Ints, NDArray[np.float32]]:
    """Pairs that only the records that stand alone were given, and their log odds."""
    alone = np.bincount(resolution.person)[resolution.person] == 1
    pairs = resolution.pairs
    left, right = unscored(evidence.compared.features, alone, pairs.left, pairs.right)
    odds = evidence.log_odds(left, right)
    good = odds > LEAST
    return left[good], right[good], odds[good]


def _mates(person_of: Ints) -> Places:
    """All pairs of atoms of one person, (k, 2)."""
    order = np.argsort(person_of, kind="stable")
    ordered = person_of[order]
    found = [np.zeros((0, 2), dtype=np.int64)]
    for ahead in range(1, int(np.bincount(person_of).max(initial=1))):
        same = np.flatnonzero(ordered[ahead:] == ordered[:-ahead])
        found.append(np.stack([order[same], order[same + ahead]], axis=1))
    return np.concatenate(found)


def _by_block(a: Places, b: Places, number: Places) -> tuple[Places, Places]:
    """Edges (e, 2) inside blocks, ordered by block, and where each block's begin."""
    inside = number[a] == number[b]
    a, b = a[inside], b[inside]
    order = np.argsort(number[a], kind="stable")
    edges = np.stack([a[order], b[order]], axis=1).astype(np.int64).reshape(-1, 2)
    begin = np.searchsorted(number[edges[:, 0]], np.arange(int(number.max(initial=-1)) + 2))
    return np.ascontiguousarray(edges), begin.astype(np.int64)


def _start(person_of: Ints, number: Places, blocks: Places) -> Ints:
    """Labels of persons: the place of the first atom of the person within the block.

    A person whom decisions of later made part of another block's starts there on its own.
    """
    together = number * (int(person_of.max(initial=0)) + 1) + person_of
    _, first, which = np.unique(together, return_index=True, return_inverse=True)
    return np.asarray(first[which] - blocks[number], dtype=np.int32)
