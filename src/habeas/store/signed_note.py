"""A signed note with any number of signatures under it (c2sp.org/signed-note).

A checkpoint in the ledger bears one signature, the case's own. One that has left the case may bear
more, those of co-signers; whoever does not know their keys passes them over.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass

from habeas.store.checkpoint import Checkpoint, Keys, NoteRejected, read_checkpoint

_DASH = "—"
_KEY_ID_LENGTH = 4
_LENGTH_LIMIT = 64 * 1024
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_NAME = re.compile(r"[^\s+]+")


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """One line under a note: the name of a key, its id (4 bytes), and what it signed with."""

    name: str
    key_id: bytes
    signature: bytes

    def encode(self) -> str:
        """The line as it stands in a note, without its line break."""
        return f"{_DASH} {self.name} {base64.b64encode(self.key_id + self.signature).decode()}"


@dataclass(frozen=True, slots=True)
class SignedNote:
    """A text (it ends in a line break) and the signatures under it."""

    text: str
    lines: tuple[SignatureLine, ...]

    @property
    def origin(self) -> str:
        """The first line of the text: of a checkpoint, which log it is of."""
        return self.text.partition("\n")[0]

    def encode(self) -> bytes:
        """The note as bytes."""
        return self._with(self.lines)

    def checkpoint(self, keys: Keys) -> Checkpoint:
        """The checkpoint in the note, signed by one of the case's keys, whatever else is there.

        Raises NoteRejected unless exactly one line is by the case, and is right.
        """
        own = [line for line in self.lines if line.name == keys.name]
        if self.origin != keys.name or len(own) != 1:
            raise NoteRejected("it is not a checkpoint of this case")
        return read_checkpoint(self._with((own[0],)), keys)

    def further(self) -> tuple[SignatureLine, ...]:
        """The signatures that are not the case's own."""
        return tuple(line for line in self.lines if line.name != self.origin)

    def _with(self, lines: tuple[SignatureLine, ...]) -> bytes:
        return "\n".join([self.text, *(line.encode() for line in lines), ""]).encode()


def read_note(note: bytes) -> SignedNote:
    """The note in these bytes; nothing is verified. Raises NoteRejected for what is no note."""
    try:
        whole = note.decode() if len(note) <= _LENGTH_LIMIT else ""
    except UnicodeDecodeError:
        whole = ""
    text, blank, signatures = whole.rpartition("\n\n")
    if not blank or not signatures.endswith("\n") or _CONTROL.search(whole):
        raise NoteRejected("it is not a signed note")
    lines = tuple(read_line(line) for line in signatures.removesuffix("\n").split("\n"))
    return SignedNote(f"{text}\n", lines)


def read_line(line: str) -> SignatureLine:
    """One signature line. Raises NoteRejected unless it is written in the one way."""
    try:
        dash, name, encoded = line.split(" ")
        blob = base64.b64decode(encoded, validate=True)
    except (ValueError, binascii.Error):
        raise NoteRejected("a signature line cannot be read") from None
    found = SignatureLine(name, blob[:_KEY_ID_LENGTH], blob[_KEY_ID_LENGTH:])
    if dash != _DASH or found.encode() != line or not is_key_name(name):
        raise NoteRejected("a signature line cannot be read")
    return found


def is_key_name(name: str) -> bool:
    """Whether a key may have this name: some characters, no space and no plus among them."""
    return _NAME.fullmatch(name) is not None and not _CONTROL.search(name)
