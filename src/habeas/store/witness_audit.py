"""Checks of what others said about the ledger: co-signatures, and timestamps with what they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, select

from habeas.model import CaseDamaged, Cosignature, TimestampToken
from habeas.store.cosigning import cosignature_problem
from habeas.store.ledger_audit import Problem
from habeas.store.ledger_reading import leaf_at
from habeas.store.schema import ledger_checkpoint

Witness = tuple[int, Cosignature | TimestampToken]


def witness_problems(connection: Connection, witnesses: Iterable[Witness]) -> Iterator[Problem]:
    """Records of witnesses that do not hold for the checkpoint that they are about.

    `witnesses` are those of the ledger, each with its place in it. Nothing is asked of anybody.
    """
    for position, record in witnesses:
        what = _problem(position, record, _note(connection, record.size))
        if what is None and isinstance(record, TimestampToken):
            what = _dating_problem(connection, position, record)
        if what is not None:
            yield Problem(f"ledger entry {position}", what)


def timestamp_notices(connection: Connection, witnesses: Iterable[Witness]) -> Iterator[str]:
    """What each timestamp that holds says: when, by whom, and whether a root vouches for that."""
    from habeas.store.timestamps import TimestampRefused, token_stamp

    for position, record in witnesses:
        note = _note(connection, record.size)
        if isinstance(record, TimestampToken) and note is not None:
            try:
                said = token_stamp(record, note)
            except TimestampRefused:
                continue
            yield f"ledger entry {position}: checkpoint {record.size} existed at {said}"


def _problem(position: int, record: Cosignature | TimestampToken, note: bytes | None) -> str | None:
    if note is None:
        return f"it is about a checkpoint of {record.size} entries, which is not there"
    if record.size > position:
        return f"it is about a checkpoint of {record.size} entries, which came after it"
    if isinstance(record, TimestampToken):
        # What reads certificates takes a while to load, and few cases need it.
        from habeas.store.timestamps import token_problem

        return token_problem(record, note)
    text, _, _ = note.decode("utf-8", "replace").partition("\n\n")
    return cosignature_problem(record, f"{text}\n")


def _dating_problem(connection: Connection, position: int, record: TimestampToken) -> str | None:
    """Whether the entry, and with it all later ones, is dated before the authority's time."""
    from habeas.store.timestamps import TOLERANCE

    try:
        dated = leaf_at(connection, position).time
    except CaseDamaged:
        return None  # the audit of the ledger has named it
    if dated < record.stamped_at - 2 * TOLERANCE:
        return f"it is dated {dated:%Y-%m-%dT%H:%M:%SZ}, before the time that the authority states"
    return None


def _note(connection: Connection, size: int) -> bytes | None:
    query = select(ledger_checkpoint.c.note).where(ledger_checkpoint.c.size == size)
    found: bytes | None = connection.execute(query).scalar_one_or_none()
    return found
