"""Pairs of rows that are probably one person, each row in one pair at most."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.people.overlap.counted_pairs import Between, CountedPairs, words_of
from habeas.people.overlap.encoding import Encoding
from habeas.people.overlap.form import FORMS
from habeas.people.overlap.patterns import STEP
from habeas.people.overlap.signature import BITS

_LEAST_TO_LOOK_AT = 0.02
_LEAST_TO_LINK = 0.5
_ALMOST_CERTAIN = 0.9
_MOST_CERTAIN = 1 - 1e-9

Chances = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Links:
    """Pairs held to be one person: `rows` (k, 2) of the two encodings, `probability` (k,).

    A row number says where a signature stands among sorted signatures, and nothing else. `surplus`
    is the number of further pairs that are almost certainly one person, whose rows are taken: an
    entry on one list meets two on the other, which repeats somebody.
    """

    rows: NDArray[np.int32]
    probability: Chances
    surplus: int

    def __len__(self) -> int:
        return len(self.rows)


def link(first: Encoding, second: Encoding, counted: CountedPairs, chance: Chances) -> Links:
    """The likeliest pairs first, as long as both rows are free and it is more likely than not.

    `chance` (r,) is the probability of one person for each counted row of pairs. The odds of a
    pair are lowered by those of the pairs that it competes with.
    """
    least, by_bin = _tables(counted, chance)
    rows, bits = _alike(first, second, least)
    alone = by_bin[first.forms[rows[:, 0]], second.forms[rows[:, 1]], bits // STEP]
    odds = np.minimum(alone, _MOST_CERTAIN)
    odds = odds / (1 - odds)
    rivals = (
        np.bincount(rows[:, 0], odds, minlength=len(first))[rows[:, 0]]
        + np.bincount(rows[:, 1], odds, minlength=len(second))[rows[:, 1]]
        - odds
    )
    probability = odds / (1 + rivals)
    free = np.ones(len(first), dtype=np.bool_), np.ones(len(second), dtype=np.bool_)
    kept = []
    for place in np.lexsort((rows[:, 1], rows[:, 0], -bits, -probability)).tolist():
        i, j = rows[place]
        if probability[place] < _LEAST_TO_LINK:
            break
        if free[0][i] and free[1][j]:
            free[0][i] = free[1][j] = False
            kept.append(place)
    surplus = int((alone >= _ALMOST_CERTAIN).sum() - (alone[kept] >= _ALMOST_CERTAIN).sum())
    return Links(rows[kept], probability[kept], surplus)


def _tables(counted: CountedPairs, chance: Chances) -> tuple[NDArray[np.int64], Chances]:
    """By form and form: from how many bits on a pair is looked at, and the chance of each bin."""
    least = np.full((FORMS, FORMS), BITS + 1, dtype=np.int64)
    by_bin = np.zeros((FORMS, FORMS, BITS // STEP + 1))
    for row in np.flatnonzero(counted.between[counted.cell] == Between.BOTH).tolist():
        low, high = counted.forms[counted.cell[row]]
        by_bin[low, high, counted.bin[row]] = chance[row]
        if chance[row] >= _LEAST_TO_LOOK_AT:
            least[low, high] = min(least[low, high], counted.bin[row] * STEP)
    return least, by_bin


def _alike(
    first: Encoding, second: Encoding, least: NDArray[np.int64]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    # It loads the compiler.
    from habeas.people.overlap.likeness_kernel import alike_pairs

    room = 4 * (len(first) + len(second))
    while True:
        rows = np.empty((room, 2), dtype=np.int32)
        bits = np.empty(room, dtype=np.int32)
        found = alike_pairs(
            words_of(first), first.forms, words_of(second), second.forms, least, rows, bits
        )
        if found <= room:
            return rows[:found], bits[:found]
        room = found
