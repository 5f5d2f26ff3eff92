"""One leaf of the ledger: a few public facts and a commitment to a payload that may be erased.

    leaf       = canonical JSON of {author, commitment, index, kind, time, version}
    commitment = SHA-256(salt || payload), salt = 32 random bytes, payload = canonical JSON

Salt and payload lie beside the leaf. Once both are gone nobody can tell what the leaf stood for,
not even by guessing, yet its hash still has its place in the tree.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from habeas.model import canonical_json, from_plain
from habeas.store.entries import LeafKind

LEAF_VERSION = 1
SALT_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Leaf:
    """What the bytes of a leaf say; `commitment` in hex, `author` the signer's key id in hex."""

    author: str
    commitment: str
    index: int
    kind: LeafKind
    time: datetime
    version: int = LEAF_VERSION

    def encode(self) -> bytes:
        """The bytes that the tree hashes."""
        return canonical_json(self)

    @classmethod
    def decode(cls, content: bytes) -> Leaf:
        """The leaf in these bytes. Raises ValueError unless `encode` would write the same."""
        try:
            leaf = from_plain(cls, json.loads(content))
        except TypeError as error:
            raise ValueError(str(error)) from error
        if leaf.version != LEAF_VERSION:
            raise ValueError(f"leaf version {leaf.version} is not known")
        if leaf.encode() != content:
            raise ValueError("it is not written in the one way that a leaf is written")
        return leaf


def commitment_to(salt: bytes, payload: bytes) -> str:
    """The salted hash (hex) by which a leaf vouches for a payload."""
    return hashlib.sha256(salt + payload).hexdigest()
