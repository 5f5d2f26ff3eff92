"""The format of a case's database: which one a file has, and the way from an older to today's.

The format's number stands in SQLite's `user_version` and in Alembic's table; `application_id`
marks the file as a case. A case of an older format is copied, the copy is checked against its
SHA-256, and only then is the case migrated, in one transaction; the copy goes once the migrated
ledger has the root that it had before.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

from sqlalchemy import Connection, select, text

from habeas.model import CaseDamaged, CaseError
from habeas.store import search_audit
from habeas.store.database import Database
from habeas.store.disk_errors import disk_errors
from habeas.store.merkle import root_of
from habeas.store.schema import ledger_leaf

CURRENT_FORMAT = 4
APPLICATION_ID = 0x48424153  # "HBAS"
_MIGRATIONS = Path(__file__).parent / "migrations"
_COPY_PREFIX = "before-format-"


def format_of(path: Path, key: str | None = None) -> int:
    """The format of the case database at this path (1 or more); `key` opens an encrypted one.

    Raises CaseDamaged when the file is no case, CaseError when a newer Habeas made it.
    """
    application, number = _marks(path) if key is None else _sealed_marks(path, key)
    if application != APPLICATION_ID or number < 1:
        raise CaseDamaged("this is not the database of a case", where=str(path))
    if number > CURRENT_FORMAT:
        raise CaseError(
            f"this case has format {number}; this Habeas knows formats up to {CURRENT_FORMAT}",
            where=str(path),
            remedy="install a newer Habeas",
        )
    return number


def _marks(path: Path) -> tuple[int, int]:
    """`application_id` and `user_version`, from the two places in the header that hold them."""
    with disk_errors(path), path.open("rb") as file:
        header = file.read(100)
    if len(header) < 100 or not header.startswith(b"SQLite format 3\x00"):
        raise CaseDamaged("this is not an SQLite database", where=str(path))
    return int.from_bytes(header[68:72], "big"), int.from_bytes(header[60:64], "big")


def _sealed_marks(path: Path, key: str) -> tuple[int, int]:
    """The same of an encrypted database, whose header only SQLCipher can read."""
    database = Database(path, read_only=True, key=key)
    try:
        with database.read() as connection:
            return (
                connection.exec_driver_sql("PRAGMA application_id").scalar_one(),
                connection.exec_driver_sql("PRAGMA user_version").scalar_one(),
            )
    finally:
        database.close()


def migrate(connection: Connection, migrations: Path = _MIGRATIONS, target: str = "head") -> None:
    """Bring the database of this writing transaction to today's format, from any or from none."""
    # Imported here, because a case of today's format opens without it, and faster.
    from alembic import command
    from alembic.config import Config

    configuration = Config()
    configuration.set_main_option("script_location", str(migrations).replace("%", "%%"))
    configuration.attributes["connection"] = connection
    command.upgrade(configuration, target)
    revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    connection.exec_driver_sql(f"PRAGMA user_version = {int(revision)}")
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def bring_up_to_date(path: Path, migrations: Path = _MIGRATIONS, *, key: str | None = None) -> None:
    """Migrate the case database at this path; the caller holds the writer's lock.

    Raises CaseError, naming the untouched copy, when the migration does not succeed.
    """
    database = Database(path, read_only=False, key=key)
    try:
        database.empty_log()
        copy = _checked_copy(path)
        try:
            _migrate_keeping_the_root(database, migrations)
        except Exception as error:
            raise CaseError(
                f"the case could not be brought to today's format: {error}",
                where=str(path),
                remedy=f"it is as it was; a copy lies in {copy.name}",
            ) from error
    finally:
        database.close()
    copy.unlink()


def _migrate_keeping_the_root(database: Database, migrations: Path) -> None:
    with database.write() as connection:
        before = _root(connection)
        migrate(connection, migrations)
        # Whatever is searched is derived: an older case may lack the index, or have other keys.
        search_audit.remake(connection)
        if _root(connection) != before:
            raise CaseDamaged("the migration changed the ledger", where=str(database.path))


def _root(connection: Connection) -> bytes:
    rows = connection.execute(select(ledger_leaf.c.content).order_by(ledger_leaf.c.position))
    return root_of(row.content for row in rows)


def _checked_copy(path: Path) -> Path:
    """A copy beside the database, on the disk and equal to it, byte for byte."""
    copy = path.with_name(f"{path.name}.{_COPY_PREFIX}{CURRENT_FORMAT}")
    shutil.copyfile(path, copy)
    with copy.open("rb") as file:
        os.fsync(file.fileno())
        copied = hashlib.file_digest(file, "sha256").digest()
    with path.open("rb") as file:
        original = hashlib.file_digest(file, "sha256").digest()
    if copied != original:
        raise CaseError("the copy made before migrating differs", where=str(copy))
    return copy


def copies_before_migration(folder: Path) -> list[Path]:
    """Copies that a failed migration left; they still hold whatever is erased afterwards."""
    return sorted(folder.glob(f"*.{_COPY_PREFIX}*"))
