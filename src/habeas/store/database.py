"""The SQLite file of a case: how it is opened, and what a transaction is.

Durability: write-ahead log with `synchronous=FULL`, so a commit that returned survives a power
cut. Erasure: `secure_delete`, so erased rows are overwritten in the file. An encrypted case's file
is SQLCipher's, opened with a raw key; nothing is ever spilled into temporary files.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast
from urllib.parse import quote

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from habeas.model import CaseDamaged, CaseError, CaseLocked, HabeasError

_BUSY_MILLISECONDS = 10_000
_CONNECTION_PRAGMAS = (
    f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA fullfsync = ON",  # macOS: the disk's own cache too
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
)


class Database:
    """One SQLite file, with transactions that either read a snapshot or write alone."""

    def __init__(self, path: Path, *, read_only: bool, key: str | None = None) -> None:
        self.path = path
        self.read_only = read_only
        self.key = key
        self._writing = threading.RLock()
        self._engine = _engine(path, read_only=read_only, key=key)

    @property
    def encrypted(self) -> bool:
        """Whether the file is SQLCipher's."""
        return self.key is not None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database from beginning to end."""
        with self._explained(), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that is durable once the block has ended, or leaves no trace.

        Raises CaseLocked when the store was opened only to read.
        """
        if self.read_only:
            raise CaseLocked("this case was opened only to read", where=str(self.path.parent))
        with self._writing, self._explained(), self._engine.connect() as connection:
            writer = connection.execution_options(habeas_writes=True)
            with writer.begin():
                yield writer

    def empty_log(self) -> bool:
        """Move the write-ahead log into the file and cut it to nothing: erased rows leave it.

        False where a reader of an earlier state is in the way; then the last one to close does it.
        """
        with self._explained(), self._engine.connect() as connection:
            busy, *_ = _raw(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return not busy

    def rekey(self, key: str) -> None:
        """Encrypt the file, to which nobody else may hold a connection, under another raw key."""
        with self._explained(), self._engine.connect() as connection:
            raw = _raw(connection)
            # In one transaction of its own journal, which is gone afterwards.
            raw.execute("PRAGMA journal_mode = DELETE").fetchall()
            raw.execute(f"PRAGMA rekey = \"x'{key}'\"")

    def use_write_ahead_log(self) -> None:
        """Switch the file, for good, to the journal that readers and a writer can share."""
        with self._explained(), self._engine.connect() as connection:
            _raw(connection).execute("PRAGMA journal_mode = WAL").fetchall()

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Say what SQLite's own errors mean for a case."""
        try:
            yield
        except (DBAPIError, sqlite3.Error, sqlcipher.Error) as error:
            raise explain(error, self.path) from error


def explain(error: DBAPIError | Exception, path: Path) -> HabeasError:
    """The error of our family for an error of SQLite, wrapped by SQLAlchemy or not."""
    original = getattr(error, "orig", error)
    code = getattr(original, "sqlite_errorcode", None)
    primary = code & 0xFF if isinstance(code, int) else None
    if primary in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return CaseLocked("another program holds the database", where=str(path))
    if primary == sqlite3.SQLITE_FULL:
        return CaseError("the disk is full", where=str(path), remedy="free some space")
    if primary in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}:
        return CaseError(
            "the database cannot be opened so", where=str(path), remedy="check its permissions"
        )
    if primary == sqlite3.SQLITE_IOERR:
        return CaseError(
            "the disk refused", where=str(path), remedy="check the disk and its free space"
        )
    if primary == sqlite3.SQLITE_TOOBIG:
        return CaseError("a value is too large for the database", where=str(path))
    return CaseDamaged(
        f"the database does not answer: {original}", where=str(path), remedy="run habeas verify"
    )


def _engine(path: Path, *, read_only: bool, key: str | None) -> Engine:
    driver = sqlcipher

    def connect() -> sqlite3.Connection:
        # Without `isolation_level` the driver starts no transactions of its own; we say BEGIN.
        connection: sqlite3.Connection = driver.connect(
            _address(path, read_only=read_only),
            uri=True,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            _prepare(connection, key)
        except BaseException:
            # While an error is told, it would keep the file open, and with it what SQLite holds.
            connection.close()
            raise
        return connection

    engine = create_engine(
        "sqlite://",
        module=driver,
        creator=connect,
        poolclass=QueuePool,
        # What a statement was given are names and words of sources: they stay out of every log.
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, key: str | None) -> None:
    """Unlock a new connection, and set what holds for all of ours."""
    if key is not None:
        # What went wrong is said by us, once; SQLCipher would write lines of its own.
        connection.execute("PRAGMA cipher_log_level = NONE")
        # A raw key; and the format of SQLCipher 4, whatever a later release makes its own.
        connection.execute(f"PRAGMA key = \"x'{key}'\"")
        connection.execute("PRAGMA cipher_compatibility = 4")
    # Altered text must reach the check that names its row, not fail while it is fetched.
    connection.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
    for pragma in _CONNECTION_PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("habeas_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _raw(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection: these pragmas must run outside every transaction."""
    return cast(sqlite3.Connection, connection.connection.driver_connection)


def _address(path: Path, *, read_only: bool) -> str:
    if not read_only:
        return f"file:{quote(str(path))}?mode=rw"
    # On a medium that cannot be written, SQLite cannot make its shared memory file; nobody else
    # can be writing either, unless a log is there that would then have to be read.
    log = path.with_name(path.name + "-wal")
    logged = log.exists() and log.stat().st_size > 0
    unchanging = not os.access(path.parent, os.W_OK) and not logged
    return f"file:{quote(str(path))}?mode=ro" + ("&immutable=1" if unchanging else "")
