"""Requests for timestamps that no authority has answered yet: they wait until there is a network.

A request is written here before it is sent, and struck out once its answer is in the ledger. So a
crash at any moment leaves at worst a request that is sent a second time.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select

from habeas.model import WrongUsage, from_plain, to_plain
from habeas.store.case_store import CaseStore
from habeas.store.database import Database
from habeas.store.row_digest import insert_with_digest, intact, stored_form
from habeas.store.schema import timestamp_request
from habeas.store.timestamps import Request


@dataclass(frozen=True, slots=True)
class QueuedRequest:
    """A request about the checkpoint of `size` entries with this root (hex), as it was made.

    `encoded` is the request (DER, base64), `nonce` the number in it, `roots` the certificates (PEM)
    that its answer shall be checked against.
    """

    authority: str
    size: int
    root: str
    encoded: str
    nonce: int
    roots: tuple[str, ...]
    made_at: datetime

    @property
    def request(self) -> Request:
        """What is sent."""
        return Request(base64.b64decode(self.encoded, validate=True), self.nonce)


class TimestampQueue:
    """The queue of one case."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, queued: QueuedRequest) -> int:
        """Keep a request; when this returns it survives a crash. Its number in the queue."""
        with self._database.write() as connection:
            last = connection.execute(select(func.max(timestamp_request.c.number))).scalar_one()
            number = int(last or 0) + 1
            row = {
                "number": number,
                "authority": queued.authority,
                "size": queued.size,
                "root": queued.root,
                # All of it; the other columns are for people who look with another program.
                "request": stored_form(queued, queued.authority),
                "nonce": str(queued.nonce),
                "made": str(to_plain(queued.made_at)),
            }
            insert_with_digest(connection, timestamp_request, row)
            return number

    def waiting(self) -> tuple[tuple[int, QueuedRequest], ...]:
        """Every request with its number, the oldest first. Raises CaseDamaged for altered rows."""
        query = select(timestamp_request).order_by(timestamp_request.c.number)
        with self._database.read() as connection:
            rows = [dict(row) for row in connection.execute(query).mappings()]
        return tuple(
            (row["number"], from_plain(QueuedRequest, json.loads(row["request"])))
            for row in (intact(row, f"timestamp_request {row['number']}") for row in rows)
        )

    def strike_out(self, number: int) -> None:
        """Take a request off the queue. Raises WrongUsage when there is none with this number."""
        query = delete(timestamp_request).where(timestamp_request.c.number == number)
        with self._database.write() as connection:
            if connection.execute(query).rowcount != 1:
                raise WrongUsage(
                    f"no request {number} is waiting",
                    remedy="habeas timestamp CASE --list shows what waits",
                )


def queue_of(store: CaseStore) -> TimestampQueue:
    """The queue of an open case."""
    return TimestampQueue(store._case.database)
