"""What reviewers decided, in the form that the linkage keeps to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.people.decision import Decision, Sameness
from habeas.people.records import Records


@dataclass(frozen=True, eq=False)
class Decided:
    """`same` (k, 2): rows that are one human. Row r stays apart from `apart[begin[r]:begin[r+1]]`.

    `unknown` are record ids in decisions that no record has (any more).
    """

    same: NDArray[np.int32]
    begin: NDArray[np.int64]
    apart: NDArray[np.int32]
    unknown: tuple[str, ...] = ()

    @classmethod
    def nothing(cls, count: int) -> Decided:
        """Nothing was decided about `count` rows."""
        return cls(
            np.zeros((0, 2), dtype=np.int32),
            np.zeros(count + 1, dtype=np.int64),
            np.zeros(0, dtype=np.int32),
        )

    @classmethod
    def of(cls, decisions: Iterable[Decision], records: Records) -> Decided:
        """The decisions about these records; the caller has settled which of two contradictory
        ones holds.
        """
        decisions = tuple(decisions)
        # Looking up every id of a million records would cost more than all decisions are worth.
        named = {name for each in decisions for name in (*each.records, *each.others)}
        row_of = {name: row for row, name in enumerate(records.ids) if name in named}
        same: list[tuple[int, int]] = []
        apart: set[tuple[int, int]] = set()
        for decision in decisions:
            rows = _rows(decision.records, row_of)
            others = _rows(decision.others, row_of)
            if decision.answer is Sameness.SAME:
                together = [*rows, *others]
                same.extend((together[0], row) for row in together[1:])
            elif decision.answer is Sameness.DIFFERENT:
                apart.update(_both_ways(rows, others))
        ordered = np.array(sorted(apart), dtype=np.int32).reshape(-1, 2)
        begin = np.searchsorted(ordered[:, 0], np.arange(len(records) + 1)).astype(np.int64)
        return cls(
            np.array(same, dtype=np.int32).reshape(-1, 2),
            begin,
            np.ascontiguousarray(ordered[:, 1]),
            tuple(sorted(named - row_of.keys())),
        )

    def in_order(self, order: NDArray[np.int32]) -> Decided:
        """The same for rows that stand in another order: row `order[k]` is row k there."""
        place = np.empty(len(order), dtype=np.int32)
        place[order] = np.arange(len(order), dtype=np.int32)
        rows = np.repeat(np.arange(len(order), dtype=np.int32), np.diff(self.begin))
        pairs = np.stack([place[rows], place[self.apart]], axis=1)
        pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
        begin = np.searchsorted(pairs[:, 0], np.arange(len(order) + 1)).astype(np.int64)
        return Decided(place[self.same], begin, np.ascontiguousarray(pairs[:, 1]), self.unknown)

    def take(self, rows: NDArray[np.int32]) -> Decided:
        """What was decided among these rows, rising, numbered by their places."""
        place = np.full(len(self.begin) - 1, -1, dtype=np.int32)
        place[rows] = np.arange(len(rows), dtype=np.int32)
        same = place[self.same]
        counts = np.diff(self.begin)[rows]
        starts = np.repeat(np.arange(len(rows)), counts)
        within = np.arange(len(starts)) - np.repeat(np.cumsum(counts) - counts, counts)
        ends = place[self.apart[self.begin[rows][starts] + within]]
        starts, ends = starts[ends >= 0], ends[ends >= 0]
        begin = np.searchsorted(starts, np.arange(len(rows) + 1)).astype(np.int64)
        return Decided(same[(same >= 0).all(axis=1)], begin, ends)


def _rows(ids: Iterable[str], row_of: dict[str, int]) -> list[int]:
    return [row_of[name] for name in ids if name in row_of]


def _both_ways(rows: list[int], others: list[int]) -> Iterator[tuple[int, int]]:
    for a in rows:
        for b in others:
            if a != b:
                yield a, b
                yield b, a
