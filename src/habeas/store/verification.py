"""Recomputing everything that a case vouches for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from habeas.store.blob_audit import Meter, Progress, blob_problems, remains
from habeas.store.case_folder import ORIGIN_PREFIX
from habeas.store.case_opening import OpenCase
from habeas.store.entries import Head
from habeas.store.erasure import erasure_problems
from habeas.store.folder_audit import folder_problems, strangers_among_keys, strangers_beside
from habeas.store.half_rotation import logs_of
from habeas.store.ledger_audit import LedgerAudit, Problem
from habeas.store.ledger_walk import audit_ledger
from habeas.store.row_audit import (
    blob_key_problems,
    derivation_problems,
    index_problems,
    kept_row_problems,
    resolution_problems,
    structure_problems,
)
from habeas.store.schema import ledger_payload
from habeas.store.witness_audit import timestamp_notices, witness_problems


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """The result of a verification: what was checked, and every problem, the first one first.

    `notices` are harmless remains, such as a file that an interrupted import left behind.
    """

    head: Head | None
    leaves: int
    erased: int
    checkpoints: int
    blobs: int
    bytes_hashed: int
    problems: tuple[Problem, ...]
    notices: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing was found wrong."""
        return not self.problems


def verify_case(case: OpenCase, progress: Progress | None = None) -> VerifyReport:
    """Recompute the ledger, its signatures, the rows beside it, and the hash of every blob.

    The ledger is seen at one moment; a writer may go on meanwhile.
    """
    audit = LedgerAudit(case.key, case.key.name.removeprefix(ORIGIN_PREFIX))
    with case.database.read() as connection:
        rows = list(_row_problems(case, connection, audit))
        stamped = list(timestamp_notices(connection, audit.witnesses))
    meter = Meter(sum(source.size for _, source in audit.sources.values()), progress)
    blobs = [
        problem
        for position, problem in blob_problems(case.blobs, audit.sources, meter)
        if _still_kept(case, position)
    ]
    notices, strangers = remains(case.blobs, audit.sources)
    return VerifyReport(
        head=_head(audit),
        leaves=audit.size,
        erased=audit.erased,
        checkpoints=audit.checkpoints,
        blobs=len(audit.sources),
        bytes_hashed=meter.done,
        problems=(*audit.problems, *blobs, *strangers, *rows, *folder_problems(case, audit.access)),
        notices=(
            *notices,
            *stamped,
            *strangers_beside(case),
            *strangers_among_keys(case, audit.access),
        ),
    )


def _row_problems(case: OpenCase, connection: Connection, audit: LedgerAudit) -> Iterator[Problem]:
    """Audit the ledger, then go through the rows that depend on it."""
    try:
        audit_ledger(connection, audit)
        encrypted = case.database.encrypted
        # A page that the log holds anew may lie in the file half-written: a power cut leaves that.
        yield from structure_problems(connection, sealed_pages=encrypted and not _has_log(case))
        yield from blob_key_problems(connection, set(audit.sources), encrypted=encrypted)
        yield from index_problems(connection, audit.index)
        yield from witness_problems(connection, audit.witnesses)
        yield from erasure_problems(connection, audit)
        yield from kept_row_problems(connection)
        yield from derivation_problems(connection, set(audit.sources))
        yield from resolution_problems(connection, set(audit.sources))
    except DBAPIError as error:
        yield Problem("case.sqlite", f"SQLite cannot read on: {error.orig}")


def _has_log(case: OpenCase) -> bool:
    """Whether the database's write-ahead log holds anything that is not in its file yet."""
    log, _ = logs_of(case.folder.database)
    return log.exists() and log.stat().st_size > 0


def _still_kept(case: OpenCase, position: int) -> bool:
    """Whether a source has not been erased, by a writer, since the ledger was read."""
    query = select(ledger_payload.c.position).where(ledger_payload.c.position == position)
    with case.database.read() as connection:
        return connection.execute(query).first() is not None


def _head(audit: LedgerAudit) -> Head | None:
    if audit.last_time is None:
        return None
    return Head(audit.size, audit.root().hex(), audit.last_time)
