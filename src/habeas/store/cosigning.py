"""A second person's signature under a checkpoint (c2sp.org/tlog-cosignature, Ed25519, version 1).

It says: at this time, the largest ledger of this case that I know of had this size and this root.
Whoever rewrites the case afterwards, even with its key, cannot make the co-signer's line again.

    message   = "cosignature/v1\\ntime " time "\\n" and the text of the checkpoint
    signature = time (8 bytes, big-endian) and the Ed25519 signature (64 bytes)
    key id    = SHA-256(name "\\n" 0x04 key)[:4]
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from habeas.model import Cosignature, InputRefused
from habeas.store.checkpoint import NoteRejected
from habeas.store.keys import SigningKey, VerifyingKey
from habeas.store.signed_note import SignatureLine, SignedNote, is_key_name, read_line, read_note

_TYPE = b"\x04"
_TIME_LENGTH = 8
_SIGNATURE_LENGTH = 64
_KEY_LENGTH = 32
# Two computers' clocks; what was signed after it was taken in is false.
_CLOCK_TOLERANCE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Cosigner:
    """Who may co-sign: a name, and the public key (32 bytes) that the name stands for."""

    name: str
    raw: bytes

    @property
    def id(self) -> bytes:
        """The four bytes that name the key in a signature line."""
        named = self.name.encode() + b"\n" + _TYPE + self.raw
        return hashlib.sha256(named).digest()[:4]

    def vkey(self) -> str:
        """Name, id and key in one word, to be handed on (c2sp.org/signed-note, verifier keys)."""
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(_TYPE + self.raw).decode()}"

    @classmethod
    def from_vkey(cls, untrusted_vkey: str) -> Cosigner:
        """The co-signer in such a word. Raises InputRefused for any other."""
        try:
            name, key_id, encoded = untrusted_vkey.strip().split("+", 2)
            key = base64.b64decode(encoded, validate=True)
            found = cls(name, key.removeprefix(_TYPE))
            fits = found.vkey() == untrusted_vkey.strip() and found.id.hex() == key_id
        except (ValueError, binascii.Error):
            fits = False
        if not fits or len(found.raw) != _KEY_LENGTH or not is_key_name(found.name):
            raise InputRefused(
                "this is not the public key of a co-signer",
                where=untrusted_vkey[:100],
                remedy="it is one word, name+id+key, as habeas witness-key prints it",
            )
        return found


def cosign(note: bytes, key: SigningKey, when: datetime) -> bytes:
    """The same note with one line more, by this key at this time (UTC, whole seconds).

    Raises NoteRejected when it is no note, or bears this co-signer's line already.
    """
    signed = read_note(note)
    cosigner = Cosigner(key.verifying.name, key.verifying.raw)
    if any((line.name, line.key_id) == (cosigner.name, cosigner.id) for line in signed.lines):
        raise NoteRejected("this key has signed it already")
    seconds = int(when.timestamp())
    signature = key.sign(_message(seconds, signed.text))
    stamped = seconds.to_bytes(_TIME_LENGTH, "big") + signature
    line = SignatureLine(cosigner.name, cosigner.id, stamped)
    return SignedNote(signed.text, (*signed.lines, line)).encode()


def check_cosignature(line: SignatureLine, text: str, cosigner: Cosigner) -> datetime:
    """When this co-signer signed this text, in UTC. Raises NoteRejected when they did not."""
    if (line.name, line.key_id) != (cosigner.name, cosigner.id):
        raise NoteRejected("it is not by this co-signer")
    stamp, signature = line.signature[:_TIME_LENGTH], line.signature[_TIME_LENGTH:]
    seconds = int.from_bytes(stamp, "big")
    key = VerifyingKey(cosigner.name, cosigner.raw)
    if len(signature) != _SIGNATURE_LENGTH or not key.vouches_for(
        _message(seconds, text), signature
    ):
        raise NoteRejected("the co-signature is not valid")
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        raise NoteRejected("the co-signature states a time that no calendar has") from None


def find_cosignature(note: SignedNote, cosigner: Cosigner) -> tuple[SignatureLine, datetime]:
    """The line of this co-signer under the note, and when it was made. Raises NoteRejected."""
    for line in note.lines:
        if (line.name, line.key_id) == (cosigner.name, cosigner.id):
            return line, check_cosignature(line, note.text, cosigner)
    raise NoteRejected("this co-signer has not signed it")


def cosignature_problem(cosignature: Cosignature, checkpoint_text: str) -> str | None:
    """What is wrong with a co-signature that the ledger records, if anything is.

    `checkpoint_text` is the text that the case itself signed at this size: origin, size, root.
    """
    try:
        root = base64.b64encode(bytes.fromhex(cosignature.root)).decode()
        raw = base64.b64decode(cosignature.public_key, validate=True)
    except (ValueError, binascii.Error):
        return "its root or its key cannot be read"
    if checkpoint_text.split("\n")[1:] != [str(cosignature.size), root, ""]:
        return "it is about another checkpoint than the one that the case signed"
    try:
        line = read_line(cosignature.line)
        signed_at = check_cosignature(line, checkpoint_text, Cosigner(cosignature.name, raw))
    except (NoteRejected, ValueError) as error:
        return str(error)
    if signed_at > cosignature.made_at + _CLOCK_TOLERANCE:
        return "it is dated after the day on which it was taken in"
    return None


def _message(seconds: int, text: str) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()
