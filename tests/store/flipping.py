"""Flipping one bit anywhere in what a case keeps: any column of any row, any byte of any file."""

from __future__ import annotations

import random
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from habeas.model import CaseError
from habeas.store import CaseStore
from tests.store.making import PASSPHRASE


@dataclass(frozen=True)
class Flip:
    """Where a bit was flipped, for the message of a test that fails."""

    where: str
    bit: int


def flip_in_rows(path: Path, chance: random.Random) -> Flip | None:
    """Flip one bit of one value in the database; None when SQLite's own rules refuse it."""
    connection = sqlite3.connect(path / "case.sqlite")
    # It is flipped to be read at once, and restored: it need not survive a power cut.
    connection.execute("PRAGMA synchronous = OFF")
    try:
        table, column, rowid, value = _any_value(connection, chance)
        bit, flipped = _flipped(value, chance)
        cast = "CAST(? AS TEXT)" if isinstance(value, str) else "?"
        with connection:
            connection.execute(
                f'UPDATE "{table}" SET "{column}" = {cast} WHERE rowid = ?',  # noqa: S608 - names come from the schema
                (flipped, rowid),
            )
    except sqlite3.IntegrityError:
        return None
    finally:
        connection.close()
    return Flip(f"{table}.{column}, row {rowid}", bit)


def flip_in_file(file: Path, chance: random.Random, case: Path) -> Flip:
    """Flip one bit of one file of this case, in place: its times and its mode stay."""
    bit = chance.randrange(file.stat().st_size * 8)
    flip_bit(file, bit)
    return Flip(str(file.relative_to(case)), bit)


def flip_bit(file: Path, bit: int) -> None:
    """Flip this bit of a file; a second time, and the file is as it was."""
    mode = file.stat().st_mode
    file.chmod(0o600)
    with file.open("r+b") as opened:
        opened.seek(bit // 8)
        (byte,) = opened.read(1)
        opened.seek(bit // 8)
        opened.write(bytes([byte ^ 1 << bit % 8]))
    file.chmod(mode)


def kept_files(path: Path) -> list[Path]:
    """Every file of a closed case that holds something: not the lock, not SQLite's own index."""
    passing = {"writer.lock", "case.sqlite-shm"}
    files = (file for file in sorted(path.rglob("*")) if file.name not in passing)
    return [file for file in files if file.is_file() and file.stat().st_size > 0]


def problems_of(path: Path) -> list[str] | None:
    """What verifying the case finds wrong; None when it does not even open."""
    try:
        with CaseStore.open(path, passphrase=PASSPHRASE, read_only=True) as store:
            return [str(problem) for problem in store.verify().problems]
    except CaseError:
        return None


def is_noticed(path: Path) -> bool:
    """Whether opening or verifying the case finds something wrong."""
    return problems_of(path) != []


def restore_database(path: Path, pristine: Path) -> None:
    """Make the rows of the case again what they were."""
    for log in path.glob("case.sqlite-*"):
        log.unlink()
    shutil.copyfile(pristine, path / "case.sqlite")


def _any_value(
    connection: sqlite3.Connection, chance: random.Random
) -> tuple[str, str, int, int | str | bytes]:
    # Not what FTS5 keeps for itself: `test_search_audit.py` flips bits in that.
    tables = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND substr(name, 1, 7) <> 'search_'"
    ).fetchall()
    values = [
        (table, column, rowid, value)
        for (table,) in tables
        for rowid, column, value in _values(connection, table)
    ]
    # Every column is as likely as every other, however many rows a table has.
    columns = sorted({(table, column) for table, column, _, _ in values})
    wanted = chance.choice(columns)
    return chance.choice([item for item in values if item[:2] == wanted])


def _values(connection: sqlite3.Connection, table: str) -> list[tuple[int, str, int | str | bytes]]:
    rows = connection.execute(f'SELECT rowid, * FROM "{table}"')  # noqa: S608 - a name from the schema
    names = [description[0] for description in rows.description][1:]
    return [
        (row[0], name, value)
        for row in rows.fetchall()
        for name, value in zip(names, row[1:], strict=True)
        if value is not None and value != b"" and value != ""
    ]


def _flipped(value: int | str | bytes, chance: random.Random) -> tuple[int, int | bytes]:
    if isinstance(value, int):
        bit = chance.randrange(64)
        flipped = value ^ (1 << bit)
        return bit, flipped - (1 << 64) if flipped >= 1 << 63 else flipped
    content = bytearray(value.encode() if isinstance(value, str) else value)
    bit = chance.randrange(len(content) * 8)
    content[bit // 8] ^= 1 << bit % 8
    return bit, bytes(content)
