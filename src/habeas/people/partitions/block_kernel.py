"""Going through all blocks of records and sampling each: compiled."""

from __future__ import annotations

import numpy as np
from numba import njit

from habeas.people.evidence.levels import FEATURES
from habeas.people.partitions.chain_kernel import sample_block
from habeas.people.partitions.person_kernel import weigh_block


@njit(cache=True)
def components(count, left, right):  # type: ignore[no-untyped-def]  # numba infers the types
    """A label (count,) for each node, the smallest node of its component."""
    parent = np.arange(count, dtype=np.int32)
    for edge in range(len(left)):
        a, b = left[edge], right[edge]
        while parent[a] != a:
            parent[a] = parent[parent[a]]
            a = parent[a]
        while parent[b] != b:
            parent[b] = parent[parent[b]]
            b = parent[b]
        if a < b:
            parent[b] = a
        else:
            parent[a] = b
    for node in range(count):
        parent[node] = parent[parent[node]]
    return parent


@njit(cache=True)
def bounded_components(count, left, right, size, most):  # type: ignore[no-untyped-def]  # numba infers the types
    """Components of edges taken in order, none of which grows past `most` (of `size` (count,)).

    An edge that would make a component too large is left out: the strongest come first.
    """
    parent = np.arange(count, dtype=np.int32)
    held = size.copy()
    for edge in range(len(left)):
        a, b = left[edge], right[edge]
        while parent[a] != a:
            parent[a] = parent[parent[a]]
            a = parent[a]
        while parent[b] != b:
            parent[b] = parent[parent[b]]
            b = parent[b]
        if a == b or held[a] + held[b] > most:
            continue
        low, high = min(a, b), max(a, b)
        parent[high] = low
        held[low] += held[high]
    for node in range(count):
        root = node
        while parent[root] != root:
            root = parent[root]
        parent[node] = root
    return parent


@njit(cache=True)
def _neighbours(edges, first, atoms):  # type: ignore[no-untyped-def]  # numba infers the types
    """The atoms that each atom of a block may be one person with, and where each one's begin."""
    met = np.zeros((atoms, atoms), dtype=np.bool_)
    for edge in range(len(edges)):
        a, b = edges[edge, 0] - first, edges[edge, 1] - first
        met[a, b] = True
        met[b, a] = True
    begin = np.zeros(atoms + 1, dtype=np.int64)
    for atom in range(atoms):
        begin[atom + 1] = begin[atom] + met[atom].sum()
    near = np.empty(begin[-1], dtype=np.int32)
    place = 0
    for atom in range(atoms):
        for other in range(atoms):
            if met[atom, other]:
                near[place] = other
                place += 1
    return near, begin


@njit(cache=True, nogil=True)
def sample_blocks(  # type: ignore[no-untyped-def]  # numba infers the types
    which,
    blocks,
    atom_begin,
    rows,
    start,
    edges,
    edge_begin,
    parted,
    parted_begin,
    compared,
    lists,
    cost,
    shape,
    facts,
    rules,
    draws,
    rest,
    seed,
    out,
):
    """Fill `out` (draws, atoms) with labels that hold within a block.

    `which` are the blocks to go through. `blocks` (b + 1,): where each block's atoms begin.
    `atom_begin` (a + 1,): where each atom's records begin in `rows`. `start` (a,): the label to
    begin with, counted within the block.
    `edges` (e, 2), `parted` (p, 2): atoms of one block that may meet, and that a reviewer parted,
    by block (`edge_begin`, `parted_begin`). `compared`: records, usual, table, prior of the
    evidence. Each block has a seed of its own, so one block's draws do not hang on the others.
    """
    records, usual, table, prior = compared
    for block in which:
        first, end = blocks[block], blocks[block + 1]
        atoms = end - first
        base = atom_begin[first]
        inside = rows[base : atom_begin[end]]
        m = len(inside)
        weights = np.zeros((m, m, FEATURES), dtype=np.float32)
        said = np.zeros((m, m, FEATURES), dtype=np.bool_)
        beforehand = np.zeros((m, m), dtype=np.float32)
        weigh_block(inside, records, usual, table, prior, lists, cost, weights, said, beforehand)
        near = _neighbours(edges[edge_begin[block] : edge_begin[block + 1]], first, atoms)
        apart = np.zeros((atoms, atoms), dtype=np.bool_)
        for edge in range(parted_begin[block], parted_begin[block + 1]):
            a, b = parted[edge, 0] - first, parted[edge, 1] - first
            apart[a, b] = True
            apart[b, a] = True
        space = (
            np.empty(m, dtype=np.int32),
            np.empty(atoms, dtype=np.int32),
            np.empty(facts.shape[1], dtype=np.int32),
        )
        context = (
            atom_begin[first : end + 1] - base,
            near,
            apart,
            (weights, said, beforehand, lists[inside], cost, shape),
            facts[first:end],
            rules,
            space,
        )
        np.random.seed((seed + 7919 * inside.min()) % 2147483647)
        sample_block(start[first:end].copy(), context, draws, rest, out[:, first:end])
