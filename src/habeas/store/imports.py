"""What each import did, and what it had to leave out: kept, though not part of the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Failure:
    """One input that an import refused or could not keep, and why.

    `container` is the SHA-256 of the archive it lay in, if any.
    """

    untrusted_name: str
    reason: str
    at: datetime
    remedy: str | None = None
    container: str | None = None


@dataclass(frozen=True, slots=True)
class ImportBalance:
    """The sum of one import: `total` = created + updated + unchanged + skipped + failed.

    Raises ValueError when it does not balance.
    """

    started: datetime
    finished: datetime
    author: str
    total: int
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    failed: int = 0

    def __post_init__(self) -> None:
        accounted = self.created + self.updated + self.unchanged + self.skipped + self.failed
        if accounted != self.total:
            raise ValueError(f"the import does not balance: {self.total} in, {accounted} accounted")
