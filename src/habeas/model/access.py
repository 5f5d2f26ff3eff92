"""Who may open a case, and who may speak in it: each change of that is an entry of the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AccessAction(StrEnum):
    """What was done to somebody's access; ROTATE: a new case key, for all who still have access."""

    ADMIT = "admit"
    REMOVE = "remove"
    ROTATE = "rotate"


@dataclass(frozen=True, slots=True)
class AccessChange:
    """Somebody was let in or shut out, or the case key was replaced.

    `public_key` (Ed25519, 32 bytes in base64) lets them sign, `recipient` (an age recipient,
    `age1…`) lets them open the case; a reader has no public key, an unencrypted case no recipients.
    """

    action: AccessAction
    name: str
    public_key: str | None
    recipient: str | None
    author: str
    made_at: datetime
