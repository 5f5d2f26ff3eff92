"""Whose key signed an entry: the names that the ledger itself gives to keys, entry by entry."""

from __future__ import annotations

from habeas.model import AccessAction, AccessChange, from_plain
from habeas.store.case_folder import ORIGIN_PREFIX
from habeas.store.entries import LeafKind, LedgerEntry
from habeas.store.key_ring import verifying_key


class Signers:
    """The names of the keys known so far; tell it every entry, in the order of the ledger.

    The first entry says who opened the case, each admission who was let in. A name stays known
    when its key is shut out: what it signed before is still theirs.
    """

    def __init__(self) -> None:
        self._origin = ""
        self._names: dict[str, str] = {}

    def follow(self, entry: LedgerEntry) -> None:
        """Take in an entry. Raises ValueError for an admission whose public key is none."""
        if entry.payload is None:
            return
        if entry.kind is LeafKind.CASE:
            self._origin = f"{ORIGIN_PREFIX}{entry.payload['case_id']}"
            self._names[entry.author] = entry.payload["investigator"]
        elif entry.kind is LeafKind.ACCESS:
            change = from_plain(AccessChange, entry.payload)
            if change.action is AccessAction.ADMIT and change.public_key is not None:
                key = verifying_key(self._origin, change.public_key)
                self._names[key.id.hex()] = change.name

    def name_of(self, key_id: str) -> str | None:
        """Who signs with the key of this id (hex); None for one that the ledger has not named."""
        return self._names.get(key_id)
