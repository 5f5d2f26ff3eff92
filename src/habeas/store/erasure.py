"""Removing the bytes of erased sources, also after a crash, and never the bytes of a kept one.

A row of `unfinished_erasure` is signed by nobody, so it alone erases nothing: the ledger must be
whole, have a tombstone that explains the row, and hold no source with these bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, delete, insert, select

from habeas.model import printable
from habeas.store.blob_keys import blob_keys
from habeas.store.blobs import is_sha256
from habeas.store.case_folder import ORIGIN_PREFIX
from habeas.store.case_opening import OpenCase
from habeas.store.disk_errors import disk_errors
from habeas.store.formats import copies_before_migration
from habeas.store.keys import VerifyingKey
from habeas.store.ledger_audit import LedgerAudit, Problem
from habeas.store.ledger_walk import audit_ledger
from habeas.store.schema import unfinished_erasure
from habeas.store.sealed_blobs import SealedBlobFolder


def note_erasure(connection: Connection, sha256: str) -> None:
    """Remember, in the tombstone's own transaction, that bytes are still to be removed."""
    connection.execute(insert(unfinished_erasure).values(sha256=sha256))


def forget_erasure(connection: Connection, sha256: str) -> None:
    """Remember it no longer: the bytes are gone, or have come back."""
    connection.execute(delete(unfinished_erasure).where(unfinished_erasure.c.sha256 == sha256))


def finish_erasures(case: OpenCase) -> None:
    """Remove what a killed writer had yet to remove, as far as the ledger explains it.

    A row that it does not explain stays, and `verify` names it.
    """
    with case.database.read() as connection:
        waiting = _waiting(connection)
        if not waiting:
            return
        explained = _explained(connection, case.key, waiting)
    if explained:
        remove_bytes(case, explained)


def remove_bytes(case: OpenCase, hashes: Sequence[str]) -> None:
    """Remove these blobs, and the copies of their rows outside the database."""
    for sha256 in hashes:
        case.blobs.remove(sha256)
    remove_unclaimed(case)
    with disk_errors(case.folder.root):
        for copy in copies_before_migration(case.folder.root):
            copy.unlink(missing_ok=True)
    with case.database.write() as connection:
        for sha256 in hashes:
            forget_erasure(connection, sha256)
    case.database.empty_log()


def remove_unclaimed(case: OpenCase) -> None:
    """In an encrypted case, remove every sealed file whose key is gone, or was never recorded."""
    if isinstance(case.blobs, SealedBlobFolder):
        with case.database.read() as connection:
            claimed = {key.name for key in blob_keys(connection)}
        with disk_errors(case.blobs.root):
            case.blobs.remove_unclaimed(claimed)


def erasure_problems(connection: Connection, audit: LedgerAudit) -> Iterator[Problem]:
    """Every row that asks for bytes to be removed and that no tombstone explains."""
    for sha256 in _waiting(connection):
        if not (is_sha256(sha256) and audit.explains_erasure_of(sha256)):
            yield Problem(
                f"unfinished_erasure {printable(sha256)}",
                "no tombstone explains why these bytes should be erased; they are left alone",
            )


def _waiting(connection: Connection) -> list[str]:
    query = select(unfinished_erasure.c.sha256).order_by(unfinished_erasure.c.sha256)
    return list(connection.execute(query).scalars())


def _explained(connection: Connection, key: VerifyingKey, waiting: Sequence[str]) -> list[str]:
    audit = LedgerAudit(key, key.name.removeprefix(ORIGIN_PREFIX))
    audit_ledger(connection, audit)
    if audit.problems:
        # Whoever altered the ledger may also have taken the name of a kept source out of it.
        return []
    return [item for item in waiting if is_sha256(item) and audit.explains_erasure_of(item)]
