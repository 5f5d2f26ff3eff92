"""The keys that may speak for a case: the one that opened it, and those admitted since."""

from __future__ import annotations

import base64
import binascii

from habeas.model import AccessAction, AccessChange
from habeas.store.keys import VerifyingKey

_RAW_LENGTH = 32


class KeyRing:
    """The signing keys in force at one point of the ledger; follow it by telling each change."""

    def __init__(self, first: VerifyingKey) -> None:
        self.name = first.name
        self._keys = {first.id: first}

    def find(self, key_id: bytes) -> VerifyingKey | None:
        """The key in force with this id (4 bytes)."""
        return self._keys.get(key_id)

    def follow(self, change: AccessChange) -> None:
        """Take in a change. Raises ValueError when its public key is none."""
        if change.public_key is None:
            return
        key = verifying_key(self.name, change.public_key)
        if change.action is AccessAction.ADMIT:
            self._keys[key.id] = key
        elif change.action is AccessAction.REMOVE:
            self._keys.pop(key.id, None)


def verifying_key(name: str, public_key: str) -> VerifyingKey:
    """The key of these 32 bytes in base64. Raises ValueError."""
    try:
        raw = base64.b64decode(public_key, validate=True)
    except binascii.Error as error:
        raise ValueError(f"a public key that is no base64: {error}") from error
    if len(raw) != _RAW_LENGTH:
        raise ValueError("a public key of the wrong length")
    return VerifyingKey(name, raw)
