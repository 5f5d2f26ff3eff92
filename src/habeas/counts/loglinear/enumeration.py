"""All hierarchical log-linear models with all main effects, up to an order."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from habeas.counts.loglinear.model import Model, in_order
from habeas.model import WrongUsage

# 7 lists have 2,097,152 pairwise models, 6 lists some 5 million of order 3: those are searched.
MOST_PAIRWISE_LISTS = 6
MOST_LISTS_ABOVE_PAIRS = 5


def every_model(list_count: int, max_order: int) -> NDArray[np.int64]:
    """The terms of every model, models × terms, 0 behind a model's last term (read only).

    Numbers of models: 8 for 3 lists; 64 and 113 (orders 2, 3) for 4; 1,024 and 6,893 (orders 2,
    4) for 5; 32,768 (order 2) for 6. Raises WrongUsage where there are too many to list.
    """
    most = MOST_PAIRWISE_LISTS if max_order <= 2 else MOST_LISTS_ABOVE_PAIRS
    if list_count > most:
        raise WrongUsage(
            f"too many models of order {max_order} for {list_count} lists",
            remedy="take max_order=2, or merge lists",
        )
    return _every_model(list_count, min(max_order, list_count))


def model_of(terms: NDArray[np.int64], list_count: int) -> Model:
    """One row of `every_model` as a Model."""
    return Model(list_count, in_order(int(term) for term in terms if term > 0))


@lru_cache(maxsize=16)
def _every_model(list_count: int, max_order: int) -> NDArray[np.int64]:
    singles = [1 << j for j in range(list_count)]
    pairs = [a | b for a, b in combinations(singles, 2)] if max_order >= 2 else []
    if max_order <= 2:
        matrix = _pairwise(singles, pairs)
    else:
        families = list(_grown([], pairs, list_count, 2, max_order))
        width = list_count + max(len(family) for family in families)
        matrix = np.zeros((len(families), width), dtype=np.int64)
        for row, family in enumerate(families):
            matrix[row, : list_count + len(family)] = singles + family
    matrix.flags.writeable = False
    return matrix


def _pairwise(singles: list[int], pairs: list[int]) -> NDArray[np.int64]:
    """All subsets of the pairs, packed to the left of their rows."""
    numbers = np.arange(1 << len(pairs))[:, np.newaxis]
    chosen = numbers >> np.arange(len(pairs)) & 1 == 1
    packed = np.zeros((len(numbers), len(singles) + len(pairs)), dtype=np.int64)
    packed[:, : len(singles)] = singles
    rows, columns = np.nonzero(chosen)
    places = (np.cumsum(chosen, axis=1) - 1)[rows, columns]
    packed[rows, len(singles) + places] = np.array(pairs, dtype=np.int64)[columns]
    return packed


def _grown(
    below: list[int], candidates: list[int], list_count: int, size: int, max_order: int
) -> Iterator[list[int]]:
    """Every choice of `candidates` (terms of one size), each continued with larger terms."""
    for number in range(1 << len(candidates)):
        chosen = [term for k, term in enumerate(candidates) if number >> k & 1]
        family = below + chosen
        larger = _possible(set(chosen), list_count, size + 1) if size < max_order else []
        if larger:
            yield from _grown(family, larger, list_count, size + 1, max_order)
        else:
            yield family


def _possible(faces: set[int], list_count: int, size: int) -> list[int]:
    """The terms of this size all of whose largest subsets are there."""
    if len(faces) < size:
        return []
    found = []
    for members in combinations(range(list_count), size):
        term = sum(1 << j for j in members)
        if all(term ^ (1 << j) in faces for j in members):
            found.append(term)
    return found
