"""An overlap table: how many people stand on exactly which of the lists."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations, product

import numpy as np
from numpy.typing import NDArray

from habeas.model import InputRefused

# Above this many lists a full array of 2^L cells is refused; the sparse cells serve any number.
MOST_DENSE_LISTS = 20
_MOST_ORDERS_TRIED = 5040


@dataclass(frozen=True)
class OverlapTable:
    """Lists and the people on them, by capture pattern.

    `lists`: the L names, in the order of the user's columns.
    `cells`: (pattern, people) with people > 0, sorted by pattern; bit j of the pattern says
    "on list j". The pattern 0 (on no list) is what all of this is about, and never stands here.
    """

    lists: tuple[str, ...]
    cells: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, lists: Sequence[str], counts: Mapping[int, int]) -> OverlapTable:
        """From people by pattern; patterns with no one are left out.

        Raises InputRefused for a list named twice or without a name, a negative or fractional
        count, and a pattern that no list has.
        """
        names = tuple(lists)
        _check_names(names)
        for pattern, people in counts.items():
            _check_cell(pattern, people, names)
        kept = sorted((pattern, int(people)) for pattern, people in counts.items() if people)
        return cls(names, tuple(kept))

    @classmethod
    def of_rows(
        cls, lists: Sequence[str], rows: Iterable[Sequence[int]], counts: Iterable[int]
    ) -> OverlapTable:
        """From 0/1 rows (one column a list) with their counts; equal rows are added up.

        Raises InputRefused as `of` does.
        """
        totals: dict[int, int] = {}
        for row, people in zip(rows, counts, strict=True):
            pattern = sum(1 << j for j, on in enumerate(row) if on)
            _check_cell(pattern, people, tuple(lists))
            totals[pattern] = totals.get(pattern, 0) + people
        return cls.of(lists, totals)

    @property
    def list_count(self) -> int:
        """L, the number of lists."""
        return len(self.lists)

    @cached_property
    def observed(self) -> int:
        """n, the number of people on at least one list."""
        return sum(people for _, people in self.cells)

    @cached_property
    def patterns(self) -> NDArray[np.uint8]:
        """The non-empty cells as a 0/1 matrix, cells × lists."""
        rows = [[pattern >> j & 1 for j in range(len(self.lists))] for pattern, _ in self.cells]
        return np.array(rows, dtype=np.uint8).reshape(len(self.cells), len(self.lists))

    @cached_property
    def counts(self) -> NDArray[np.int64]:
        """People in each non-empty cell, in the order of `patterns`."""
        return np.array([people for _, people in self.cells], dtype=np.int64)

    def dense(self) -> NDArray[np.int64]:
        """All 2^L cells, indexed by pattern; cell 0 holds 0.

        Raises InputRefused above 20 lists.
        """
        if len(self.lists) > MOST_DENSE_LISTS:
            raise InputRefused(
                f"{len(self.lists)} lists are too many for this method",
                remedy=f"merge lists until there are at most {MOST_DENSE_LISTS}",
            )
        full = np.zeros(1 << len(self.lists), dtype=np.int64)
        for pattern, people in self.cells:
            full[pattern] = people
        return full

    @cached_property
    def list_sizes(self) -> tuple[int, ...]:
        """People on each list."""
        return tuple(
            sum(people for pattern, people in self.cells if pattern >> j & 1)
            for j in range(len(self.lists))
        )

    @cached_property
    def digest(self) -> str:
        """SHA-256 of names and cells: which table a figure was made from."""
        lines = [*self.lists, *(f"{pattern} {people}" for pattern, people in self.cells)]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the cells in canonical order: equal for tables that differ in names only."""
        cells = self.canonical().cells
        text = "\n".join([str(len(self.lists)), *(f"{p} {people}" for p, people in cells)])
        return hashlib.sha256(text.encode()).hexdigest()

    def seed(self, user_seed: int = 1) -> int:
        """A 63-bit seed from the cells and the user's own: the same table, the same numbers."""
        words = hashlib.sha256(f"{self.fingerprint} {user_seed}".encode()).digest()
        return int.from_bytes(words[:8], "big") >> 1

    def canonical(self) -> OverlapTable:
        """The same table with its lists in an order that depends on the cells alone.

        Whatever is random is run on this, so that neither names nor column order change it.
        """
        return self.select(self.canonical_order)

    @cached_property
    def canonical_order(self) -> tuple[int, ...]:
        """List positions in canonical order."""
        groups = self._refined_groups()
        if math.prod(math.factorial(len(group)) for group in groups) > _MOST_ORDERS_TRIED:
            return tuple(j for group in groups for j in group)
        orders = product(*(permutations(group) for group in groups))
        candidates = (tuple(j for group in order for j in group) for order in orders)
        return min(candidates, key=lambda order: self.select(order).cells)

    def _refined_groups(self) -> list[list[int]]:
        """Lists that cannot be told apart by how they overlap with the others, in fixed order."""
        count = len(self.lists)
        keys: list[object] = [self.list_sizes[j] for j in range(count)]
        for _ in range(count):
            if len(set(keys)) == count:
                break  # a further round would keep this order
            ranks = {key: rank for rank, key in enumerate(sorted(set(keys)))}  # type: ignore[type-var] # keys of one round have one type
            colours = [ranks[key] for key in keys]
            keys = [
                (
                    colours[j],
                    tuple(
                        sorted(
                            (tuple(sorted(colours[i] for i in _members(pattern))), people)
                            for pattern, people in self.cells
                            if pattern >> j & 1
                        )
                    ),
                )
                for j in range(count)
            ]
        found: dict[object, list[int]] = {}
        for j in range(count):
            found.setdefault(keys[j], []).append(j)
        return [found[key] for key in sorted(found)]  # type: ignore[type-var] # as above

    def select(self, positions: Sequence[int]) -> OverlapTable:
        """The table of these lists, in this order; people on none of them fall out."""
        totals: dict[int, int] = {}
        for pattern, people in self.cells:
            kept = sum(1 << new for new, old in enumerate(positions) if pattern >> old & 1)
            if kept:
                totals[kept] = totals.get(kept, 0) + people
        names = tuple(self.lists[old] for old in positions)
        return OverlapTable(names, tuple(sorted(totals.items())))

    def without(self, position: int) -> OverlapTable:
        """The table without one list; people only on that list fall out."""
        return self.select([j for j in range(len(self.lists)) if j != position])

    def merged(self, first: int, second: int) -> OverlapTable:
        """The table with two lists made one: on it is who was on either."""
        low, high = sorted((first, second))
        names = [name for j, name in enumerate(self.lists) if j != high]
        names[low] = f"{self.lists[low]}+{self.lists[high]}"
        kept = [j for j in range(len(self.lists)) if j != high]
        totals: dict[int, int] = {}
        for pattern, people in self.cells:
            joined = pattern | (1 << low if pattern >> high & 1 else 0)
            new = sum(1 << place for place, old in enumerate(kept) if joined >> old & 1)
            totals[new] = totals.get(new, 0) + people
        return OverlapTable(tuple(names), tuple(sorted(totals.items())))

    def scaled(self, factor: int) -> OverlapTable:
        """Every cell times a whole number."""
        return OverlapTable(self.lists, tuple((p, people * factor) for p, people in self.cells))


def _members(pattern: int) -> list[int]:
    return [j for j in range(pattern.bit_length()) if pattern >> j & 1]


def _check_names(names: tuple[str, ...]) -> None:
    if not names:
        raise InputRefused("no list is named", remedy="give one 0/1 column for each list")
    for name in names:
        if not name.strip():
            raise InputRefused("a list has no name", remedy="name each list's column")
        if names.count(name) > 1:
            raise InputRefused(
                f"the list {name!r} stands there twice",
                remedy="rename or remove one of the columns",
            )


def _check_cell(pattern: int, people: float, names: tuple[str, ...]) -> None:
    words = " and ".join(names[j] for j in _members(pattern) if j < len(names)) or "no list"
    if not 0 <= pattern < 1 << len(names):
        raise InputRefused(f"the pattern {pattern} names a list that is not there")
    if isinstance(people, float) and not people.is_integer():
        raise InputRefused(
            f"a fraction of a person: {people:g} on {words}", remedy="give whole numbers"
        )
    if people < 0:
        raise InputRefused(f"a negative count: {people} on {words}", remedy="counts are 0 or more")
    if pattern == 0 and people:
        raise InputRefused(
            f"{people} people on no list at all",
            remedy="remove the row: who is on no list is what is to be estimated",
        )
