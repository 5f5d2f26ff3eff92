"""Reading the ledger's newer kinds of entry, each the record of one dataclass, all alike."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from habeas.model import AccessChange, from_plain
from habeas.store.entries import LeafKind, Placed, Record
from habeas.store.key_ring import KeyRing
from habeas.store.keys import VerifyingKey
from habeas.store.ledger_reading import checked_entry
from habeas.store.ledger_views import rows_of
from habeas.store.record_kinds import RECORD_KINDS


def recorded(
    connection: Connection,
    kind: type[Record],
    at: int | None = None,
    subject: str | None = None,
) -> Iterator[Placed[Record]]:
    """Every record of this kind, or those about one thing, in the order of the ledger."""
    for row in rows_of(connection, (kind_of(kind),), at, subject=subject):
        payload = checked_entry(row).payload
        yield Placed(row["position"], from_plain(kind, payload))


def kind_of(kind: type[object]) -> LeafKind:
    """The kind of leaf under which such records are kept."""
    return next(leaf for leaf, record in RECORD_KINDS.items() if record is kind)


def keys_in_force(connection: Connection, first: VerifyingKey) -> KeyRing:
    """The keys that may sign now, in a case that the first one opened."""
    ring = KeyRing(first)
    for placed in recorded(connection, AccessChange):
        ring.follow(placed.record)
    return ring
