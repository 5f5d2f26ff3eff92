"""Signed checkpoints: the ledger's size and root in a note that the investigator's key signed.

The formats are c2sp.org/tlog-checkpoint and c2sp.org/signed-note:

    habeas.case/5f0c…              origin, which is also the key's name
    3                              size in leaves
    CsUYapGGPo4dkMgIAUqom/Xaj…=    Merkle root, base64

    — habeas.case/5f0c… Az3grl…    base64 of key id (4 bytes) and Ed25519 signature (64 bytes)

There is exactly one way to write a given checkpoint, and only that way is accepted back.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import Protocol

from habeas.store.keys import SigningKey, VerifyingKey

_KEY_ID_LENGTH = 4
_SIGNATURE_LENGTH = 64


class Keys(Protocol):
    """Keys under one name, of which a note says by its id which one signed it."""

    @property
    def name(self) -> str:
        """The name that all their signatures bear."""

    def find(self, key_id: bytes) -> VerifyingKey | None:
        """The key with this id (4 bytes), if it is one of them."""


class NoteRejected(ValueError):
    """A note that is not a checkpoint of this key; the text says why, for a problem report."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a checkpoint states: `root` is the 32-byte Merkle root over the first `size` leaves."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """The note text, which is what gets signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"

    def signed(self, key: SigningKey) -> bytes:
        """The signed note."""
        signature = key.sign(self.text().encode())
        return _note(self.text(), key.verifying, signature)


def read_checkpoint(note: bytes, keys: Keys) -> Checkpoint:
    """The checkpoint in a note that one of the keys signed. Raises NoteRejected for other bytes."""
    return read_signed(note, keys)[0]


def read_signed(note: bytes, keys: Keys) -> tuple[Checkpoint, VerifyingKey]:
    """The checkpoint in a note, and which key signed it. Raises NoteRejected for other bytes."""
    try:
        text, signature_line = note.decode().split("\n\n")
        prefix, name, encoded = signature_line.removesuffix("\n").split(" ")
        blob = base64.b64decode(encoded, validate=True)
    except (ValueError, binascii.Error):
        raise NoteRejected("it is not a signed note") from None
    key_id, signature = blob[:_KEY_ID_LENGTH], blob[_KEY_ID_LENGTH:]
    key = keys.find(key_id)
    if key is None or (prefix, name) != ("—", keys.name) or len(signature) != _SIGNATURE_LENGTH:
        raise NoteRejected("it is not signed by a key of this case")
    if not key.vouches_for(f"{text}\n".encode(), signature):
        raise NoteRejected("its signature is not valid")
    checkpoint = _parse(text)
    # Base64 has several spellings of the same bytes; one of them is ours.
    if _note(checkpoint.text(), key, signature) != note or checkpoint.origin != key.name:
        raise NoteRejected("it is not written in the one way that a checkpoint is written")
    return checkpoint, key


def _parse(text: str) -> Checkpoint:
    try:
        origin, size, root = text.split("\n")
        return Checkpoint(origin, int(size), base64.b64decode(root, validate=True))
    except (ValueError, binascii.Error):
        raise NoteRejected("its text is not a checkpoint") from None


def _note(text: str, key: VerifyingKey, signature: bytes) -> bytes:
    encoded = base64.b64encode(key.id + signature).decode()
    return f"{text}\n— {key.name} {encoded}\n".encode()
