"""What each import did, and what it had to leave out: kept, though not part of the ledger."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import Connection, Table, delete, func, select

from habeas.model import Plain, from_plain
from habeas.store.row_digest import insert_with_digest, intact, stored_form
from habeas.store.schema import import_balance, import_failure

_NO_MOMENT = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Failure:
    """One input that an import refused or could not keep, and why.

    `container` is the SHA-256 of the archive it lay in, if any. `ledger_size` counts the leaves
    there were by then, so that a dossier of an earlier head leaves out what came later.
    """

    untrusted_name: str
    reason: str
    at: datetime
    remedy: str | None = None
    container: str | None = None
    ledger_size: int = 0


@dataclass(frozen=True, slots=True)
class ImportBalance:
    """The sum of one import: `total` = created + updated + unchanged + skipped + failed.

    `ledger_size` counts the leaves when it was finished.
    Raises ValueError when it does not balance.
    """

    started: datetime
    finished: datetime
    author: str
    total: int
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    failed: int = 0
    ledger_size: int = 0

    def __post_init__(self) -> None:
        accounted = self.created + self.updated + self.unchanged + self.skipped + self.failed
        if accounted != self.total:
            raise ValueError(f"the import does not balance: {self.total} in, {accounted} accounted")


def record_failure(connection: Connection, failure: Failure) -> None:
    """Keep a failure, unless the same one was kept before, at whatever moment."""
    content = stored_form(failure, failure.untrusted_name)
    timeless = stored_form(replace(failure, at=_NO_MOMENT, ledger_size=0), failure.untrusted_name)
    fingerprint = hashlib.sha256(timeless).hexdigest()
    known = select(import_failure.c.number).where(import_failure.c.fingerprint == fingerprint)
    if connection.execute(known).first() is None:
        _add(connection, import_failure, {"fingerprint": fingerprint, "content": content})


def failures(connection: Connection) -> Iterator[Failure]:
    """Everything left out, in the order in which it was recorded."""
    for plain in _contents(connection, import_failure):
        yield from_plain(Failure, plain)


def forget_failures_within(connection: Connection, container: str) -> None:
    """Forget what was left out of one archive, whose own erasure has been asked for."""
    query = select(import_failure.c.number, import_failure.c.content)
    numbers = [
        row.number
        for row in connection.execute(query)
        if json.loads(row.content)["container"] == container
    ]
    connection.execute(delete(import_failure).where(import_failure.c.number.in_(numbers)))


def record_import(connection: Connection, balance: ImportBalance) -> None:
    """Keep the sum of a finished import."""
    _add(connection, import_balance, {"content": stored_form(balance, "import")})


def balances(connection: Connection) -> Iterator[ImportBalance]:
    """The sums of all imports, in order."""
    for plain in _contents(connection, import_balance):
        yield from_plain(ImportBalance, plain)


def _add(connection: Connection, table: Table, row: dict[str, str | bytes]) -> None:
    last = connection.execute(select(func.max(table.c.number))).scalar_one()
    insert_with_digest(connection, table, {"number": (last or 0) + 1, **row})


def _contents(connection: Connection, table: Table) -> Iterator[Plain]:
    for row in connection.execute(select(table).order_by(table.c.number)).mappings():
        yield json.loads(intact(dict(row), f"{table.name} {row['number']}")["content"])
