"""Documents and claims: rows that can be thrown away and made again from the sources."""

from __future__ import annotations

from dataclasses import dataclass

from habeas.model import Claim


@dataclass(frozen=True, slots=True)
class KeptClaim:
    """A claim with the SHA-256 of the source it stands in; `ordinal` is its place in reading."""

    source: str
    ordinal: int
    claim: Claim
