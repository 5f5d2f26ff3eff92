from __future__ import annotations

import sqlite3
from pathlib import Path

import psutil
import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from habeas.model import CaseDamaged, CaseError, CaseLocked, HabeasError
from habeas.store import CaseStore
from habeas.store.database import Database, explain
from tests.store.making import deposit


def setting(connection: Connection, name: str) -> object:
    return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


def test_every_connection_is_durable_strict_and_erases(store: CaseStore) -> None:
    with store._case.database.write() as connection:
        assert setting(connection, "journal_mode") == "wal"
        assert setting(connection, "synchronous") == 2
        assert setting(connection, "foreign_keys") == 1
        assert setting(connection, "secure_delete") == 1
        assert setting(connection, "busy_timeout") == 10_000
        assert setting(connection, "trusted_schema") == 0


def test_a_reader_sees_one_state_from_beginning_to_end(store: CaseStore, case_path: Path) -> None:
    reader = Database(case_path / "case.sqlite", read_only=True)
    count = "SELECT count(*) FROM ledger_leaf"
    with reader.read() as connection:
        assert connection.exec_driver_sql(count).scalar() == 1
        store.put_source(deposit(b"meanwhile"))
        assert connection.exec_driver_sql(count).scalar() == 1
    with reader.read() as connection:
        assert connection.exec_driver_sql(count).scalar() == 2
    reader.close()


def test_a_file_that_does_not_open_is_let_go_while_the_error_is_told(tmp_path: Path) -> None:
    path = tmp_path / "sealed.sqlite"
    path.touch()
    sealed = Database(path, read_only=False, key="ab" * 32)
    with sealed.write() as connection:
        connection.exec_driver_sql("CREATE TABLE kept (word)")
    sealed.close()
    other = Database(path, read_only=True, key="cd" * 32)
    with pytest.raises(CaseDamaged) as told, other.read():
        pass
    # The error's frames live on; what SQLite held for them must not.
    assert told.traceback
    assert not any(file.path == str(path) for file in psutil.Process().open_files())


def test_a_case_on_a_medium_that_cannot_be_written_is_read(
    store: CaseStore, case_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.put_source(deposit(b"testimony"))
    store.close()
    # The superuser may write anywhere, so the system is made to say that nobody may here.
    monkeypatch.setattr("os.access", lambda path, mode: False)
    with CaseStore.open(case_path, read_only=True) as reader:
        assert reader.verify().ok
    assert not (case_path / "case.sqlite-shm").exists()


@pytest.mark.parametrize(
    ("code", "kind", "told"),
    [
        (sqlite3.SQLITE_BUSY, CaseLocked, "another program holds the database"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, CaseLocked, "another program holds the database"),
        (sqlite3.SQLITE_FULL, CaseError, "the disk is full"),
        (sqlite3.SQLITE_READONLY, CaseError, "cannot be opened so"),
        (sqlite3.SQLITE_CANTOPEN, CaseError, "cannot be opened so"),
        (sqlite3.SQLITE_TOOBIG, CaseError, "too large"),
        (sqlite3.SQLITE_CORRUPT, CaseDamaged, "does not answer"),
    ],
)
def test_errors_of_sqlite_are_told_in_our_words(
    code: int, kind: type[HabeasError], told: str
) -> None:
    original = sqlite3.OperationalError("in SQLite's words")
    original.sqlite_errorcode = code
    error = explain(OperationalError("SELECT", {}, original), Path("case.sqlite"))
    assert type(error) is kind
    assert told in str(error)
    assert error.where == "case.sqlite"


def test_a_database_torn_in_the_middle_is_named_not_a_traceback(
    store: CaseStore, case_path: Path
) -> None:
    for number in range(30):
        store.put_source(deposit(bytes([number]) * 100))
    store.close()
    path = case_path / "case.sqlite"
    content = bytearray(path.read_bytes())
    content[4096 : len(content) - 4096] = bytes(len(content) - 8192)
    path.write_bytes(bytes(content))
    with pytest.raises(CaseDamaged), CaseStore.open(case_path, read_only=True) as reader:
        reader.verify()
