"""Labelled and unlabelled people on the same patterns, whatever order their lists stood in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.counts.strata.stratum import Key, StratumTable, label, order
from habeas.counts.table import OverlapTable
from habeas.model import InputRefused

Counts = NDArray[np.int64]
Unlabelled = OverlapTable | Mapping[Key, OverlapTable]


@dataclass(frozen=True)
class Group:
    """People whose possible strata are the same: places among the keys, people by cell (C)."""

    possible: NDArray[np.intp]
    people: Counts


@dataclass(frozen=True)
class Labelling:
    """All people on one set of C patterns, with lists in an order their names do not decide.

    `keys`: the S strata, in order. `lists`, `cells`: names and patterns as the caller has them.
    `patterns`: C × L, 0 or 1. `labelled`: people, C × S. `groups`: the people without a label.
    """

    keys: tuple[Key, ...]
    lists: tuple[str, ...]
    cells: tuple[int, ...]
    patterns: NDArray[np.uint8]
    labelled: Counts
    groups: tuple[Group, ...]

    def seed(self) -> int:
        """A 64-bit seed from the counts alone: names and order of lists change nothing."""
        parts = [self.patterns, self.labelled]
        parts += [part for group in self.groups for part in (group.possible, group.people)]
        words = hashlib.sha256(b"|".join(np.ascontiguousarray(part).tobytes() for part in parts))
        return int.from_bytes(words.digest()[:8], "big")

    def tables(self, counts: Counts, replicate: int) -> list[StratumTable]:
        """Counts (C × S) as the strata's tables, those with nobody too."""
        return [
            StratumTable(key, replicate, self._table(counts[:, place]))
            for place, key in enumerate(self.keys)
        ]

    def _table(self, people: Counts) -> OverlapTable:
        pairs = zip(self.cells, people, strict=True)
        return OverlapTable.of(self.lists, {cell: int(count) for cell, count in pairs})


def aligned(tables: Mapping[Key, OverlapTable], unlabelled: Unlabelled) -> Labelling:
    """The tables of the strata and of those without a label, put on the same patterns.

    Raises InputRefused where lists differ, nobody is labelled, or a known part fits no stratum.
    """
    keys = tuple(sorted(tables, key=order))
    unknown: dict[Key, OverlapTable] = (
        {(): unlabelled} if isinstance(unlabelled, OverlapTable) else dict(unlabelled)
    )
    lists = _common_lists([*tables.items(), *unknown.items()])
    canonical = _summed(lists, [*tables.values(), *unknown.values()]).canonical()
    names = canonical.lists
    cells = tuple(pattern for pattern, _ in canonical.cells)
    labelled = np.zeros((len(cells), len(keys)), dtype=np.int64)
    for place, key in enumerate(keys):
        labelled[:, place] = _people(tables[key], names, cells)
    if not labelled.sum():
        raise InputRefused("nobody's stratum is known", remedy="estimate the whole without strata")
    groups = tuple(
        Group(_possible(known, keys), _people(unknown[known], names, cells))
        for known in sorted(unknown, key=order)
    )
    places = [lists.index(name) for name in names]
    own = tuple(sum(1 << place for j, place in enumerate(places) if c >> j & 1) for c in cells)
    return Labelling(keys, lists, own, canonical.patterns, labelled, groups)


def _common_lists(tables: list[tuple[Key, OverlapTable]]) -> tuple[str, ...]:
    if not tables:
        raise InputRefused("there are no strata")
    lists = tables[0][1].lists
    for key, table in tables:
        if set(table.lists) != set(lists):
            raise InputRefused(
                f"the lists are {', '.join(table.lists)}, elsewhere {', '.join(lists)}",
                where=label(key),
                remedy="give every stratum the same lists, also those with nobody on them",
            )
    return lists


def _possible(known: Key, keys: tuple[Key, ...]) -> NDArray[np.intp]:
    places = [place for place, key in enumerate(keys) if set(known) <= set(key)]
    if not places:
        raise InputRefused(
            "no stratum fits what is known of these people",
            where=label(known),
            remedy="add the stratum, with an empty table if need be",
        )
    return np.array(places, dtype=np.intp)


def _people(table: OverlapTable, names: tuple[str, ...], cells: tuple[int, ...]) -> Counts:
    """People in each of these cells, with the lists in this order."""
    own = dict(table.select([table.lists.index(name) for name in names]).cells)
    return np.array([own.get(cell, 0) for cell in cells], dtype=np.int64)


def _summed(lists: tuple[str, ...], tables: Iterable[OverlapTable]) -> OverlapTable:
    totals: dict[int, int] = {}
    for table in tables:
        for pattern, people in table.select([table.lists.index(name) for name in lists]).cells:
            totals[pattern] = totals.get(pattern, 0) + people
    return OverlapTable.of(lists, totals)
