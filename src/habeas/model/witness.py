"""What others vouch for about the ledger: a second person's co-signature, an authority's time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Cosignature:
    """A second person's signature under the checkpoint of `size` entries with this root (hex).

    `name` and `public_key` (Ed25519, base64) are the second person's, `line` is the signature as
    it stands in the note (c2sp.org/tlog-cosignature).
    """

    size: int
    root: str
    name: str
    public_key: str
    line: str
    author: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class TimestampToken:
    """An authority's RFC 3161 answer about the checkpoint of `size` entries with this root (hex).

    `token` is the whole response (DER, base64), `stamped_at` the time that it states, `roots` the
    certificates (PEM) that it was checked against when it came; `made_at` is when that was.
    """

    size: int
    root: str
    authority: str
    token: str
    stamped_at: datetime
    roots: tuple[str, ...]
    author: str
    made_at: datetime
