"""The taking back of what somebody decided about a claim, or thought of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Since it, the entry at the ledger position `withdraws` is as if it had never been made.

    That entry is a judgement about a claim, an opinion about one, or another withdrawal, which is
    undone by this. `source` is the SHA-256 of the source whose words the entry is about.
    """

    withdraws: int
    source: str
    reason: str
    author: str
    made_at: datetime
