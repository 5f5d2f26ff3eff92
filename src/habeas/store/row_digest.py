"""A checksum for rows that no ledger leaf vouches for, so that a flipped bit cannot go unnoticed.

It guards against accidents; against a person who rewrites row and checksum, `habeas rebuild`
makes every derived row again from the sources, which the ledger does vouch for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table, insert

from habeas.model import CaseDamaged, InputRefused, canonical_json

Value = int | str | bytes | None
Row = Mapping[str, Any]
_DIGEST = "digest"


def digest_of(row: Row) -> str:
    """SHA-256 (hex) over the names and values of every column but the digest itself."""
    digest = hashlib.sha256()
    for name in sorted(row.keys() - {_DIGEST}):
        kind, content = _encoded(row[name])
        digest.update(f"{name}:{kind}:{len(content)}:".encode())
        digest.update(content)
    return digest.hexdigest()


def insert_with_digest(connection: Connection, table: Table, row: Row) -> None:
    """Insert a row whose columns are all given, adding its digest."""
    connection.execute(insert(table).values({**row, _DIGEST: digest_of(row)}))


def stored_form(value: object, where: str) -> bytes:
    """Canonical JSON. Raises InputRefused when a text in it has no UTF-8 form."""
    try:
        return canonical_json(value)
    except UnicodeEncodeError as error:
        raise InputRefused(
            "its text holds characters that cannot be stored (lone surrogates)", where=where
        ) from error


def is_intact(row: Row) -> bool:
    """Whether a row still has its digest."""
    return bool(row[_DIGEST] == digest_of(row))


def intact(row: Row, where: str) -> Row:
    """The row itself. Raises CaseDamaged, naming `where`, when it does not have its digest."""
    if not is_intact(row):
        raise CaseDamaged(
            "the row has been altered", where=where, remedy="run habeas verify, then habeas rebuild"
        )
    return row


def _encoded(value: Value) -> tuple[str, bytes]:
    if value is None:
        return "none", b""
    if isinstance(value, bytes):
        return "bytes", value
    if isinstance(value, str):
        return "text", value.encode("utf-8", "surrogateescape")
    return "integer", str(value).encode()
