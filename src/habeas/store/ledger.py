"""The append-only ledger: leaves, their payloads, and the checkpoints that sign them.

Every batch of leaves is written in one transaction together with a checkpoint over all leaves so
far. So there is never a leaf that nobody signed, and none can be slipped in between two writers.
"""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import Connection, func, insert, select

from habeas.model import CaseDamaged, CaseLocked, InputRefused, WrongUsage, canonical_json
from habeas.store.checkpoint import Checkpoint, NoteRejected, read_checkpoint
from habeas.store.database import Database
from habeas.store.entries import Head, LeafKind, LedgerEntry
from habeas.store.keys import SigningKey, VerifyingKey
from habeas.store.leaf import SALT_LENGTH, Leaf, commitment_to
from habeas.store.ledger_reading import entry_of, leaf_at
from habeas.store.merkle import Frontier
from habeas.store.records import keys_in_force
from habeas.store.schema import ledger_checkpoint, ledger_leaf, ledger_payload

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The present, in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


class Batch:
    """Leaves on their way into the ledger, inside one writing transaction."""

    def __init__(
        self, connection: Connection, frontier: Frontier, last: datetime | None, author: str
    ) -> None:
        self.connection = connection
        self.frontier = frontier
        self.time = last
        self._author = author

    def append(self, kind: LeafKind, payload: object, now: datetime) -> LedgerEntry:
        """Add one leaf. Its time is `now`, or the last leaf's when the clock has gone back.

        Raises InputRefused when the payload holds text that has no UTF-8 form.
        """
        try:
            content = canonical_json(payload)
        except UnicodeEncodeError as error:
            raise InputRefused(
                "its description holds characters that cannot be stored (lone surrogates)",
                remedy="write undecodable bytes of a name as escapes",
            ) from error
        self.time = now if self.time is None else max(now, self.time)
        salt = secrets.token_bytes(SALT_LENGTH)
        leaf = Leaf(self._author, commitment_to(salt, content), self.frontier.size, kind, self.time)
        self._write(leaf, salt, content)
        return entry_of(leaf, json.loads(content))

    def _write(self, leaf: Leaf, salt: bytes, content: bytes) -> None:
        encoded, position = leaf.encode(), leaf.index
        self.connection.execute(insert(ledger_leaf).values(position=position, content=encoded))
        self.connection.execute(
            insert(ledger_payload).values(position=position, salt=salt, content=content)
        )
        self.frontier.append(encoded)


class Ledger:
    """The ledger of one case, for reading; with a signing key also for appending."""

    def __init__(
        self,
        database: Database,
        key: VerifyingKey,
        signer: SigningKey | None = None,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._key = key
        self._signer = signer
        self.clock = clock
        self._frontier = Frontier()
        self._reading = threading.Lock()

    @property
    def key_id(self) -> str:
        """The id (hex) of the open signing key, or of the case's first key where none is open."""
        return (self._signer.verifying if self._signer else self._key).id.hex()

    @property
    def can_sign(self) -> bool:
        """Whether the signing key is open, so that leaves can be appended."""
        return self._signer is not None

    def require_signer(self) -> SigningKey:
        """The open signing key. Raises CaseLocked while it is closed."""
        if self._signer is None:
            raise CaseLocked(
                "the signing key is closed, and the ledger takes only what is signed",
                where=str(self._database.path.parent),
                remedy="open the case for writing, with its passphrase",
            )
        return self._signer

    def now(self) -> datetime:
        """The clock's time, in UTC, to the second."""
        return self.clock().astimezone(UTC).replace(microsecond=0)

    @contextmanager
    def batch(self) -> Iterator[Batch]:
        """Append leaves: all of them and their checkpoint are durable after the block, or none.

        Raises CaseLocked while the signing key is closed.
        """
        signer = self.require_signer()
        with self._database.write() as connection:
            frontier = self._advanced(connection).copy()
            size = frontier.size
            last = leaf_at(connection, size - 1).time if size else None
            batch = Batch(connection, frontier, last, signer.verifying.id.hex())
            yield batch
            if frontier.size > size:
                _write_checkpoint(connection, frontier, signer)

    def head(self, size: int | None = None) -> Head:
        """The head after `size` leaves, or after all. Raises WrongUsage beyond the ledger."""
        with self._database.read() as connection:
            frontier = self._advanced(connection)
            if size is None:
                size = frontier.size
            if not 1 <= size <= frontier.size:
                raise WrongUsage(
                    f"the ledger has {frontier.size} entries, so there is no head {size}",
                    remedy=f"name a head from 1 to {frontier.size}",
                )
            if size < frontier.size:
                frontier = Frontier()
                _extend(frontier, connection, size)
            return Head(size, frontier.root().hex(), leaf_at(connection, size - 1).time)

    def note(self, size: int) -> bytes | None:
        """The signed note over the first `size` leaves, where there is one."""
        query = select(ledger_checkpoint.c.note).where(ledger_checkpoint.c.size == size)
        with self._database.read() as connection:
            note: bytes | None = connection.execute(query).scalar_one_or_none()
            return note

    def check_last_checkpoint(self) -> None:
        """See that the newest checkpoint is signed by our key and covers the ledger as it is.

        Raises CaseDamaged; nothing must be appended to a ledger that has been altered, for the
        next signature would cover the alteration.
        """
        query = select(ledger_checkpoint).order_by(ledger_checkpoint.c.size.desc()).limit(1)
        with self._database.read() as connection:
            frontier = self._advanced(connection)
            row = connection.execute(query).one_or_none()
            keys = keys_in_force(connection, self._key)
        try:
            signed = read_checkpoint(row.note, keys) if row else None
        except NoteRejected:
            signed = None
        if signed is None or (signed.size, signed.root) != (frontier.size, frontier.root()):
            raise self._not_as_signed()

    def _advanced(self, connection: Connection) -> Frontier:
        """The frontier over all leaves that this transaction sees; leaves only ever grow."""
        with self._reading:
            # The last position, which SQLite finds at once; to count, it would read every leaf.
            last = connection.execute(select(func.max(ledger_leaf.c.position))).scalar_one()
            size = 0 if last is None else last + 1
            if size < self._frontier.size:
                self._frontier = Frontier()
            _extend(self._frontier, connection, size)
            if self._frontier.size != size:
                self._frontier = Frontier()
                raise self._not_as_signed()
            return self._frontier.copy()

    def _not_as_signed(self) -> CaseDamaged:
        return CaseDamaged(
            "the ledger is not what its last checkpoint signed",
            where=str(self._database.path),
            remedy="run habeas verify, and restore the case from a copy",
        )


def _extend(frontier: Frontier, connection: Connection, size: int) -> None:
    query = (
        select(ledger_leaf.c.content)
        .where(ledger_leaf.c.position >= frontier.size, ledger_leaf.c.position < size)
        .order_by(ledger_leaf.c.position)
    )
    for row in connection.execute(query):
        frontier.append(row.content)


def _write_checkpoint(connection: Connection, frontier: Frontier, signer: SigningKey) -> None:
    checkpoint = Checkpoint(signer.verifying.name, frontier.size, frontier.root())
    connection.execute(
        insert(ledger_checkpoint).values(size=frontier.size, note=checkpoint.signed(signer))
    )
