"""Draws of who is who: many partitions of the same records, kept by what differs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.people.records import Records

Ints = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Draws:
    """`count` partitions of the records; most records stand the same in all of them.

    `group` (n,) numbers sets of records that no draw takes apart. Groups from `settled` on are a
    person each in every draw; for those before, `labels` (count, settled) says who is one person:
    groups with equal labels. `bends`: for each doubt about what evidence is worth, how many more
    persons there are if it is worth one standard deviation less, and one more.
    """

    records: Records
    group: Ints
    labels: Ints
    bends: tuple[tuple[float, float], ...] = ()

    def __len__(self) -> int:
        return len(self.labels)

    def __iter__(self) -> Iterator[Ints]:
        """The persons of every draw in turn, as `writing.write_draws` takes them."""
        return (self.persons(draw) for draw in range(len(self)))

    @property
    def settled(self) -> int:
        """How many groups differ between draws; the others are the same person in all."""
        return int(self.labels.shape[1])

    @property
    def groups(self) -> int:
        """The number of sets of records that no draw takes apart."""
        return int(self.group.max(initial=-1)) + 1

    def persons(self, draw: int) -> Ints:
        """The person of every record in one draw, (n,), numbered from 0 within the draw."""
        _, moving = np.unique(self.labels[draw], return_inverse=True)
        met = int(moving.max(initial=-1)) + 1
        person = np.arange(self.groups, dtype=np.int32) - self.settled + met
        person[: self.settled] = moving
        return person[self.group]

    @property
    def counts(self) -> Ints:
        """The number of persons in each draw, (count,)."""
        apart = self.groups - self.settled
        return np.array([apart + len(np.unique(row)) for row in self.labels], dtype=np.int32)

    @property
    def draw(self) -> Ints:
        """The draw of every row of the long table, (count x n,)."""
        return np.repeat(np.arange(len(self), dtype=np.int32), len(self.group))

    @property
    def record(self) -> Ints:
        """The record (its row number) of every row of the long table, (count x n,)."""
        return np.tile(np.arange(len(self.group), dtype=np.int32), len(self))

    @property
    def person(self) -> Ints:
        """The person of every row of the long table, (count x n,)."""
        return np.concatenate([self.persons(draw) for draw in range(len(self))])

    def rows(self) -> Iterator[tuple[int, str, int]]:
        """The long table as `counts.linkage.tables_from_partitions` takes it: ids, not numbers."""
        for draw in range(len(self)):
            for record, person in zip(self.records.ids, self.persons(draw).tolist(), strict=True):
                yield draw, record, person
