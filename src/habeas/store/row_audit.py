"""Checks of what no leaf vouches for: SQLite's structures, the index, derived and import rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError

from habeas.model import HabeasError, printable
from habeas.store import resolutions
from habeas.store.blob_keys import blob_keys
from habeas.store.claim_checks import faults
from habeas.store.derived import DIGESTED_TABLES, claims_of, document_of
from habeas.store.formats import APPLICATION_ID, CURRENT_FORMAT
from habeas.store.ledger_audit import Problem
from habeas.store.row_digest import is_intact
from habeas.store.schema import (
    blob_key,
    document,
    extraction,
    import_balance,
    import_failure,
    ledger_index,
    timestamp_request,
)
from habeas.store.search_audit import SearchAudit

_WHERE = "case.sqlite"


def structure_problems(connection: Connection, *, sealed_pages: bool) -> Iterator[Problem]:
    """What SQLite itself finds wrong, and marks that are not those of a case of today's format.

    `sealed_pages`: whether every page of the file itself, also one in no use, must open.
    """
    if sealed_pages:
        for row in connection.execute(text("PRAGMA cipher_integrity_check")):
            yield Problem(_WHERE, f"SQLCipher finds: {row[0]}")
    for row in connection.execute(text("PRAGMA integrity_check")):
        if row[0] != "ok":
            yield Problem(_WHERE, f"SQLite finds: {row[0]}")
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        yield Problem(_WHERE, f"a row of {row[0]} points to no row of {row[2]}")
    expected = {
        "PRAGMA application_id": APPLICATION_ID,
        "PRAGMA user_version": CURRENT_FORMAT,
        "SELECT group_concat(version_num) FROM alembic_version": f"{CURRENT_FORMAT:04d}",
        "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'": 0,
    }
    for question, answer in expected.items():
        found = connection.execute(text(question)).scalar()
        if found != answer:
            yield Problem(_WHERE, f"{question} gives {found!r} and should give {answer!r}")


def index_problems(
    connection: Connection, expected: Mapping[int, tuple[str, frozenset[str]]]
) -> Iterator[Problem]:
    """Where the index of the ledger is not what the payloads make it."""
    found: dict[int, set[tuple[str, str]]] = {}
    for row in connection.execute(select(ledger_index)):
        found.setdefault(row.position, set()).add((row.kind, row.subject))
    for position in sorted(found.keys() | expected.keys()):
        kind, subjects = expected.get(position, ("", frozenset()))
        if found.get(position, set()) != {(kind, subject) for subject in subjects}:
            yield Problem(
                f"index of ledger entry {position}",
                "it is not what the ledger says; habeas rebuild makes it again",
            )


def kept_row_problems(connection: Connection) -> Iterator[Problem]:
    """Rows of documents, claims and imports that have been altered since they were written."""
    for table in (*DIGESTED_TABLES, import_failure, import_balance, blob_key, timestamp_request):
        keys = [column.name for column in table.primary_key]
        for row in connection.execute(select(table)).mappings():
            if not is_intact(dict(row)):
                name = printable(", ".join(str(row[key]) for key in keys))
                yield Problem(f"{table.name} {name}", "the row has been altered")


def blob_key_problems(
    connection: Connection, sources: set[str], *, encrypted: bool
) -> Iterator[Problem]:
    """Sources of an encrypted case that nothing opens any more, and keys of no source."""
    kept = {key.sha256 for key in blob_keys(connection)}
    for sha256 in sorted((sources if encrypted else set()) - kept):
        yield Problem(f"source {sha256}", "the key of its preserved bytes is missing")
    for sha256 in sorted(kept - (sources if encrypted else set())):
        yield Problem(f"blob_key {printable(sha256)}", "there is no such source")


def derivation_problems(connection: Connection, sources: set[str]) -> Iterator[Problem]:
    """Documents without a source, counts that differ, and claims whose words are not there.

    Also entries of the search index that are not what their document or claims make them.
    """
    audit = SearchAudit(connection)
    counts = {row.source: row.claims for row in connection.execute(select(extraction))}
    for sha256 in connection.execute(select(document.c.source)).scalars():
        where = f"document {printable(sha256)}"
        if sha256 not in sources:
            yield Problem(where, "there is no such source")
        try:
            yield from _claim_problems(connection, sha256, counts.get(sha256, 0), audit)
        except (HabeasError, ValueError, TypeError, KeyError, DBAPIError) as error:
            yield Problem(where, f"it cannot be read: {error}")
    yield from audit.left_over()


def resolution_problems(connection: Connection, sources: set[str]) -> Iterator[Problem]:
    """Records and persons that are not as many as were kept, and records without a source."""
    for where, what in resolutions.faults(connection, sources):
        yield Problem(printable(where), what)


def _claim_problems(
    connection: Connection, sha256: str, count: int, audit: SearchAudit
) -> Iterator[Problem]:
    kept = list(claims_of(connection, sha256, {}))
    if len(kept) != count:
        yield Problem(f"document {sha256}", f"{count} claims were kept, {len(kept)} are there")
    read: Any = document_of(connection, sha256)
    for item in kept:
        for fault in faults(item.claim, read.text if read else ""):
            yield Problem(f"claim {printable(item.claim.id)}", fault)
    yield from audit.problems(sha256, read, [item.claim for item in kept])
