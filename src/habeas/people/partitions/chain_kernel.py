"""Sampling partitions of one block of records: compiled.

The posterior of a partition is the product of one factor a person. A person's factor takes each
feature once: one of its records stands for the truth, and every other record is weighed against
that one alone (the record that explains the others best stands for it). So s records give s - 1
weights, never s (s - 1) / 2: pairs that say the same thing twice are not counted twice.

Two moves: Gibbs over one atom (Neal 2000, algorithm 3), and split or merge with sequential
allocation (Dahl 2003). An atom is a set of records that is never taken apart.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from habeas.people.evidence.comparing_kernel import compare_pair
from habeas.people.evidence.levels import FEATURES
from habeas.people.facts.row_kernel import conflict, merged

NEVER = -1e9


@njit(cache=True)
def weigh_block(rows, records, usual, table, prior, lists, cost, weights, said, beforehand):  # type: ignore[no-untyped-def]  # numba infers the types
    """The weights (m, m, FEATURES) of a block's pairs, what was said, and the priors (m, m)."""
    codes = np.empty(FEATURES, dtype=np.uint16)
    rarity = np.empty(FEATURES, dtype=np.float32)
    for i in range(len(rows)):
        for j in range(i):
            a, b = rows[i], rows[j]
            compare_pair(min(a, b), max(a, b), records, usual, codes, rarity)
            for feature in range(FEATURES):
                weight = table[feature, codes[feature]] + rarity[feature]
                there = codes[feature] > 0
                weights[i, j, feature] = weight if there else 0.0
                weights[j, i, feature] = weights[i, j, feature]
                said[i, j, feature] = there
                said[j, i, feature] = there
            before = prior[lists[a], lists[b]]
            if lists[a] == lists[b]:
                before -= cost[min(lists[a], len(cost) - 1)]
            beforehand[i, j] = before
            beforehand[j, i] = before


@njit(cache=True)
def person_weight(members, count, weights, said, beforehand, lists, cost, shape):  # type: ignore[no-untyped-def]  # numba infers the types
    """The log factor of a person of `count` members (places in the block).

    `shape`: what a unit of evidence counts for, then what a person of 1, 2, … records counts for
    beforehand (`sizes`).
    """
    if count < 2:
        return shape[1]
    total = 0.0
    for feature in range(FEATURES):
        best = NEVER
        for x in range(count):
            i = members[x]
            explained = 0.0
            compared = 0
            for y in range(count):
                j = members[y]
                if x != y and said[i, j, feature]:
                    explained += weights[i, j, feature]
                    compared += 1
            if compared > 0:
                best = max(best, explained)
        if best > NEVER:
            total += best
    before = 0.0
    repeats = 0.0
    for x in range(count):
        repeated = False
        for y in range(x):
            before += beforehand[members[x], members[y]]
            repeated = repeated or lists[members[x]] == lists[members[y]]
        if repeated:
            repeats += cost[min(lists[members[x]], len(cost) - 1)]
    return shape[0] * total + before * 2.0 / count + repeats + shape[min(count, len(shape) - 1)]


@njit(cache=True)
def _allowed(members, atoms, facts, days, hard, apart, row):  # type: ignore[no-untyped-def]  # numba infers the types
    """Whether these atoms may be one human, by facts and by reviewers."""
    row[:] = facts[members[0]]
    for x in range(1, atoms):
        for y in range(x):
            if apart[members[x], members[y]]:
                return False
        if conflict(row, facts[members[x]], days, hard) > 0:
            return False
        merged(row, facts[members[x]], days, row)
    return True


@njit(cache=True)
def _weight(cluster, label, extra, checked, block):  # type: ignore[no-untyped-def]  # numba infers the types
    """The log factor of the atoms of a label and `extra` (-1: none); NEVER where not allowed."""
    begin, near, apart, pairs, facts, rules, space = block
    weights, said, beforehand, lists, cost, shape = pairs
    members, held, row = space
    count, atoms = 0, 0
    for atom in range(len(cluster)):
        if cluster[atom] == label or atom == extra:
            held[atoms] = atom
            atoms += 1
            for place in range(begin[atom], begin[atom + 1]):
                members[count] = place
                count += 1
    if count == 0:
        return 0.0
    if checked and atoms > 1 and not _allowed(held, atoms, facts, rules[0], rules[1], apart, row):
        return NEVER
    return person_weight(members, count, weights, said, beforehand, lists, cost, shape)


@njit(cache=True)
def _drawn(chances, options):  # type: ignore[no-untyped-def]  # numba infers the types
    """One of the options, by their log chances."""
    most = chances[:options].max()
    total = 0.0
    for option in range(options):
        total += np.exp(chances[option] - most)
    left = np.random.random() * total
    for option in range(options):
        left -= np.exp(chances[option] - most)
        if left <= 0.0:
            return option
    return options - 1


@njit(cache=True)
def _free(cluster):  # type: ignore[no-untyped-def]  # numba infers the types
    """A label that nobody has."""
    for label in range(len(cluster)):
        taken = False
        for atom in range(len(cluster)):
            taken = taken or cluster[atom] == label
        if not taken:
            return label
    return len(cluster)


