"""The linkage cut into portions that have nothing to do with each other.

Records are joined into components by strong pairs and by what reviewers decided; no component
touches another one in the linkage. So portions may be linked one after the other in little memory,
or on other machines, and how they were cut changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

Rows = NDArray[np.int32]

MOST_PAIRS = 250_000


@dataclass(frozen=True, eq=False)
class Portion:
    """Whole components: `rows` (k,), rising; `left`, `right` (m,) are places in `rows`."""

    rows: Rows
    left: Rows
    right: Rows


def portions(
    count: int,
    left: Rows,
    right: Rows,
    *,
    strong: NDArray[np.bool_],
    same: Rows,
    most_pairs: int = MOST_PAIRS,
) -> Iterator[Portion]:
    """Portions of `count` rows and their pairs (m,), those across components left out.

    `strong` (m,) says which pairs join components, as `same` (k, 2) do. A portion has at most
    `most_pairs` pairs or one component; rows that nothing joins are in none.
    """
    component = _components(count, np.append(left[strong], same[:, 0]), right[strong], same[:, 1])
    inside = component[left] == component[right]
    left, right = left[inside], right[inside]
    sizes = np.bincount(component)
    work = np.bincount(component[left], minlength=len(sizes)) + sizes
    portion_of = (np.cumsum(work) - work) // max(1, most_pairs)
    rows = np.flatnonzero(sizes[component] > 1).astype(np.int32)
    yield from _cut(count, portion_of[component], rows, left, right)


def _components(count: int, starts: Rows, *ends: Rows) -> NDArray[np.int32]:
    joined = np.ones(len(starts), dtype=np.int32)
    graph = coo_matrix((joined, (starts, np.concatenate(ends))), shape=(count, count))
    return np.asarray(connected_components(graph, directed=False)[1], dtype=np.int32)


def _cut(
    count: int, portion: NDArray[np.int64], rows: Rows, left: Rows, right: Rows
) -> Iterator[Portion]:
    """The rows and pairs of each portion, numbered within it."""
    if not len(rows):
        return
    # Stable: inside a portion rows and pairs keep their order, as the linkage's sums need.
    rows = rows[np.argsort(portion[rows], kind="stable")]
    order = np.argsort(portion[left], kind="stable")
    left, right = left[order], right[order]
    numbers, first = np.unique(portion[rows], return_index=True)
    ends = np.append(first[1:], len(rows))
    pair_first = np.searchsorted(portion[left], numbers)
    pair_ends = np.append(pair_first[1:], len(left))
    place = np.zeros(count, dtype=np.int32)
    for begin, end, pair_begin, pair_end in zip(first, ends, pair_first, pair_ends, strict=True):
        here = rows[begin:end]
        place[here] = np.arange(len(here), dtype=np.int32)
        yield Portion(here, place[left[pair_begin:pair_end]], place[right[pair_begin:pair_end]])
