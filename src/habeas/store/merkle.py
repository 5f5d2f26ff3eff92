"""The Merkle tree of RFC 6962, section 2.1: one hash that stands for a list of leaves in order.

    leaf hash = SHA-256(0x00 || leaf)        node hash = SHA-256(0x01 || left || right)

The left branch of a node holds the largest power of two of leaves that leaves some for the right.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

EMPTY_ROOT = hashlib.sha256(b"").digest()


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
