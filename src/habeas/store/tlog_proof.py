"""A file that proves one entry of the ledger without the ledger (c2sp.org/tlog-proof).

    c2sp.org/tlog-proof@v1
    extra eyJsZWFmIjoi…            base64 of JSON: the leaf, its salt, its payload
    index 17
    gSKyXoYZUgZ6jduWYrkDOARi…      the inclusion proof: hashes from the leaf up, base64
    (an empty line, then the checkpoint, with whatever co-signatures it bears)

The format itself leads from a leaf to a signed root. Our leaf holds only a salted commitment, so
that a payload can be erased; to lead on from the *bytes of a file*, the proof carries in `extra`
what the leaf commits to:

    file -> SHA-256 -> payload of the source -> commitment -> leaf -> root -> signature

Nothing in `extra` needs to be trusted: each arrow is recomputed. But it discloses the payload (the
file's name, who collected it, when), and whoever has it keeps it, also after an erasure.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass

from habeas.model import Source, canonical_json, from_plain
from habeas.store.checkpoint import Checkpoint, Keys, NoteRejected
from habeas.store.entries import LeafKind
from habeas.store.leaf import Leaf, commitment_to
from habeas.store.merkle import leaf_hash, proves_inclusion
from habeas.store.signed_note import read_note

_HEADER = "c2sp.org/tlog-proof@v1"
SUFFIX = ".tlog-proof"


class ProofRejected(ValueError):
    """A proof that does not prove what it should; the text says why."""


@dataclass(frozen=True, slots=True)
class TlogProof:
    """The parts of the file: `path` of 32-byte hashes, the checkpoint as signed, `extra` bytes."""

    index: int
    path: tuple[bytes, ...]
    checkpoint: bytes
    extra: bytes | None = None

    def encode(self) -> bytes:
        """The file."""
        lines = [_HEADER]
        if self.extra is not None:
            lines.append(f"extra {_text(self.extra)}")
        lines += [f"index {self.index}", *map(_text, self.path)]
        return "\n".join(lines).encode() + b"\n\n" + self.checkpoint


@dataclass(frozen=True, slots=True)
class CarriedLeaf:
    """What leads from a file to its leaf: the bytes of leaf and payload as text, salt in hex."""

    leaf: str
    payload: str
    salt: str

    @classmethod
    def of(cls, leaf: bytes, payload: bytes, salt: bytes) -> CarriedLeaf:
        """The same from bytes."""
        return cls(leaf.decode(), payload.decode(), salt.hex())

    def encode(self) -> bytes:
        """The bytes of `extra`."""
        return canonical_json(self)


@dataclass(frozen=True, slots=True)
class ProvedSource:
    """What a proof shows: these bytes were entry `index` of the ledger at this checkpoint."""

    index: int
    source: Source
    checkpoint: Checkpoint


def read_proof(content: bytes) -> TlogProof:
    """The proof in a file; nothing is verified. Raises ProofRejected for any other bytes."""
    head, blank, checkpoint = content.partition(b"\n\n")
    try:
        header, *lines = head.decode().split("\n")
        extra = _bytes(lines.pop(0).removeprefix("extra ")) if lines[0][:6] == "extra " else None
        word, index = lines.pop(0).split(" ")
        proof = TlogProof(int(index), tuple(map(_bytes, lines)), checkpoint, extra)
    except (ValueError, IndexError, binascii.Error):
        raise ProofRejected("it is not a proof of an entry") from None
    if not blank or (header, word) != (_HEADER, "index") or proof.encode() != content:
        raise ProofRejected("it is not written in the one way that such a proof is written")
    return proof


def check_exhibit(proof: TlogProof, sha256: str, keys: Keys) -> ProvedSource:
    """What the proof shows about the file with this SHA-256 (hex), under these keys of the case.

    Raises ProofRejected where one arrow of the chain does not hold.
    """
    try:
        checkpoint = read_note(proof.checkpoint).checkpoint(keys)
        carried = from_plain(CarriedLeaf, json.loads(proof.extra or b""))
        leaf, salt = Leaf.decode(carried.leaf.encode()), bytes.fromhex(carried.salt)
        vouched = commitment_to(salt, carried.payload.encode())
        source = from_plain(Source, json.loads(carried.payload))
    except NoteRejected as error:
        raise ProofRejected(f"its checkpoint: {error}") from error
    except (ValueError, RecursionError) as error:
        raise ProofRejected(f"what it carries cannot be read: {error}") from error
    if (leaf.kind, leaf.index, leaf.commitment) != (LeafKind.SOURCE, proof.index, vouched):
        raise ProofRejected("its leaf does not vouch for the payload that it carries")
    if source.sha256 != sha256:
        raise ProofRejected("it is about other bytes")
    hashed = leaf_hash(carried.leaf.encode())
    if not proves_inclusion(hashed, proof.index, checkpoint.size, proof.path, checkpoint.root):
        raise ProofRejected("its path does not lead to the signed root")
    return ProvedSource(proof.index, source, checkpoint)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
