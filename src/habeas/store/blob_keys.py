"""What opens the sealed blobs of an encrypted case: a row for each, which goes with its source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select

from habeas.store.row_digest import insert_with_digest
from habeas.store.schema import blob_key


@dataclass(frozen=True, slots=True)
class BlobKey:
    """What opens one blob: its SHA-256 (hex), its name on the disk, its age identity."""

    sha256: str
    name: str
    identity: str

    def __repr__(self) -> str:
        return f"BlobKey({self.name[:8]}…)"


def put_blob_key(connection: Connection, key: BlobKey) -> None:
    """Keep what opens a blob, in place of what opened an earlier one of the same bytes."""
    forget_blob_key(connection, key.sha256)
    row = {"sha256": key.sha256, "name": key.name, "identity": key.identity}
    insert_with_digest(connection, blob_key, row)


def forget_blob_key(connection: Connection, sha256: str) -> None:
    """Destroy what opens the blob of these bytes: nobody can open it any more."""
    connection.execute(delete(blob_key).where(blob_key.c.sha256 == sha256))


def blob_key_of(connection: Connection, sha256: str) -> BlobKey | None:
    """What opens the blob of these bytes."""
    row = connection.execute(select(blob_key).where(blob_key.c.sha256 == sha256)).one_or_none()
    return None if row is None else BlobKey(row.sha256, row.name, row.identity)


def blob_keys(connection: Connection) -> Iterator[BlobKey]:
    """Every one of them, by hash."""
    for row in connection.execute(select(blob_key).order_by(blob_key.c.sha256)):
        yield BlobKey(row.sha256, row.name, row.identity)
