"""The investigator's Ed25519 signing key, wrapped by a passphrase."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KeyCost:
    """What one guess at a passphrase costs (Argon2id, RFC 9106): memory in KiB, passes, lanes."""

    memory_kib: int = 65536
    passes: int = 3
    lanes: int = 4
