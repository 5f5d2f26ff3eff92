"""Ledger rows back into entries, each checked against what its leaf commits to."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, RowMapping, select

from habeas.model import CaseDamaged
from habeas.store.entries import LedgerEntry
from habeas.store.leaf import Leaf, commitment_to
from habeas.store.schema import ledger_leaf, ledger_payload

_PAGE = 1000
_REMEDY = "run habeas verify, and restore the case from a copy"

ENTRY_COLUMNS = (
    ledger_leaf.c.position,
    ledger_leaf.c.content.label("leaf"),
    ledger_payload.c.salt,
    ledger_payload.c.content.label("payload"),
)


def entries(connection: Connection, upto: int | None = None) -> Iterator[LedgerEntry]:
    """Every leaf below `upto` with its payload, checked. Raises CaseDamaged at a bad one."""
    position = 0
    while page := entry_page(connection, position, upto):
        yield from map(checked_entry, page)
        position = page[-1]["position"] + 1


def checked_entry(row: RowMapping) -> LedgerEntry:
    """The entry in a row of position, leaf, salt and payload. Raises CaseDamaged."""
    leaf = decoded_leaf(row["leaf"], row["position"])
    if row["payload"] is None:
        return entry_of(leaf, None)
    if commitment_to(row["salt"], row["payload"]) != leaf.commitment:
        raise CaseDamaged(
            "the payload is not what its leaf commits to",
            where=f"ledger entry {leaf.index}",
            remedy=_REMEDY,
        )
    return entry_of(leaf, json.loads(row["payload"]))


def decoded_leaf(content: bytes, position: int) -> Leaf:
    """The leaf at a position. Raises CaseDamaged when the bytes are not that leaf."""
    try:
        leaf = Leaf.decode(content)
    except ValueError as error:
        raise CaseDamaged(
            f"the leaf cannot be read: {error}", where=f"ledger entry {position}"
        ) from error
    if leaf.index != position:
        raise CaseDamaged("the leaf is out of its place", where=f"ledger entry {position}")
    return leaf


def entry_of(leaf: Leaf, payload: dict[str, object] | None) -> LedgerEntry:
    """A leaf and its payload as others see it."""
    return LedgerEntry(leaf.index, leaf.kind, leaf.time, leaf.author, leaf.commitment, payload)


def entry_page(
    connection: Connection, position: int, upto: int | None = None
) -> Sequence[RowMapping]:
    """Up to 1,000 rows of leaf and payload from a position on; payload is None when erased."""
    query = (
        select(*ENTRY_COLUMNS)
        .select_from(ledger_leaf.outerjoin(ledger_payload))
        .where(ledger_leaf.c.position >= position)
        .order_by(ledger_leaf.c.position)
        .limit(_PAGE)
    )
    if upto is not None:
        query = query.where(ledger_leaf.c.position < upto)
    return connection.execute(query).mappings().all()


def leaf_at(connection: Connection, position: int) -> Leaf:
    """The leaf at a position. Raises CaseDamaged when it is missing or unreadable."""
    query = select(ledger_leaf.c.content).where(ledger_leaf.c.position == position)
    content = connection.execute(query).scalar_one_or_none()
    if content is None:
        raise CaseDamaged("the leaf is missing", where=f"ledger entry {position}")
    return decoded_leaf(content, position)
