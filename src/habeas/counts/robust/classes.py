"""Which capture patterns the unseen are inferred from, and with what sign.

For K lists: all 2^K - 1 patterns, odd ones multiplied, even ones divided (no interaction of the
highest order given the covariates). For a pair out of L lists: only the first, only the second,
both, and neither; what the other lists add is that people on neither of the two are seen at all.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.counts.table import OverlapTable


@dataclass(frozen=True)
class Scheme:
    """C classes. `of_pattern`: 2^L class indices, over patterns of the canonical table.

    `signs`: C, +1 multiplied, -1 divided, 0 not used. `covered`: C, 1 where the class is among
    those that the pair (or all lists) hold. `names`: C, each class in words.
    """

    of_pattern: NDArray[np.int64]
    signs: NDArray[np.float64]
    covered: NDArray[np.float64]
    names: tuple[str, ...]


def all_lists(table: OverlapTable, order: tuple[str, ...]) -> Scheme:
    """A class for every pattern of a table; class c is the pattern c + 1.

    `order`: the lists as they are to be named.
    """
    count = table.list_count
    patterns = np.arange(1, 1 << count)
    sizes = np.array([int(pattern).bit_count() for pattern in patterns])
    return Scheme(
        of_pattern=np.arange(1 << count) - 1,
        signs=np.where(sizes % 2 == 1, 1.0, -1.0),
        covered=np.ones(len(patterns)),
        names=tuple(_words(int(pattern), table.lists, order) for pattern in patterns),
    )


def one_pair(table: OverlapTable, first: int, second: int) -> Scheme:
    """Classes for two list positions of a table: only one, only the other, both, neither."""
    patterns = np.arange(1 << table.list_count)
    held = (patterns >> first & 1) + 2 * (patterns >> second & 1)
    a, b = table.lists[first], table.lists[second]
    scheme = Scheme(
        of_pattern=(held - 1) % 4,
        signs=np.array([1.0, 1.0, -1.0, 0.0]),
        covered=np.array([1.0, 1.0, 1.0, 0.0]),
        names=(f"{a} without {b}", f"{b} without {a}", f"{a} and {b}", "neither"),
    )
    if table.list_count > 2:
        return scheme
    return Scheme(scheme.of_pattern, scheme.signs[:3], scheme.covered[:3], scheme.names[:3])


def _words(pattern: int, lists: tuple[str, ...], order: tuple[str, ...]) -> str:
    on = [name for name in order if pattern >> lists.index(name) & 1]
    return f"{' and '.join(on)} and no other list" if len(on) < len(lists) else "every list"
