"""The id of a claim: the same words at the same place of the same source, the same id."""

from __future__ import annotations

import base64
import hashlib


def claim_id(source: str, start: int, end: int) -> str:
    """Twelve base-32 characters from the source's SHA-256 and the half-open span."""
    digest = hashlib.sha256(f"{source}:{start}:{end}".encode()).digest()
    return base64.b32encode(digest).decode("ascii")[:12].lower()