@njit(cache=True)
def _gibbs(cluster, own, block, chances, labels):  # type: ignore[no-untyped-def]  # numba infers the types
    """Give every atom a person anew, given all others; how likely the likeliest change was.

    `own` (atoms,) is the log factor of each label.
    """
    near = block[1]
    liveliest = 0.0
    for atom in range(len(cluster)):
        former = cluster[atom]
        cluster[atom] = -1
        own[former] = _weight(cluster, former, -1, False, block)
        alone = _weight(cluster, -2, atom, False, block)
        free = _free(cluster)
        labels[0], chances[0] = free, alone
        options = 1
        stay = alone
        for other in range(len(cluster)):
            label = cluster[other]
            if not near[atom, other] or label < 0:
                continue
            known = False
            for option in range(options):
                known = known or labels[option] == label
            if known:
                continue
            joined = _weight(cluster, label, atom, True, block)
            if joined > NEVER:
                labels[options], chances[options] = label, joined - own[label]
                if label == former:
                    stay = chances[options]
                options += 1
        total = 0.0
        for option in range(options):
            total += np.exp(chances[option] - stay)
        liveliest = max(liveliest, 1.0 - 1.0 / total)
        chosen = _drawn(chances, options)
        cluster[atom] = labels[chosen]
        if chosen == 0:
            own[free] = alone
        else:
            own[labels[chosen]] += chances[chosen]
    return liveliest


@njit(cache=True)
def _allocated(cluster, order, count, forced, first, second, block):  # type: ignore[no-untyped-def]  # numba infers the types
    """Give the atoms of `order` to two labels one by one; the log chance of having done so.

    Where `forced` names a label for an atom, it goes there whatever the chances.
    """
    one = _weight(cluster, first, -1, False, block)
    two = _weight(cluster, second, -1, False, block)
    total = 0.0
    for place in range(count):
        atom = order[place]
        to_one = _weight(cluster, first, atom, True, block)
        to_two = _weight(cluster, second, atom, True, block)
        if to_one <= NEVER and to_two <= NEVER:
            return NEVER, one, two
        lead = min(max((to_one - one) - (to_two - two), -40.0), 40.0)
        if forced[atom] >= 0:
            goes_one = forced[atom] == first
        else:
            goes_one = np.random.random() < 1.0 / (1.0 + np.exp(-lead))
        total -= np.log1p(np.exp(-lead if goes_one else lead))
        cluster[atom] = first if goes_one else second
        if goes_one:
            one = to_one
        else:
            two = to_two
    return total, one, two


@njit(cache=True)
def _split_or_merge(cluster, own, block, i, j, order, forced):  # type: ignore[no-untyped-def]  # numba infers the types
    """Propose to part the person of atoms i and j, or to make one of their two; was it done."""
    atoms = len(cluster)
    first, second = cluster[i], cluster[j]
    splitting = first == second
    whole = own[first]
    before_first, before_second = own[first], own[second]
    if not splitting:
        for atom in range(atoms):
            if cluster[atom] == second:
                cluster[atom] = first
                forced[atom] = second
            elif cluster[atom] == first:
                forced[atom] = first
        whole = _weight(cluster, first, -1, True, block)
    else:
        second = _free(cluster)
    count = 0
    for atom in range(atoms):
        if cluster[atom] == first and atom not in (i, j):
            order[count] = atom
            count += 1
            if splitting:
                forced[atom] = -1
    np.random.shuffle(order[:count])
    for place in range(count):
        cluster[order[place]] = -1
    cluster[j] = second
    chance, one, two = _allocated(cluster, order, count, forced, first, second, block)
    lead = one + two - whole - chance
    luck = np.log(np.random.random())
    possible = chance > NEVER and one > NEVER and two > NEVER
    split = (
        possible and luck < lead
        if splitting
        else not (possible and whole > NEVER and luck < -lead)
    )
    if split and splitting:
        own[first], own[second] = one, two
    elif split:
        for place in range(count):
            cluster[order[place]] = forced[order[place]]
        own[first], own[second] = before_first, before_second
    else:
        for place in range(count):
            cluster[order[place]] = first
        cluster[j] = first
        own[first] = whole
    return split == splitting


@njit(cache=True, nogil=True)
def sample_block(cluster, block, draws, rest, out):  # type: ignore[no-untyped-def]  # numba infers the types
    """Draws of a block's partition into `out` (draws, atoms), from `cluster` (atoms,) on.

    `rest` sweeps go before the first draw. A block in which hardly
    anything can move (no single change likelier than one in 10,000, nothing taken in `rest`
    proposals) stays as it is.
    """
    atoms = len(cluster)
    own = np.zeros(atoms + 1)
    for atom in range(atoms):
        own[cluster[atom]] = _weight(cluster, cluster[atom], -1, False, block)
    chances = np.empty(atoms + 1)
    labels = np.empty(atoms + 1, dtype=np.int32)
    order = np.empty(atoms, dtype=np.int32)
    forced = np.full(atoms, -1, dtype=np.int32)
    near = block[1]
    moved = 0.0
    for sweep in range(rest + draws):
        moved = max(moved, _gibbs(cluster, own, block, chances, labels))
        if atoms > 2:
            i, j = np.random.randint(atoms), np.random.randint(atoms)
            if near[i, j] and _split_or_merge(cluster, own, block, i, j, order, forced):
                moved = 1.0
        if sweep + 1 == rest and moved < 1e-4:
            for draw in range(draws):
                out[draw] = cluster
            return
        if sweep >= rest:
            out[sweep - rest] = cluster
