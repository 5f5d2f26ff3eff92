"""Which cells of a table linkage errors move people between.

A missed link takes one list off a person: pattern c becomes c without j, and a record on j alone.
A false link is the way back: a record on j alone joins a person on c without j, who becomes c.
Both are moves of the same triples (whole c, rest c\\j, single j).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.counts.table import OverlapTable

# Up to here every pattern may be the true one; above, only patterns that were observed.
_MOST_FULL_LISTS = 6
Index = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Moves:
    """Cells and moves of a table, by position in `patterns`.

    `patterns`: the K capture patterns; `people`: their counts. Each of the T moves has a `whole`,
    a `rest` and a `single` cell, and a `share`: the probability that a missed link of the whole
    is this one. For two lists, rest and single may change places: one move of share 1. `alone`:
    the cells of people on one list; `holds`, lists × K: which cells are on that list.
    """

    patterns: tuple[int, ...]
    people: Index
    multiple: NDArray[np.bool_]
    whole: Index
    rest: Index
    single: Index
    share: NDArray[np.float64]
    alone: Index
    holds: NDArray[np.bool_]

    @classmethod
    def of(cls, table: OverlapTable) -> Moves:
        """The moves that a table's patterns allow."""
        counts = dict(table.cells)
        lists = table.list_count
        singles = {1 << j for j in range(lists)}
        full = range(1, 1 << lists) if lists <= _MOST_FULL_LISTS else ()
        patterns = tuple(sorted(set(counts) | singles | set(full)))
        place = {pattern: k for k, pattern in enumerate(patterns)}
        rows = [
            (place[whole], place[whole ^ single], place[single], share)
            for whole in patterns
            for single, share in _separable(whole)
            if whole ^ single in place
        ]
        whole, rest, single = np.array([row[:3] for row in rows], dtype=np.int64).reshape(-1, 3).T
        return cls(
            patterns,
            np.array([counts.get(pattern, 0) for pattern in patterns], dtype=np.int64),
            np.array([pattern.bit_count() > 1 for pattern in patterns]),
            whole,
            rest,
            single,
            np.array([row[3] for row in rows], dtype=np.float64),
            np.array([place[1 << j] for j in range(lists)], dtype=np.int64),
            np.array([[bool(p >> j & 1) for p in patterns] for j in range(lists)]),
        )

    def into(self, cells: Index) -> Index:
        """A 0/1 matrix, moves × cells, that adds what each move carries to one of its cells."""
        matrix = np.zeros((len(cells), len(self.patterns)), dtype=np.int64)
        matrix[np.arange(len(cells)), cells] = 1
        return matrix


def _separable(whole: int) -> list[tuple[int, float]]:
    """The single lists that can come off a pattern, each with its share of the cases."""
    members = [1 << j for j in range(whole.bit_length()) if whole >> j & 1]
    if len(members) == 2:
        return [(members[0], 1.0)]
    return [(member, 1 / len(members)) for member in members] if len(members) > 2 else []
