"""The Merkle tree of RFC 6962, section 2.1: one hash that stands for a list of leaves in order.

    leaf hash = SHA-256(0x00 || leaf)        node hash = SHA-256(0x01 || left || right)

The left branch of a node holds the largest power of two of leaves that leaves some for the right.
`Frontier` grows a tree, `Tree` proves things about one (sections 2.1.1 and 2.1.2), and the two
functions at the end check such proofs (RFC 9162, sections 2.1.3.2 and 2.1.4.2).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

EMPTY_ROOT = hashlib.sha256(b"").digest()
_HASH_LENGTH = 32


def leaf_hash(leaf: bytes) -> bytes:
    """The hash of one leaf (32 bytes)."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of a node over the hashes of its two branches (32 bytes each)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Frontier:
    """The roots of the complete subtrees along the right edge: all that appending needs.

    After n leaves there is one root for each 1 in the binary form of n, the largest tree first.
    """

    def __init__(self, size: int = 0, subtree_roots: Iterable[bytes] = ()) -> None:
        self.size = size
        self._subtree_roots = list(subtree_roots)

    def copy(self) -> Frontier:
        """A frontier that can grow without touching this one."""
        return Frontier(self.size, self._subtree_roots)

    def append(self, leaf: bytes) -> None:
        """Take in the next leaf: each carry in binary addition joins two equal subtrees."""
        root = leaf_hash(leaf)
        carries = self.size
        while carries & 1:
            root = node_hash(self._subtree_roots.pop(), root)
            carries >>= 1
        self._subtree_roots.append(root)
        self.size += 1

    def root(self) -> bytes:
        """The root of the whole tree (32 bytes)."""
        if not self._subtree_roots:
            return EMPTY_ROOT
        *larger, root = self._subtree_roots
        for left in reversed(larger):
            root = node_hash(left, root)
        return root


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root over these leaves in their order (32 bytes)."""
    frontier = Frontier()
    for leaf in leaves:
        frontier.append(leaf)
    return frontier.root()


class Tree:
    """A whole tree, every complete subtree of it hashed once: proofs for any size up to its own.

    Level k holds the roots of the complete subtrees of 2^k leaves, in order: 64 bytes a leaf.
    """

    def __init__(self, leaves: Iterable[bytes]) -> None:
        level = [leaf_hash(leaf) for leaf in leaves]
        self.size = len(level)
        self._levels = [level]
        while len(level) > 1:
            level = [node_hash(level[n], level[n + 1]) for n in range(0, len(level) - 1, 2)]
            self._levels.append(level)

    def root(self, size: int | None = None) -> bytes:
        """The root over the first `size` leaves, or over all. Raises ValueError beyond the tree."""
        return self._root(0, self._within(size))

    def inclusion_proof(self, index: int, size: int | None = None) -> list[bytes]:
        """PATH(index, first `size` leaves): the siblings from the leaf up to the root's child.

        Raises ValueError where there is no such leaf.
        """
        size = self._within(size)
        if not 0 <= index < size:
            raise ValueError(f"there is no leaf {index} among {size}")
        start, end, path = 0, size, list[bytes]()
        while end - start > 1:
            middle = start + _split(end - start)
            if index < middle:
                path.append(self._root(middle, end))
                end = middle
            else:
                path.append(self._root(start, middle))
                start = middle
        return path[::-1]

    def consistency_proof(self, old: int, size: int | None = None) -> list[bytes]:
        """PROOF(old, first `size` leaves): why the tree over `old` leaves is the other's beginning.

        Raises ValueError unless 1 ≤ old ≤ size.
        """
        size = self._within(size)
        if not 1 <= old <= size:
            raise ValueError(f"a tree of {size} leaves did not grow from one of {old}")
        start, end, path = 0, size, list[bytes]()
        while old != end:
            middle = start + _split(end - start)
            if old <= middle:
                path.append(self._root(middle, end))
                end = middle
            else:
                path.append(self._root(start, middle))
                start = middle
        # Whoever checks it knows the old root, and needs this subtree only where it is a part.
        return [self._root(start, end), *path[::-1]] if start else path[::-1]

    def _within(self, size: int | None) -> int:
        if size is None:
            return self.size
        if not 0 <= size <= self.size:
            raise ValueError(f"the tree has {self.size} leaves, not {size}")
        return size

    def _root(self, start: int, end: int) -> bytes:
        """The root over the leaves from start to end, a range that a node of a tree stands for."""
        count = end - start
        if count == 0:
            return EMPTY_ROOT
        height = count.bit_length() - 1
        if count == 1 << height:
            return self._levels[height][start >> height]
        middle = start + _split(count)
        return node_hash(self._root(start, middle), self._root(middle, end))


def _split(count: int) -> int:
    """The largest power of two smaller than count (2 or more)."""
    return 1 << (count - 1).bit_length() - 1


def proves_inclusion(
    hash_of_leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> bool:
    """Whether the leaf with this hash stands at `index` in the tree of `size` with this root."""
    if not 0 <= index < size or not _are_hashes([hash_of_leaf, *proof]):
        return False
    node, last, found = index, size - 1, hash_of_leaf
    for sibling in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            found = node_hash(sibling, found)
            # The last node of an uneven level moves up unpaired until it is a right branch.
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and found == root


def proves_consistency(
    old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether the tree of `new` leaves begins with the one of `old` leaves (1 ≤ old ≤ new)."""
    if not 1 <= old <= new or not _are_hashes(proof):
        return False
    if old == new:
        return not proof and old_root == new_root
    whole = old & (old - 1) == 0
    path = [old_root, *proof] if whole else list(proof)
    if not path:
        return False
    node, last = old - 1, new - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    old_found = new_found = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            old_found = node_hash(sibling, old_found)
            new_found = node_hash(sibling, new_found)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            new_found = node_hash(new_found, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and (old_found, new_found) == (old_root, new_root)


def _are_hashes(proof: Sequence[bytes]) -> bool:
    return all(len(item) == _HASH_LENGTH for item in proof)
