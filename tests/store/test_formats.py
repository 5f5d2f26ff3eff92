"""The way from one format to the next, tried with an invented fifth format."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from habeas.model import CaseDamaged, CaseError
from habeas.store import CaseStore, formats
from habeas.store.database import Database
from habeas.store.schema import metadata
from tests.store.making import PASSPHRASE, deposit

NEXT_FORMAT = """
import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade():
    op.add_column("import_balance", sa.Column("remark", sa.Text))
    op.execute("{statement}")
"""


@pytest.fixture
def database_path(store: CaseStore, case_path: Path) -> Path:
    """The database of a closed case with one source in it."""
    store.put_source(deposit(b"testimony"))
    store.close()
    return case_path / "case.sqlite"


def migrations_with(tmp_path: Path, statement: str) -> Path:
    """Our migrations and one more, which runs this statement."""
    folder = tmp_path / "migrations"
    shutil.copytree(Path(formats.__file__).parent / "migrations", folder)
    (folder / "versions" / "format_0005.py").write_text(NEXT_FORMAT.format(statement=statement))
    return folder


def marks(path: Path) -> tuple[int, int]:
    with sqlite3.connect(path) as connection:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        return application, connection.execute("PRAGMA user_version").fetchone()[0]


def is_no_table_of_the_index(name: str | None, kind: str, parents: object) -> bool:
    """FTS5 makes these tables for itself, and no query but MATCH is made in them."""
    return kind != "table" or not str(name).startswith(("search_claim", "search_passage"))


def test_the_migrations_make_the_tables_that_the_queries_know(database_path: Path) -> None:
    database = Database(database_path, read_only=True)
    with database.read() as connection:
        options = {"compare_type": True, "include_name": is_no_table_of_the_index}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []
    database.close()


def test_every_table_is_strict(database_path: Path) -> None:
    with sqlite3.connect(database_path) as connection:
        loose = connection.execute(
            "SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT strict "
            "AND name NOT LIKE 'sqlite_%' AND name <> 'alembic_version'"
        ).fetchall()
    assert loose == []


def test_a_new_case_bears_the_marks_of_todays_format(database_path: Path) -> None:
    assert marks(database_path) == (formats.APPLICATION_ID, formats.CURRENT_FORMAT)
    assert formats.format_of(database_path) == formats.CURRENT_FORMAT


def test_an_older_case_gains_what_is_new_and_keeps_its_ledger(
    database_path: Path, case_path: Path, tmp_path: Path
) -> None:
    with CaseStore.open(case_path, read_only=True) as store:
        head = store.head()
    migrations = migrations_with(tmp_path, "UPDATE import_balance SET remark = 'none'")
    formats.bring_up_to_date(database_path, migrations)
    assert marks(database_path) == (formats.APPLICATION_ID, 5)
    with sqlite3.connect(database_path) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(import_balance)")]
        size = connection.execute("SELECT count(*) FROM ledger_leaf").fetchone()[0]
    assert "remark" in columns
    assert size == head.size
    assert formats.copies_before_migration(case_path) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_leaf SET content = zeroblob(9) WHERE position = 1",
        "SELECT * FROM a_table_that_is_not_there",
    ],
)
def test_a_migration_that_fails_or_touches_the_ledger_leaves_the_case_as_it_was(
    database_path: Path, case_path: Path, tmp_path: Path, statement: str
) -> None:
    with pytest.raises(CaseError, match="it is as it was; a copy lies in case"):
        formats.bring_up_to_date(database_path, migrations_with(tmp_path, statement))
    (copy,) = formats.copies_before_migration(case_path)
    assert marks(copy) == marks(database_path) == (formats.APPLICATION_ID, 4)
    with CaseStore.open(case_path, passphrase=PASSPHRASE) as store:
        assert store.verify().ok
        # The copy holds what an erasure must erase.
        store.delete_source(next(store.sources()).sha256, reason="the witness asked")
    assert formats.copies_before_migration(case_path) == []


def test_a_case_of_a_newer_format_asks_for_a_newer_habeas(
    database_path: Path, case_path: Path
) -> None:
    with sqlite3.connect(database_path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(CaseError, match=r"format 99.*install a newer Habeas"):
        CaseStore.open(case_path)


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\x00" + bytes(200)])
def test_a_file_that_is_no_case_is_named(
    database_path: Path, case_path: Path, content: bytes
) -> None:
    database_path.write_bytes(content)
    with pytest.raises(CaseDamaged, match=r"case\.sqlite: this is not"):
        CaseStore.open(case_path)


def test_a_database_that_the_disk_does_not_give_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="the disk refused"):
        formats.format_of(tmp_path)
