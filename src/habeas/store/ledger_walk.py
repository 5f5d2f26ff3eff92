"""The whole ledger of a database, passed before the audit from its first row to its last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, RowMapping, select

from habeas.store.ledger_audit import LedgerAudit, Sealed
from habeas.store.ledger_reading import entry_page
from habeas.store.schema import ledger_checkpoint, ledger_leaf, ledger_payload

_FIRST_ROW = -(2**63)


def audit_ledger(connection: Connection, audit: LedgerAudit) -> None:
    """Show the audit every leaf, payload and checkpoint that this transaction sees."""
    checkpoints = _checkpoints(connection)
    waiting = next(checkpoints, None)
    for row in _ledger_rows(connection):
        audit.entry(row["position"], row["leaf"], _sealed(row))
        while waiting is not None and waiting["size"] <= audit.size:
            audit.checkpoint(waiting["size"], waiting["note"])
            waiting = next(checkpoints, None)
    while waiting is not None:
        audit.checkpoint(waiting["size"], waiting["note"])
        waiting = next(checkpoints, None)
    for position in _payloads_without_leaf(connection):
        audit.stray_payload(position)
    audit.finish()


def _ledger_rows(connection: Connection) -> Iterator[RowMapping]:
    start = _FIRST_ROW
    while page := entry_page(connection, start):
        yield from page
        start = page[-1]["position"] + 1


def _checkpoints(connection: Connection) -> Iterator[RowMapping]:
    query = select(ledger_checkpoint).order_by(ledger_checkpoint.c.size)
    yield from connection.execute(query).mappings()


def _payloads_without_leaf(connection: Connection) -> Sequence[int]:
    query = select(ledger_payload.c.position).where(
        ledger_payload.c.position.not_in(select(ledger_leaf.c.position))
    )
    return connection.execute(query).scalars().all()


def _sealed(row: RowMapping) -> Sealed | None:
    return None if row["payload"] is None else Sealed(row["salt"], row["payload"])
