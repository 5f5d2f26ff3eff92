"""Cases for these tests: plain or encrypted, with keys that cost next to nothing."""

from __future__ import annotations

from pathlib import Path

from habeas.store import CaseStore
from tests.store.making import CHEAP, PASSPHRASE


def create(path: Path, *, encrypted: bool) -> CaseStore:
    """A new case, open for writing."""
    return CaseStore.create(
        path,
        passphrase=PASSPHRASE,
        investigator="Ila Morven",
        encrypted=encrypted,
        key_cost=CHEAP,
    )


def reopen(path: Path, *, read_only: bool = False) -> CaseStore:
    """The case, open for writing or only to read."""
    return CaseStore.open(path, passphrase=PASSPHRASE, read_only=read_only)
