"""Power cuts: which un-synced operations reach the disk, chosen by a seed.

Two models of a disk's folders:

* `journaled`, as ext4 with ordered data: changes of names and shrinking of files reach the disk in
  their order, so some first part of the un-synced ones is there; a sync of a folder, or of a file
  that has grown, makes all earlier ones durable, wherever they are.
* `harsh`: each un-synced change of names is there or not, for itself; only a sync of the very
  folder makes it durable, and a sync of a file says nothing of its name.

In both, each file that was not synced holds of its un-synced writes all, none, some of them, some
sectors of some of them, a first part that ends amid a write, or zeros where they should be.
"""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from tests.faults.disk import Change, History, Naming, Node, apply


class Folders(StrEnum):
    """How names reach the disk."""

    JOURNALED = "journaled"
    HARSH = "harsh"


class Fate(StrEnum):
    """What becomes of the un-synced writes of one file."""

    NONE = "none is there"
    ALL = "all are there"
    SOME = "some are there"
    SECTORS = "sectors of 512 bytes are there"
    BLOCKS = "blocks of 4,096 bytes are there"
    TORN = "a first part, the last write of it torn"
    ZEROS = "the size is there, the bytes are zeros"
    LATEST = "only the latest is there"


_UNIT = {Fate.SECTORS: 512, Fate.BLOCKS: 4096}


@dataclass(slots=True)
class PowerCut:
    """One way in which a disk may look after a cut; the same seed gives the same one."""

    seed: str
    folders: Folders
    fates: list[Fate] = field(default_factory=list)
    undecided: int = 0
    _chance: random.Random = field(init=False)
    _journal: int = field(init=False, default=-1)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)  # noqa: S311 - a repeatable choice, not a secret

    def names(self, history: History, cut: int) -> Sequence[Naming]:
        """The changes of names that are on the disk."""
        namings = [naming for naming in history.namings if naming.moment < cut]
        if self.folders is Folders.JOURNALED:
            at = bisect_left(history.commits, cut)
            first = history.commits[at - 1] if at else 0
            self._journal = self._chance.choice((first, cut, self._chance.randint(first, cut)))
            self.undecided += sum(naming.moment >= first for naming in namings)
            return [naming for naming in namings if naming.moment < self._journal]
        keep = self._chance.choice((0.0, 0.2, 0.5, 0.8, 1.0))
        return [each for each in namings if self._is_named(history, each, cut, keep)]

    def _is_named(self, history: History, naming: Naming, cut: int, keep: float) -> bool:
        folders = {folder for folder, _, _ in naming.names}
        synced = min(history.nodes[folder].synced_before(cut) for folder in folders)
        if naming.moment < synced:
            return True
        self.undecided += 1
        return self._chance.random() < keep

    def content(self, node: Node, cut: int) -> bytes:
        """What is on the disk of a file."""
        synced = node.synced_before(cut)
        durable = [change for change in node.changes if change.moment < synced]
        pending = [change for change in node.changes if synced < change.moment < cut]
        content = apply(bytearray(), durable)
        if not pending:
            return bytes(content)
        self.undecided += len(pending)
        fate = self._chance.choice(tuple(Fate))
        self.fates.append(fate)
        return bytes(apply(content, self._surviving(pending, fate)))

    def _surviving(self, pending: list[Change], fate: Fate) -> list[Change]:
        if self.folders is Folders.JOURNALED:
            # Emptied or shortened files are a matter of the journal, in its order.
            pending = [
                each for each in pending if each.data is not None or each.moment < self._journal
            ]
        if fate is Fate.NONE:
            return []
        if fate is Fate.SOME:
            keep = self._chance.choice((0.1, 0.5, 0.9))
            return [change for change in pending if self._chance.random() < keep]
        if fate is Fate.LATEST:
            return pending[-1:]
        if fate is Fate.TORN:
            return self._torn(pending)
        if fate is Fate.ZEROS:
            return [self._emptied(change) for change in pending]
        if fate in _UNIT:
            keep = self._chance.choice((0.1, 0.5, 0.9))
            return [part for change in pending for part in self._parts(change, _UNIT[fate], keep)]
        return pending

    def _torn(self, pending: list[Change]) -> list[Change]:
        if not pending:
            return []
        last = self._chance.randrange(len(pending))
        change = pending[last]
        if change.data is None:
            return pending[:last]
        size = self._chance.randint(0, len(change.data))
        return [*pending[:last], Change(change.moment, change.offset, change.data[:size])]

    def _emptied(self, change: Change) -> Change:
        """The same write, of which only the growth of the file is known to the disk."""
        if change.data is None:
            return change
        return Change(change.moment, size=change.end, grows=True)

    def _parts(self, change: Change, unit: int, keep: float) -> list[Change]:
        """The pieces of a write that lie in the sectors which were written."""
        if change.data is None:
            return [change] if self._chance.random() < keep else []
        parts = []
        start = change.offset
        while start < change.end:
            end = min(change.end, (start // unit + 1) * unit)
            if self._chance.random() < keep:
                piece = change.data[start - change.offset : end - change.offset]
                parts.append(Change(change.moment, start, piece))
            start = end
        return parts
