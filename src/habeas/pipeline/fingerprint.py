"""SHA-256 and size of what is taken in, whatever its size."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What tells a file from any other (hex SHA-256, bytes), and how it begins."""

    sha256: str
    size: int
    opening: bytes


def fingerprint(content: bytes | Path) -> Fingerprint:
    """The fingerprint of bytes, whose opening is all of them, or of a file, read piece by piece.

    Raises OSError when the file cannot be read.
    """
    if isinstance(content, bytes):
        return Fingerprint(hashlib.sha256(content).hexdigest(), len(content), content)
    digest = hashlib.sha256()
    with content.open("rb") as file:
        opening = chunk = file.read(_CHUNK)
        while chunk:
            digest.update(chunk)
            chunk = file.read(_CHUNK)
        return Fingerprint(digest.hexdigest(), file.tell(), opening)
