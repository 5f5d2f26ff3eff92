"""What files and folders went through, and so what a disk may hold after a power cut.

`History` plays a recording and keeps, for each file, its writes, changes of size and syncs, and
for each folder, its changes of names and syncs. `Survival` says which of the operations that no
sync had yet made durable reached the disk; `History.after_cut` gives the files that are then there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Protocol

from tests.faults.recording import CREATED, EMPTIED, FOLDER, Did, Operation

ROOT = 0


@dataclass(frozen=True, slots=True)
class Change:
    """A change of one file: `data` written at `offset`; or, without data, its new `size`.

    One that only `grows` never shortens a file: a write of which the disk knows the size alone.
    """

    moment: int
    offset: int = 0
    data: bytes | None = None
    size: int = 0
    grows: bool = False

    @property
    def end(self) -> int:
        """Where the file must at least reach once this is done."""
        return self.size if self.data is None else self.offset + len(self.data)


@dataclass(frozen=True, slots=True)
class Naming:
    """Names that changed in one step: in which folder, which name, the file it now means."""

    moment: int
    names: tuple[tuple[int, str, int | None], ...]


@dataclass(slots=True)
class Node:
    """A file or folder, by whatever name: what changed it, and when it was synced."""

    folder: bool
    born: int
    changes: list[Change] = field(default_factory=list)
    syncs: list[int] = field(default_factory=list)

    def synced_before(self, cut: int) -> int:
        """The moment of the last sync before the cut; what came earlier is durable. -1: none."""
        at = bisect_left(self.syncs, cut)
        return self.syncs[at - 1] if at else -1


class Survival(Protocol):
    """Which operations that no sync had made durable reached the disk."""

    def names(self, history: History, cut: int) -> Sequence[Naming]:
        """The changes of names that are on the disk, in order."""

    def content(self, node: Node, cut: int) -> bytes:
        """What the disk holds of a file."""


Tree = dict[str, bytes | None]


class History:
    """A recording, played in full. Moments are places in the recording, cuts lie before one."""

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.nodes: list[Node] = [Node(folder=True, born=0)]
        self.namings: list[Naming] = []
        self.length = len(operations)
        self.mapped: set[str] = set()
        self.commits: list[int] = []  # moments at which a journal of all names was written
        self._names: dict[int, dict[str, int]] = {ROOT: {}}
        self._handles: dict[int, int] = {}
        self._paths: dict[int, str] = {}
        deeds: dict[Did, Callable[[int, Operation], None]] = {
            Did.OPEN: self._opened,
            Did.WRITE: self._written,
            Did.TRUNCATE: self._resized,
            Did.SYNC: self._synced,
            Did.SYNC_ALL: self._all_synced,
            Did.RENAME: self._renamed,
            Did.LINK: self._linked,
            Did.UNLINK: self._unlinked,
            Did.RMDIR: self._unlinked,
            Did.MKDIR: self._made,
            Did.MAP: self._mapped,
        }
        for moment, operation in enumerate(operations):
            if operation.did is Did.NOTE:
                continue
            deeds[operation.did](moment, operation)

    def after_cut(self, cut: int, survival: Survival) -> Tree:
        """Path → bytes (None for a folder) of what is then there."""
        names: dict[int, dict[str, int]] = {}
        for naming in survival.names(self, cut):
            for folder, name, node in naming.names:
                entries = names.setdefault(folder, {})
                if node is None:
                    entries.pop(name, None)
                else:
                    entries[name] = node
        tree: Tree = {}
        self._gather(ROOT, PurePosixPath(), names, cut, survival, tree)
        return tree

    def _gather(
        self,
        folder: int,
        path: PurePosixPath,
        names: dict[int, dict[str, int]],
        cut: int,
        survival: Survival,
        tree: Tree,
    ) -> None:
        for name, number in names.get(folder, {}).items():
            node = self.nodes[number]
            if node.folder:
                tree[str(path / name)] = None
                self._gather(number, path / name, names, cut, survival, tree)
            else:
                tree[str(path / name)] = survival.content(node, cut)

    # Playing -----------------------------------------------------------------------------------

    def _opened(self, moment: int, operation: Operation) -> None:
        if operation.value & CREATED:
            number = self._new_node(moment, operation.path, folder=False)
        else:
            number = self._find(operation.path)
            assert self.nodes[number].folder == bool(operation.value & FOLDER), operation.path
        self._handles[operation.handle] = number
        self._paths[operation.handle] = operation.path
        if operation.value & EMPTIED:
            self.nodes[number].changes.append(Change(moment))

    def _new_node(self, moment: int, path: str, *, folder: bool) -> int:
        number = len(self.nodes)
        self.nodes.append(Node(folder, moment))
        if folder:
            self._names[number] = {}
        self._name(moment, (path, number))
        return number

    def _name(self, moment: int, *changes: tuple[str, int | None]) -> None:
        """Change names in one step."""
        steps = []
        for path, number in changes:
            parent, name = self._parent(path)
            if number is None:
                del self._names[parent][name]
            else:
                self._names[parent][name] = number
            steps.append((parent, name, number))
        self.namings.append(Naming(moment, tuple(steps)))

    def _parent(self, path: str) -> tuple[int, str]:
        place = PurePosixPath(path)
        parent = str(place.parent)
        return (ROOT if parent == "." else self._find(parent)), place.name

    def _find(self, path: str) -> int:
        number = ROOT
        for part in PurePosixPath(path).parts:
            number = self._names[number][part]
        return number

    def _node(self, operation: Operation) -> Node:
        return self.nodes[self._handles[operation.handle]]

    def _written(self, moment: int, operation: Operation) -> None:
        self._node(operation).changes.append(Change(moment, operation.offset, operation.data))

    def _resized(self, moment: int, operation: Operation) -> None:
        self._node(operation).changes.append(Change(moment, size=operation.value))

    def _synced(self, moment: int, operation: Operation) -> None:
        node = self._node(operation)
        # A sync of a file that has not grown need not write the journal.
        if node.folder or _has_grown(node, moment):
            self.commits.append(moment)
        node.syncs.append(moment)

    def _all_synced(self, moment: int, operation: Operation) -> None:
        self.commits.append(moment)
        for node in self.nodes:
            node.syncs.append(moment)

    def _renamed(self, moment: int, operation: Operation) -> None:
        moved = self._find(operation.path)
        self._name(moment, (operation.path, None), (operation.other, moved))

    def _linked(self, moment: int, operation: Operation) -> None:
        self._name(moment, (operation.other, self._find(operation.path)))

    def _unlinked(self, moment: int, operation: Operation) -> None:
        self._name(moment, (operation.path, None))

    def _made(self, moment: int, operation: Operation) -> None:
        self._new_node(moment, operation.path, folder=True)

    def _mapped(self, moment: int, operation: Operation) -> None:
        self.mapped.add(self._paths[operation.handle])


def _has_grown(node: Node, cut: int) -> bool:
    """Whether a file is new or has another size since its last sync."""
    last = node.synced_before(cut)
    if last < node.born:
        return True
    size = len(apply(bytearray(), [change for change in node.changes if change.moment < last]))
    later = (change for change in node.changes if change.moment > last)
    return any(change.data is None or change.end > size for change in later)


def apply(content: bytearray, changes: Sequence[Change]) -> bytearray:
    """The content of a file after these changes."""
    for change in changes:
        if change.data is None and not change.grows:
            del content[change.size :]
        if len(content) < change.end:
            content.extend(bytes(change.end - len(content)))
        if change.data is not None:
            content[change.offset : change.end] = change.data
    return content


class Everything:
    """The survival of every operation: what the process itself sees, and what a kill leaves."""

    def names(self, history: History, cut: int) -> Sequence[Naming]:
        """All changes of names."""
        return [naming for naming in history.namings if naming.moment < cut]

    def content(self, node: Node, cut: int) -> bytes:
        """All writes."""
        return bytes(apply(bytearray(), [each for each in node.changes if each.moment < cut]))


def lay_out(tree: Tree, folder: Path) -> None:
    """Make a folder, and files and folders below it."""
    folder.mkdir()
    for name, content in tree.items():
        path = folder / name
        if content is None:
            path.mkdir(parents=True, exist_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def picked_up(folder: Path) -> Tree:
    """The files and folders below a folder, as `lay_out` writes them."""
    return {
        path.relative_to(folder).as_posix(): None if path.is_dir() else path.read_bytes()
        for path in folder.rglob("*")
    }


def is_shared_memory(name: str) -> bool:
    """Whether it is SQLite's index of the write-ahead log, which is made anew at each opening."""
    return name.endswith("-shm")
