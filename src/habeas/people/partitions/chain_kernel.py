"""Sampling partitions of one block of records: compiled.

The posterior of a partition is the product of one factor a person (see `person_kernel`). Two moves:
Gibbs over one atom (Neal 2000, algorithm 3), and split or merge with sequential allocation (Dahl
2003). An atom is a set of records that is never taken apart.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from habeas.people.facts.row_kernel import conflict, merged
from habeas.people.partitions.person_kernel import NEVER, person_weight

# An atom less likely to move than this, in every sweep of the first ones, is left where it is.
SETTLED = 2e-3


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
def _weight(state, label, extra, checked, block):  # type: ignore[no-untyped-def]  # numba infers the types
    """The log factor of the atoms of a label and `extra` (-1: none); NEVER where not allowed.

    Label -1 stands for nobody: `extra` alone.
    """
    _, roster, held = state
    begin, _, apart, pairs, facts, rules, space = block
    weights, said, beforehand, lists, cost, shape = pairs
    members, atoms, row = space
    count, number = 0, 0
    if label >= 0:
        for place in range(held[label]):
            atoms[number] = roster[label, place]
            number += 1
    if extra >= 0:
        atoms[number] = extra
        number += 1
    if number == 0:
        return 0.0
    if checked and number > 1:
        # What facts imply may hang on the order in which they are told: always the same one.
        atoms[:number].sort()
        if not _allowed(atoms, number, facts, rules[0], rules[1], apart, row):
            return NEVER
    for place in range(number):
        for member in range(begin[atoms[place]], begin[atoms[place] + 1]):
            members[count] = member
            count += 1
    return person_weight(members, count, weights, said, beforehand, lists, cost, shape)


@njit(cache=True)
def _leave(state, atom):  # type: ignore[no-untyped-def]  # numba infers the types
    """Take an atom out of its person."""
    cluster, roster, held = state
    label = cluster[atom]
    last = held[label] - 1
    for place in range(last):
        if roster[label, place] == atom:
            roster[label, place] = roster[label, last]
            break
    held[label] = last
    cluster[atom] = -1


@njit(cache=True)
def _join(state, atom, label):  # type: ignore[no-untyped-def]  # numba infers the types
    """Make an atom that nobody has part of a person."""
    cluster, roster, held = state
    roster[label, held[label]] = atom
    held[label] += 1
    cluster[atom] = label


@njit(cache=True)
def _free(held):  # type: ignore[no-untyped-def]  # numba infers the types
    """A label that nobody has."""
    for label in range(len(held)):
        if held[label] == 0:
            return label
    return -1


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
def _options(state, own, block, atom, known):  # type: ignore[no-untyped-def]  # numba infers the types
    """Note which persons an atom could have and the log chance of each: nobody else, first.

    `own` (labels,) is the log factor of each label. What was noted of persons that have not changed
    since is kept.
    """
    cluster = state[0]
    near, near_begin = block[1]
    labels, chances, counts, noted, changed, former_labels, former_chances = known
    since, before = noted[atom], counts[atom]
    former_labels[:before] = labels[atom, :before]
    former_chances[:before] = chances[atom, :before]
    former = cluster[atom]
    _leave(state, atom)
    labels[atom, 0] = -1
    if since < 0:
        chances[atom, 0] = _weight(state, -1, atom, False, block)
    options = 1
    for place in range(near_begin[atom], near_begin[atom + 1]):
        label = cluster[near[place]]
        met = False
        for option in range(1, options):
            met = met or labels[atom, option] == label
        if met:
            continue
        kept = -1
        if changed[label] <= since:
            for option in range(1, before):
                if former_labels[option] == label:
                    kept = option
        if kept >= 0:
            chance = former_chances[kept]
        else:
            chance = _weight(state, label, atom, True, block)
            if chance > NEVER:
                chance -= _weight(state, label, -1, False, block) if label == former else own[label]
        labels[atom, options] = label
        chances[atom, options] = chance
        options += 1
    counts[atom] = options
    _join(state, atom, former)


@njit(cache=True)
def _unchanged(state, block, atom, known):  # type: ignore[no-untyped-def]  # numba infers the types
    """Whether the options noted last still hold: no person in reach has changed since."""
    cluster = state[0]
    near, near_begin = block[1]
    noted, changed = known[3], known[4]
    since = noted[atom]
    if since < 0 or changed[cluster[atom]] > since:
        return False
    for place in range(near_begin[atom], near_begin[atom + 1]):
        if changed[cluster[near[place]]] > since:
            return False
    return True


@njit(cache=True)
def _gibbs(state, own, block, atom, known, now):  # type: ignore[no-untyped-def]  # numba infers the types
    """Give an atom a person anew, given all others; how likely any change was."""
    cluster, _, held = state
    noted, changed = known[3], known[4]
    if not _unchanged(state, block, atom, known):
        _options(state, own, block, atom, known)
        noted[atom] = now
    labels, chances, options = known[0][atom], known[1][atom], known[2][atom]
    former = cluster[atom]
    stay = 0
    if held[former] > 1:
        for option in range(1, options):
            if labels[option] == former:
                stay = option
    total = 0.0
    for option in range(options):
        total += np.exp(min(chances[option] - chances[stay], 40.0))
    chosen = _drawn(chances, options)
    if chosen != stay:
        _leave(state, atom)
        own[former] = _weight(state, former, -1, False, block)
        label = labels[chosen]
        if chosen == 0:
            label = _free(held)
            own[label] = chances[0]
        else:
            own[label] += chances[chosen]
        _join(state, atom, label)
        changed[former] = now
        changed[label] = now
    return 1.0 - 1.0 / total


@njit(cache=True)
def _allocated(state, order, count, forced, first, second, block):  # type: ignore[no-untyped-def]  # numba infers the types
    """Give the atoms of `order` to two labels one by one.

    Answers the log chance of having done so and the log factors of both. Where `forced` names a
    label for an atom, it goes there whatever the chances.
    """
    one = _weight(state, first, -1, False, block)
    two = _weight(state, second, -1, False, block)
    total = 0.0
    for place in range(count):
        atom = order[place]
        to_one = _weight(state, first, atom, True, block)
        to_two = _weight(state, second, atom, True, block)
        if to_one <= NEVER and to_two <= NEVER:
            return NEVER, one, two
        lead = min(max((to_one - one) - (to_two - two), -40.0), 40.0)
        if forced[atom] >= 0:
            goes_one = forced[atom] == first
        else:
            goes_one = np.random.random() < 1.0 / (1.0 + np.exp(-lead))
        total -= np.log1p(np.exp(-lead if goes_one else lead))
        _join(state, atom, first if goes_one else second)
        if goes_one:
            one = to_one
        else:
            two = to_two
    return total, one, two


@njit(cache=True)
def _split_or_merge(state, own, block, i, j, order, forced):  # type: ignore[no-untyped-def]  # numba infers the types
    """Propose to part the person of atoms i and j, or to make one of their two; was it done."""
    cluster, roster, held = state
    first, second = cluster[i], cluster[j]
    splitting = first == second
    before_first, before_second = own[first], own[second]
    count = 0
    for label in (first, second):
        for place in range(held[label]):
            atom = roster[label, place]
            forced[atom] = -1 if splitting else label
            if atom != i and atom != j:
                order[count] = atom
                count += 1
        if splitting:
            break
    if splitting:
        whole = before_first
        second = _free(held)
    else:
        _move_all(state, order, count, first)
        _leave(state, j)
        _join(state, j, first)
        whole = _weight(state, first, -1, True, block)
    np.random.shuffle(order[:count])
    for place in range(count):
        _leave(state, order[place])
    _leave(state, j)
    _join(state, j, second)
    chance, one, two = _allocated(state, order, count, forced, first, second, block)
    lead = one + two - whole - chance
    luck = np.log(np.random.random())
    possible = chance > NEVER and one > NEVER and two > NEVER and whole > NEVER
    done = possible and luck < (lead if splitting else -lead)
    split = done == splitting
    if split and splitting:
        own[first], own[second] = one, two
    elif split:
        for place in range(count):
            atom = order[place]
            if cluster[atom] != forced[atom]:
                if cluster[atom] >= 0:
                    _leave(state, atom)
                _join(state, atom, forced[atom])
        own[first], own[second] = before_first, before_second
    else:
        _move_all(state, order, count, first)
        _leave(state, j)
        _join(state, j, first)
        own[first] = whole
    return split == splitting


@njit(cache=True)
def _move_all(state, order, count, label):  # type: ignore[no-untyped-def]  # numba infers the types
    """Make these atoms part of a person, wherever they are."""
    cluster = state[0]
    for place in range(count):
        atom = order[place]
        if cluster[atom] != label:
            if cluster[atom] >= 0:
                _leave(state, atom)
            _join(state, atom, label)


@njit(cache=True, nogil=True)
def sample_block(cluster, block, draws, rest, out):  # type: ignore[no-untyped-def]  # numba infers the types
    """Draws of a block's partition into `out` (draws, atoms), from `cluster` (atoms,) on.

    `rest` sweeps go before the first draw. Atoms that no sweep of these could have moved with a
    chance above SETTLED stay with their person from then on, but for splits and merges.
    """
    atoms = len(cluster)
    state = (
        np.full(atoms, -1, dtype=np.int32),
        np.empty((atoms, atoms), dtype=np.int32),
        np.zeros(atoms, dtype=np.int32),
    )
    for atom in range(atoms):
        _join(state, atom, cluster[atom])
    own = np.zeros(atoms)
    for label in range(atoms):
        own[label] = _weight(state, label, -1, False, block)
    known = (
        np.empty((atoms, atoms + 1), dtype=np.int32),
        np.empty((atoms, atoms + 1), dtype=np.float64),
        np.zeros(atoms, dtype=np.int32),
        np.full(atoms, -1, dtype=np.int64),
        np.zeros(atoms, dtype=np.int64),
        np.empty(atoms + 1, dtype=np.int32),
        np.empty(atoms + 1, dtype=np.float64),
    )
    order = np.empty(atoms, dtype=np.int32)
    forced = np.full(atoms, -1, dtype=np.int32)
    liveliest = np.zeros(atoms)
    near, near_begin = block[1]
    most_near = (near_begin[1:] - near_begin[:-1]).max()
    moved = False
    now = 0
    for sweep in range(rest + draws):
        for atom in range(atoms):
            # After the first sweeps every other atom has its turn: half the time, most of the news.
            turn = (atom + sweep) % 2 == 0 and liveliest[atom] > SETTLED
            if sweep < rest or turn:
                now += 1
                change = _gibbs(state, own, block, atom, known, now)
                liveliest[atom] = max(liveliest[atom], change)
        i = np.random.randint(atoms)
        degree = near_begin[i + 1] - near_begin[i]
        # Up to three atoms reach every partition one by one; of more, large blocks need it most.
        often = 8.0 * np.random.random() < atoms and atoms > 3
        if often and np.random.random() * most_near < degree:
            j = near[near_begin[i] + np.random.randint(degree)]
            now += 1
            first, second = state[0][i], state[0][j]
            if _split_or_merge(state, own, block, i, j, order, forced):
                moved = True
                known[4][first], known[4][second] = now, now
                known[4][state[0][j]] = now
        if sweep + 1 == rest and not moved and liveliest.max() <= SETTLED:
            for draw in range(draws):
                out[draw] = state[0]
            return
        if sweep >= rest:
            out[sweep - rest] = state[0]
